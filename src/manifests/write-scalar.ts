/** Writes scalar values as YAML text. */

const plain = /^[A-Za-z0-9]([-A-Za-z0-9_./:@]*[A-Za-z0-9])?$/;
/** Words, numbers and times that YAML 1.1, or a parser other than kubectl's, does not read as strings. */
const notAString = /^([-+.\d][\d_.:eExXa-fA-F]*|true|false|yes|no|on|off|y|n|null|~)$/i;

/**
 * Returns the text of a scalar.
 * @param style How a string is quoted: `plain` adds quotes only if they are needed. Numbers are never quoted.
 */
export function writeScalar(value: string | number, style: 'plain' | 'single' | 'double' = 'plain'): string {
  if (typeof value === 'number') return String(value);
  if (style === 'plain' && plain.test(value) && !notAString.test(value)) return value;
  const breaks = /[^\P{C}\u200c\u200d]/u.test(value);
  return style === 'single' && !breaks ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}
