/** The default format of `kubectl explain`, written from the server's OpenAPI v3 document. */
// Models kubectl/pkg/explain/v2/templates/plaintext.tmpl
import type { ResourceInfo } from '../../engine/index.ts';
import { type FieldDoc, type FieldDocs, prefixOf, type TypeDoc, typeOf } from './field-docs.ts';
import { wrapWords } from './wrap-words.ts';

const width = 76;
/** Number of allowed values in a list of fields; the page of a field shows all. */
const maxValues = 4;

export const plaintextHeader = ({ group, kind, version }: ResourceInfo): string =>
  (group === '' ? '' : `GROUP:      ${group}\n`) + `KIND:       ${kind}\nVERSION:    ${version}\n\n`;

/** Follows the names; `undefined` if one of them is not a field. */
export function findField(root: FieldDoc, names: readonly string[], docs: FieldDocs): FieldDoc | undefined {
  let at: FieldDoc | undefined = root;
  for (const name of names) at = at && fieldOf(typeOf(at, docs), name);
  return at;
}

const fieldOf = (type: TypeDoc | undefined, name: string): FieldDoc | undefined =>
  type?.fields !== undefined && Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;

/** @param name The last name of the path; `undefined` for a kind. */
export function plaintext(field: FieldDoc, name: string | undefined, docs: FieldDocs, recursive: boolean): string {
  const [, doc, , values] = field;
  const own = typeOf(field, docs);
  const head = name === undefined ? '' : `FIELD: ${name} <${shownType(field, docs)}>\n${enumeration(values)}\n`;
  const texts = [doc, own?.doc ?? ''].filter((text) => text !== '');
  const description = texts.length === 0 ? '<empty>' : texts.map((text) => `${text}\n`).join('');
  // A type is not listed again within itself; a kind does not count as such.
  const above = name === undefined || own === undefined ? [] : [own];
  const fields = own === undefined ? '' : fieldList(own, docs, recursive, 1, above);
  return `${head}DESCRIPTION:\n${wrapped(description, width)}${fields === '' ? '' : `FIELDS:\n${fields}`}\n`;
}

/** Converts `[]@v1/Container` to `[]Container`; a type that is always a string is shown as string. */
function shownType(field: FieldDoc, docs: FieldDocs): string {
  const [type] = field;
  const json = typeOf(field, docs)?.json;
  return json === undefined ? type.replace(/@(?:.*\/)?/, '') : prefixOf(type) + json;
}

const quoted = (value: string): string => (value === '' ? '""' : value);

const enumeration = (values: readonly string[] | undefined): string =>
  values === undefined ? '\n' : `ENUM:\n${values.map((value) => `    ${quoted(value)}\n`).join('')}`;

const shortened = (values: readonly string[]): string =>
  values.slice(0, maxValues).map(quoted).join(', ') + (values.length > maxValues ? ', ....' : '');

function fieldList(
  { fields = {} }: TypeDoc,
  docs: FieldDocs,
  recursive: boolean,
  level: number,
  above: readonly TypeDoc[],
): string {
  const indent = '  '.repeat(level);
  return Object.keys(fields)
    .sort()
    .map((name) => {
      const field = fields[name]!;
      const [, doc, required, values] = field;
      const line = `${indent}${name}\t<${shownType(field, docs)}>${required === 1 ? ' -required-' : ''}\n`;
      const choice = values === undefined ? '' : `${indent}enum: ${shortened(values)}\n`;
      if (!recursive) return `${line}${choice}${wrapped(doc === '' ? '<no description>' : doc, width)}\n`;
      const inner = typeOf(field, docs);
      const deeper = inner !== undefined && !above.includes(inner);
      return line + choice + (deeper ? fieldList(inner, docs, recursive, level + 1, [...above, inner]) : '');
    })
    .join('');
}

const wrapped = (text: string, max: number): string =>
  wrapWords(text, max)
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');
