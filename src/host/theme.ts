/** Detects if the page is light or dark, and when that changes. */

export type Shade = 'light' | 'dark';

/** Returns the theme nearest to a computed colour; undefined if the colour is transparent or unknown. */
function shadeOf(colour: string): Shade | undefined {
  const [red, green, blue, alpha = 1] = (colour.match(/^rgba?(.*)/)?.[1]?.match(/[\d.]+/g) ?? []).map(Number);
  if (blue === undefined || alpha < 0.5) return undefined;
  return red! * 3 + green! * 6 + blue < 1280 ? 'dark' : 'light';
}

/** Returns the theme of the page at an element: the one that the page declares, otherwise the one of its background. */
export function shadeAt(element: Element): Shade {
  // Docusaurus and others; Material for MkDocs; VitePress and Tailwind.
  const said = [document.documentElement, document.body]
    .map(({ dataset, className }) => `${dataset.theme} ${dataset.mdColorScheme} ${className}`)
    .join(' ');
  if (/\b(dark|slate)\b/.test(said)) return 'dark';
  if (/\b(light|default)\b/.test(said)) return 'light';
  for (let at: Element | null = element; at; at = at.parentElement) {
    const shade = shadeOf(getComputedStyle(at).backgroundColor);
    if (shade) return shade;
  }
  return systemDark().matches ? 'dark' : 'light';
}

const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

/** Calls back when the theme of the page may have changed. */
export function onShadeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  systemDark().onchange = changed;
}
