/**
 * Writes YAML as kubectl does: sorted keys, lists at the indentation of their key, and quotes as Go's library sets
 * them.
 */
// Models go.yaml.in/yaml/v2 (encode.go, sorter.go, emitterc.go), which kubectl uses through sigs.k8s.io/yaml
import { load } from 'js-yaml';
import { schema } from './scalars.ts';

/** Column after which a line is broken at the next space. */
const maxColumn = 80;

export const writeYaml = (value: unknown): string => `${node(value, 0, 0).join('\n')}\n`;

/**
 * Returns the lines of a value, the first one without indentation.
 * @param indent Indentation of the following lines.
 * @param column Column at which the first line begins.
 */
function node(value: unknown, indent: number, column: number): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['[]'] : sequence(value, indent);
  if (typeof value === 'object' && value !== null) {
    const keys = definedKeys(value);
    return keys.length === 0 ? ['{}'] : mapping(value as Readonly<Record<string, unknown>>, keys, indent);
  }
  return typeof value === 'string' ? scalar(value, indent + 2, column) : [String(value ?? null)];
}

const definedKeys = (value: object): readonly string[] =>
  Object.entries(value)
    .flatMap(([key, of]) => (of === undefined ? [] : [key]))
    .sort(compareKeys);

function sequence(items: readonly unknown[], indent: number): readonly string[] {
  const pad = ' '.repeat(indent);
  return items.flatMap((item, i) => {
    const [first = '', ...others] = node(item, indent + (isCollection(item) ? 2 : 0), indent + 2);
    return [`${i === 0 ? '' : pad}- ${first}`, ...others];
  });
}

function mapping(value: Readonly<Record<string, unknown>>, keys: readonly string[], indent: number): readonly string[] {
  const pad = ' '.repeat(indent);
  return keys.flatMap((key, i) => {
    const head = `${i === 0 ? '' : pad}${scalar(key, indent, -Infinity).join('')}:`;
    const inner = value[key];
    if (!isCollection(inner)) {
      const [first = '', ...others] = node(inner, indent, indent + head.trimStart().length + 1);
      return [`${head} ${first}`, ...others];
    }
    // A list has the indentation of its key.
    const at = Array.isArray(inner) ? indent : indent + 2;
    const [first = '', ...others] = node(inner, at, at);
    return [head, ' '.repeat(at) + first, ...others];
  });
}

/** Reports if a value needs lines of its own. */
const isCollection = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value) ? value.length > 0 : definedKeys(value).length > 0);

function scalar(value: string, indent: number, column: number): readonly string[] {
  const isKey = column === -Infinity;
  if (value.includes('\n'))
    return !isKey && blockAllowed(value) ? literal(value, indent) : doubleQuoted(value, indent, column);
  if (!readsAsText(value) || isSpecial(value)) return doubleQuoted(value, indent, column);
  if (plainAllowed(value)) return fold(value, indent, column);
  return fold(`'${value.replaceAll("'", "''")}'`, indent, column);
}

/** Reports if YAML 1.1 reads the text as a string and not as a number, boolean, time or null. */
function readsAsText(value: string): boolean {
  if (value === '' || /^(\d{4}-\d\d?-\d\d?([Tt ].*)?|[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?|<<|y|Y|n|N)$/.test(value))
    return false;
  if (!/^[-+.~\w]/.test(value) || !plainAllowed(value)) return true;
  try {
    return typeof load(value, { schema }) === 'string';
  } catch {
    return true;
  }
}

const isPrintable = /^[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;
const isSpecial = (value: string): boolean => !isPrintable.test(value);

const plainAllowed = (value: string): boolean =>
  !/^[#,[\]{}&*!|>'"%@`\s]|^[-?:](\s|$)|^(---|\.\.\.)|:(\s|$)|\s#|\s$/.test(value);

/** A block scalar is possible only if no line ends in a space and nothing has to be escaped. */
const blockAllowed = (value: string): boolean => isPrintable.test(value) && !/ (\n|$)/.test(value);

function literal(value: string, indent: number): readonly string[] {
  const hint = /^[ \n]/.test(value) ? '2' : '';
  const chomp = !value.endsWith('\n') ? '-' : /(^|\n)\n$/.test(value) ? '+' : '';
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  return [`|${hint}${chomp}`, ...body.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
}

/** Breaks the line at a single space once it is too long. */
function fold(value: string, indent: number, column: number): readonly string[] {
  const found = [''];
  let at = column;
  for (const [i, c] of [...value].entries()) {
    const alone = c === ' ' && value[i - 1] !== ' ' && value[i + 1] !== ' ';
    if (alone && at > maxColumn && i > 1 && i < value.length - 2) {
      found.push(' '.repeat(indent));
      at = indent;
    } else {
      found[found.length - 1] += c;
      at++;
    }
  }
  return found;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function doubleQuoted(value: string, indent: number, column: number): readonly string[] {
  const escaped = [...value].map((c) => {
    const known = escapes[c];
    if (known !== undefined) return known;
    if (isPrintable.test(c)) return c;
    const code = c.codePointAt(0)!;
    const hex = code.toString(16).toUpperCase();
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
  return fold(`"${escaped.join('')}"`, indent, column);
}

const isLetter = (c: string): boolean => /\p{L}/u.test(c);
const isDigit = (c: string | undefined): boolean => c !== undefined && /\d/.test(c);

/** Compares keys: letters come after other characters, and numbers are compared by value (`web-2` before `web-10`). */
function compareKeys(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [p, q] = [x[i]!, y[i]!];
    if (p === q) continue;
    if (isLetter(p) && isLetter(q)) return p < q ? -1 : 1;
    if (isLetter(p) || isLetter(q)) return isLetter(q) ? -1 : 1;
    // A 0 after other digits is part of the number.
    const led = (p === '0' || q === '0') && /[1-9]\d*$/.test(/\d*$/.exec(x.slice(0, i).join(''))![0]);
    const [m, n] = [digits(x, i), digits(y, i)];
    const [value, other] = [m, n].map((text) => Number(`${led ? '1' : ''}${text}` || '0')) as [number, number];
    if (value !== other) return value - other;
    if (m.length !== n.length) return m.length - n.length;
    return p < q ? -1 : 1;
  }
  return x.length - y.length;
}

function digits(characters: readonly string[], from: number): string {
  let to = from;
  while (isDigit(characters[to])) to++;
  return characters.slice(from, to).join('');
}
