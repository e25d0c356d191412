/** Changed lines of a YAML text, compared by content and key path, not by line number. */

export interface YamlLine {
  readonly text: string;
  /** Identifies the line within the text; the same line of a later text has the same key. */
  readonly key: string;
}

/** The lines of a block-style text, each with its keys. */
export function yamlLinesOf(text: string): readonly YamlLine[] {
  const above: { readonly indent: number; readonly text: string }[] = [];
  const seen = new Map<string, number>();
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const indent = line.search(/\S|$/);
      while (above.length > 0 && above.at(-1)!.indent >= indent) above.pop();
      const path = [...above.map((parent) => parent.text), line.trim()].join('\n');
      above.push({ indent, text: line.trim() });
      const count = (seen.get(path) ?? 0) + 1;
      seen.set(path, count);
      return { text: line, key: `${path}#${count}` };
    });
}

/** Returns the keys of the new lines; none if there was no text before. */
export function newLines(before: readonly YamlLine[] | null, after: readonly YamlLine[]): ReadonlySet<string> {
  if (before === null) return new Set();
  const known = new Set(before.map(({ key }) => key));
  return new Set(after.map(({ key }) => key).filter((key) => !known.has(key)));
}
