/** The sizes of the parts of the page, as set by the user. They are remembered from visit to visit. */

export interface Layout {
  /** Width of the column with manifest and terminal, in percent of the page's. */
  readonly side: number;
  readonly sideFolded: boolean;
  /** Height of the terminal, in percent of that column's; null if it depends on where the user last worked. */
  readonly terminal: number | null;
  /** Height of the strip with Events and status, in percent of the page's. */
  readonly strip: number;
  /** Null if it is folded only when the page is too low for it. */
  readonly stripFolded: boolean | null;
  /** Width of the inspector if it has a column of its own, in percent of the page's. */
  readonly inspector: number;
  /** Height of the sheet over a narrow page, in percent of the height without the bars. */
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

/** The limits of each size, in percent. */
export const layoutLimits: Readonly<Record<Sizes, readonly [least: number, most: number]>> = {
  side: [15, 60],
  terminal: [12, 85],
  strip: [10, 60],
  inspector: [16, 45],
  sheet: [20, 100],
};

/** Returns a size within its limits, in whole percent. */
export function fitting(size: Sizes, percent: number): number {
  const [least, most] = layoutLimits[size];
  return Math.round(Math.min(Math.max(percent, least), most));
}

export const layoutText = (layout: Layout): string => JSON.stringify(layout);

/** Reads the output of {@link layoutText}, of this or another version. Missing and invalid sizes get their defaults. */
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
