/** `kubectl explain` */
// Models kubectl/pkg/explain/v2 and its template plaintext.tmpl
import type { ResourceInfo } from '../../engine/index.ts';
import { ask, type Command, print } from '../command.ts';
import { failure, plainFailure, usageFailure } from '../failure.ts';
import type { FieldDoc, FieldDocs, TypeDoc } from '../field-docs.ts';
import { findMapping } from '../rest-mapper.ts';

const width = 76;

export const explain: Command = {
  name: 'explain',
  short: 'Get documentation for a resource',
  usage: 'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group]',
  examples:
    '# Get the documentation of the resource and its fields\nkubectl explain statefulsets\n\n' +
    '# Get the documentation of a specific field of a resource\nkubectl explain sts.spec.updateStrategy\n',
  flags: [
    { name: 'api-version', type: 'string', usage: 'Use given api-version (group/version) of the resource.' },
    {
      name: 'output',
      short: 'o',
      type: 'string',
      default: 'plaintext',
      usage: 'Format: plaintext.',
      values: ['plaintext'],
    },
    { name: 'recursive', type: 'bool', usage: 'When true, print the name of all the fields recursively.' },
  ],
  completes: 'types',
  *run({ args, flags, path }, env) {
    const [what = ''] = args;
    if (what === '') {
      throw usageFailure(
        path,
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
      );
    }
    if (args.length > 1) throw usageFailure(path, 'We accept only this format: explain RESOURCE');
    const [type = '', ...fields] = what.replace(/\.$/, '').split('.');
    const mapping = findMapping(env.api, type);
    if (mapping === undefined) throw plainFailure(`the server doesn't have a resource type "${type}"`);
    const docs = (yield* ask({ type: 'fieldDocs' }))?.docs;
    if (docs === undefined) throw failure('the descriptions of the fields are not here');
    const root = `@${typeName(mapping, flags.string('api-version'))}`;
    if (!(root.slice(1) in docs)) throw failure(`couldn't find resource for "${what}"`);
    yield print(header(mapping));
    let at: FieldDoc = [root, ''];
    for (const name of fields) {
      const next: FieldDoc | undefined = typeOf(at, docs)?.fields?.[name];
      if (next === undefined) throw failure(`field "${name}" does not exist`);
      at = next;
    }
    yield print(detail(at, fields.at(-1), docs, flags.bool('recursive')));
    return 0;
  },
};

/** As kubernetes-models calls the type's file: `apps/v1/StatefulSet`. */
function typeName({ group, version, kind }: ResourceInfo, apiVersion: string): string {
  const own = group === '' ? version : `${group}/${version}`;
  return `${apiVersion || own}/${kind}`;
}

const header = ({ group, kind, version }: ResourceInfo): string =>
  (group === '' ? '' : `GROUP:      ${group}\n`) + `KIND:       ${kind}\nVERSION:    ${version}\n\n`;

/** The type that a field holds, or whose list or map it holds. */
function typeOf([type]: FieldDoc, docs: FieldDocs): TypeDoc | undefined {
  const at = type.indexOf('@');
  return at < 0 ? undefined : docs[type.slice(at + 1)];
}

/** `[]@v1/Container` → `[]Container` */
const shownType = (type: string): string => type.replace(/@(?:.*\/)?/, '');

function detail(field: FieldDoc, name: string | undefined, docs: FieldDocs, recursive: boolean): string {
  const [type, doc, , values] = field;
  const own = typeOf(field, docs);
  const head = name === undefined ? '' : `FIELD: ${name} <${shownType(type)}>\n${enumeration(values)}\n`;
  const texts = [doc, own?.doc ?? ''].filter((text) => text !== '');
  const description = texts.length === 0 ? '<empty>' : texts.join('\n');
  const fields =
    own?.fields === undefined ? '' : `FIELDS:\n${fieldList(own, docs, recursive ? 'names' : 'texts', 1, [])}`;
  return `${head}DESCRIPTION:\n${wrapped(description)}    \n${fields}\n\n`;
}

const enumeration = (values: readonly string[] | undefined): string =>
  values === undefined ? '\n' : `ENUM:\n${values.map((value) => `    ${value}\n`).join('')}`;

/** @param above Types that this one is part of: what contains itself is not gone into again. */
function fieldList(
  { fields = {} }: TypeDoc,
  docs: FieldDocs,
  what: 'names' | 'texts',
  level: number,
  above: readonly TypeDoc[],
): string {
  const indent = '  '.repeat(level);
  return Object.keys(fields)
    .sort()
    .map((name) => {
      const field = fields[name]!;
      const [type, doc, required, values] = field;
      const line = `${indent}${name}\t<${shownType(type)}>${required === 1 ? ' -required-' : ''}\n`;
      const choice = values === undefined ? '' : `${indent}enum: ${shortened(values)}\n`;
      if (what === 'texts') return `${line}${choice}${wrapped(doc === '' ? '<no description>' : doc)}\n`;
      const inner = typeOf(field, docs);
      const deeper = inner?.fields !== undefined && !above.includes(inner);
      return line + choice + (deeper ? fieldList(inner, docs, what, level + 1, [...above, inner]) : '');
    })
    .join('');
}

const shortened = (values: readonly string[]): string =>
  values.length > 4 ? `${values.slice(0, 4).join(', ')}, ....` : values.join(', ');

/** Line by line, broken between words; what stands in before a line stays. */
function wrapped(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const lines: string[] = [];
      let current = /^\s*/.exec(line)![0];
      let empty = true;
      for (const word of line.trim().split(/ +/)) {
        if (!empty && current.length + 1 + word.length > width) {
          lines.push(current);
          [current, empty] = ['', true];
        }
        current += (empty ? '' : ' ') + word;
        empty = false;
      }
      return [...lines, current];
    })
    .map((line) => `    ${line}\n`)
    .join('');
}
