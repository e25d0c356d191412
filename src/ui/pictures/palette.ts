/** The colours of src/ui/kit/tokens.css as values, because pictures have no style sheet. */

export const tokens = [
  'ground',
  'grid',
  'surface',
  'raised',
  'line',
  'line-strong',
  'text',
  'text-soft',
  'accent',
  'accent-text',
  'accent-soft',
  'good',
  'good-soft',
  'wait',
  'wait-soft',
  'bad',
  'bad-soft',
  'off',
  'off-text',
  'revision-0',
  'revision-1',
  'revision-2',
  'revision-3',
  'revision-4',
  'revision-5',
] as const;

export type Token = (typeof tokens)[number];
/** `#rrggbb` each. */
export type Palette = Readonly<Record<Token, string>>;
export type Shade = 'light' | 'dark';

/** Returns the page's current shade. */
export function currentShade(): Shade {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Runs `read` with the page in another shade, without painting it. */
function inShade<T>(shade: Shade, read: () => T): T {
  if (shade === currentShade()) return read();
  const { dataset } = document.documentElement;
  const { theme, motion } = dataset;
  const put = (name: 'theme' | 'motion', value: string | undefined): void => {
    if (value === undefined) delete dataset[name];
    else dataset[name] = value;
  };
  // Without this, colour transitions would start.
  put('motion', 'off');
  put('theme', shade);
  try {
    return read();
  } finally {
    put('theme', theme);
    // Makes the browser apply it.
    void getComputedStyle(document.body).color;
    put('motion', motion);
  }
}

/**
 * Returns the colours of the page in light or dark. The tokens of the root element do not follow the `color-scheme` of
 * an element within.
 */
export function readPalette(shade: Shade): Palette {
  const probe = document.createElement('i');
  document.body.append(probe);
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  const entries = inShade(shade, () =>
    tokens.map((token) => {
      probe.style.color = `var(--${token})`;
      // A canvas writes every opaque colour as #rrggbb.
      context.fillStyle = getComputedStyle(probe).color;
      return [token, context.fillStyle] as const;
    }),
  );
  probe.remove();
  return Object.fromEntries(entries) as Record<Token, string>;
}
