/** Writes KYAML (`-o kyaml`): YAML with braces and brackets in which every string is quoted. */
// Models sigs.k8s.io/yaml/kyaml. Differs: texts of several lines stand on one, with their breaks escaped.

export const writeKyaml = (value: unknown): string => `---\n${node(value, 0)}\n`;

function node(value: unknown, indent: number): string {
  if (Array.isArray(value)) return list(value, indent);
  if (typeof value === 'object' && value !== null) return struct(value, indent);
  return typeof value === 'string' ? JSON.stringify(value) : String(value ?? null);
}

function struct(value: object, indent: number): string {
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (entries.length === 0) return '{}';
  const pad = ' '.repeat(indent + 2);
  const lines = entries.map(([key, inner]) => `${pad}${keyText(key)}: ${node(inner, indent + 2)},\n`);
  return `{\n${lines.join('')}${' '.repeat(indent)}}`;
}

/**
 * Writes a list. If all items are maps or lists that are not empty, their brackets follow the list's bracket directly.
 */
function list(items: readonly unknown[], indent: number): string {
  if (items.length === 0) return '[]';
  const isClose = items.every((item) => typeof item === 'object' && item !== null && Object.keys(item).length > 0);
  if (isClose) return `[${items.map((item) => node(item, indent)).join(', ')}]`;
  const pad = ' '.repeat(indent + 2);
  return `[\n${items.map((item) => `${pad}${node(item, indent + 2)},\n`).join('')}${' '.repeat(indent)}]`;
}

/** Writes a key without quotes unless YAML could read it as another value. */
const keyText = (key: string): string =>
  /^[A-Za-z][-\w./]*$/.test(key) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(key) ? key : JSON.stringify(key);
