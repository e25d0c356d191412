/** How the room of the page is shared out, as its user wants it. It is remembered from visit to visit. */

export interface Layout {
  /** Width of the column with manifest and terminal, in per cent of the page's. */
  readonly side: number;
  readonly sideFolded: boolean;
  /** Height of the terminal, in per cent of that column's; null: by where the last work was. */
  readonly terminal: number | null;
  /** Height of the strip with Events and status, in per cent of the page's. */
  readonly strip: number;
  /** Null: folded where the page is too low for it. */
  readonly stripFolded: boolean | null;
  /** Width of the inspector where it has a column of its own, in per cent of the page's. */
  readonly inspector: number;
  /** Height of the sheet over a narrow page, in per cent of what is left beside the bars. */
  readonly sheet: number;
}

export const defaultLayout: Layout = {
  side: 30,
  sideFolded: false,
  terminal: null,
  strip: 17,
  stripFolded: null,
  inspector: 24,
  sheet: 50,
};

type Sizes = 'side' | 'terminal' | 'strip' | 'inspector' | 'sheet';

/** The least and the most of each size, in per cent. */
export const layoutLimits: Readonly<Record<Sizes, readonly [least: number, most: number]>> = {
  side: [15, 60],
  terminal: [12, 85],
  strip: [10, 60],
  inspector: [16, 45],
  sheet: [20, 100],
};

/** A size within its limits, in whole per cent. */
export function fitting(size: Sizes, percent: number): number {
  const [least, most] = layoutLimits[size];
  return Math.round(Math.min(Math.max(percent, least), most));
}

export const layoutText = (layout: Layout): string => JSON.stringify(layout);

/** Reads what {@link layoutText} wrote, in this or another version. What is missing or senseless is as by default. */
export function readLayout(text: string | null): Layout {
  let kept: Readonly<Record<string, unknown>>;
  try {
    kept = (JSON.parse(text ?? '{}') ?? {}) as Record<string, unknown>;
  } catch {
    return defaultLayout;
  }
  const size = <Wanted extends number | null>(name: Sizes, otherwise: Wanted): number | Wanted => {
    const value = kept[name];
    return typeof value === 'number' && Number.isFinite(value) ? fitting(name, value) : otherwise;
  };
  const { sideFolded, stripFolded } = kept;
  return {
    side: size('side', defaultLayout.side),
    sideFolded: sideFolded === true,
    terminal: size('terminal', null),
    strip: size('strip', defaultLayout.strip),
    stripFolded: typeof stripFolded === 'boolean' ? stripFolded : null,
    inspector: size('inspector', defaultLayout.inspector),
    sheet: size('sheet', defaultLayout.sheet),
  };
}
