/** Splits a YAML list into its items before anything is parsed: a large dump is read in small parts. */

export interface ListText {
  readonly apiVersion: string;
  /** `List`, or the kind of a typed list. */
  readonly kind: string;
  readonly items: readonly ItemText[];
}

export interface ItemText {
  /** The item as a separate document. */
  readonly text: string;
  /** Its first line, from 1. */
  readonly line: number;
  /** Offset of its end. */
  readonly end: number;
}

/**
 * Splits a list in kubectl's format: `items:` without indentation, then an item at each `- ` of the same indentation.
 * Returns undefined for other texts, and for anchors, which items may share.
 */
export function itemsIn(text: string): ListText | undefined {
  const start = /^items:[ \t]*\r?\n(?=( *)- )/m.exec(text);
  const kind = /^kind:[ \t]*(\w*List)[ \t]*\r?$/m.exec(text)?.[1];
  if (start === null || kind === undefined || /[:-] +&\w/.test(text)) return undefined;
  const apiVersion = /^apiVersion:[ \t]*([\w./]+)/m.exec(text)?.[1] ?? '';
  const indent = start[1]!.length;
  const margin = `${' '.repeat(indent)}- `;
  const items: ItemText[] = [];
  let line = text.slice(0, start.index).split('\n').length + 1;
  let from = start.index + start[0].length;
  let [at, first] = [from, line];
  const cut = (): void => {
    if (at > from)
      items.push({ text: `${' '.repeat(indent + 2)}${text.slice(from + indent + 2, at)}`, line: first, end: at });
    [from, first] = [at, line];
  };
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    if (text.startsWith(margin, at)) cut();
    else if (/[^\s#-]/.test(text[at]!)) break;
    at = next;
    line++;
  }
  cut();
  return { apiVersion, kind, items };
}
