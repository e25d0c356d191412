/** A line of YAML, in the parts that are shown apart. */
export interface YamlLine {
  readonly indent: string;
  readonly key: string;
  /** Null when what belongs to the key follows on the next lines. */
  readonly value: string | null;
}

/**
 * Plain data as block-style YAML, keys sorted as the API server prints them. For what a status holds: numbers, words
 * and nested objects; list entries are numbered by their position.
 */
export function yamlLines(value: Readonly<Record<string, unknown>>, indent = ''): YamlLine[] {
  return Object.keys(value)
    .sort()
    .flatMap((key): YamlLine[] => {
      const entry = value[key];
      if (entry === undefined) return [];
      if (typeof entry !== 'object' || entry === null) return [{ indent, key, value: String(entry) }];
      return [{ indent, key, value: null }, ...yamlLines(entry as Record<string, unknown>, `${indent}  `)];
    });
}
