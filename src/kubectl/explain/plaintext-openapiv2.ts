/** The older format of `kubectl explain`, written from the server's OpenAPI v2 document. */
// Models kubectl/pkg/explain/{model_printer,fields_printer,recursive_fields_printer,formatter,typename}.go
import { apiVersionOf, type ResourceInfo } from '../../engine/index.ts';
import { type FieldDoc, type FieldDocs, prefixOf, type TypeDoc, typeOf } from './field-docs.ts';

const width = 75;
const descriptionIndent = '     ';

/** @param name The last name of the path; `undefined` for a kind. */
export function plaintextOpenApiV2(
  info: ResourceInfo,
  field: FieldDoc,
  name: string | undefined,
  docs: FieldDocs,
  recursive: boolean,
): string {
  const own = typeOf(field, docs);
  const head = `KIND:     ${info.kind}\nVERSION:  ${apiVersionOf(info)}\n\n`;
  const isObject = own?.fields !== undefined && Object.keys(own.fields).length > 0;
  const title = isObject ? 'RESOURCE: ' : 'FIELD:    ';
  const subject = name === undefined ? '' : `${title}${name} <${shownType(field, docs)}>\n\n`;
  const texts = name === undefined ? [own?.doc ?? ''] : [field[1], own?.doc ?? ''];
  const fields = isObject ? `\nFIELDS:\n${fieldList(own, docs, recursive, 1, [own])}` : '';
  return `${head}${subject}DESCRIPTION:\n${description(texts)}${fields}`;
}

function description(texts: readonly string[]): string {
  const shown = texts.map((text, i) => (text === '' ? '' : (i > 0 ? '\n' : '') + wrapped(text))).join('');
  return shown === '' ? `${descriptionIndent}<empty>\n` : shown;
}

/** Only OpenAPI v3 distinguishes kinds of objects by name. */
function shownType(field: FieldDoc, docs: FieldDocs): string {
  const [type] = field;
  const own = typeOf(field, docs);
  if (own === undefined) return type;
  const isObject = own.fields !== undefined && Object.keys(own.fields).length > 0;
  return prefixOf(type) + (isObject ? 'Object' : own.fields === undefined ? 'string' : 'map[string]');
}

function fieldList(
  { fields = {} }: TypeDoc,
  docs: FieldDocs,
  recursive: boolean,
  level: number,
  above: readonly TypeDoc[],
): string {
  return Object.keys(fields)
    .sort()
    .map((name) => {
      const field = fields[name]!;
      const [, doc, required] = field;
      const type = `${'   '.repeat(level)}${name}\t<${shownType(field, docs)}>`;
      if (!recursive) return `${type}${required === 1 ? ' -required-' : ''}\n${wrapped(doc)}\n`;
      const inner = typeOf(field, docs);
      const deeper = inner !== undefined && !above.includes(inner);
      return `${type}\n${deeper ? fieldList(inner, docs, recursive, level + 1, [...above, inner]) : ''}`;
    })
    .join('');
}

/** Joins the lines of a paragraph and wraps them again; blank lines, list items and indented lines stay. */
function wrapped(text: string): string {
  const lines: string[] = [];
  let words: string[] = [];
  let lastWord = '';
  const flush = (): void => {
    if (words.length === 0) return;
    lines.push(words.join(' '));
    words = [];
    lastWord = '';
  };
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const isBlock = line.startsWith('    ');
    if (isBlock || (lines.length > 0 && trimmed === '')) {
      flush();
      lines.push(isBlock ? line : '');
      continue;
    }
    if (trimmed === '' || lastWord.endsWith(':') || /^(\d+\.?|-|\*)\s/.test(trimmed)) flush();
    for (const word of trimmed.split(/\s+/)) {
      lastWord = word;
      // A word at the beginning of a line is not remembered as the last one.
      if (words.length > 0 && [...words, word].join(' ').length > width) flush();
      if (word !== '') words.push(word);
    }
  }
  flush();
  return lines.map((line) => (line === '' ? '\n' : `${descriptionIndent}${line}\n`)).join('');
}
