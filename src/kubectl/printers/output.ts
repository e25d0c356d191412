/** The formats of `-o`. */
// Models cli-runtime/pkg/genericclioptions/print_flags.go and kubectl/pkg/cmd/get/get_flags.go
import type { KubernetesObject } from '../../engine/index.ts';
import { writeKyaml } from '../../manifests/write-kyaml.ts';
import { writeYaml } from '../../manifests/write-yaml.ts';
import type { KubectlEnvironment } from '../command.ts';
import { CommandFailure, failure } from '../errors/failure.ts';
import { withManagedFields } from '../flags/field-manager.ts';
import type { FlagSpec, Flags } from '../flags/flags.ts';
import { type CustomColumn, parseColumnsFile, parseCustomColumns } from './custom-columns.ts';
import { GoTemplate, GoTemplateError } from './go-template/go-template.ts';
import { toJson } from './json.ts';
import { JsonPath, JsonPathError, sorted } from './json-path.ts';
import { goString } from './go-value.ts';

export type Printer = (object: KubernetesObject | List) => string;

/** Objects as one object. */
export interface List {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly resourceVersion?: string };
  readonly items: readonly KubernetesObject[];
}

const isList = (object: KubernetesObject | List): object is List => 'items' in object && object.kind === 'List';

export const listOf = (items: readonly KubernetesObject[]): List => ({
  apiVersion: 'v1',
  items,
  kind: 'List',
  metadata: { resourceVersion: '' },
});

export type Output =
  | { readonly type: 'table'; readonly wide: boolean }
  | { readonly type: 'columns'; readonly columns: readonly CustomColumn[] }
  | { readonly type: 'objects'; readonly print: Printer };

/** For commands that print tables. */
const tableFormats = ['custom-columns', 'custom-columns-file', 'wide'];
/** For all commands. */
const formats =
  'go-template go-template-file json jsonpath jsonpath-as-json jsonpath-file kyaml name template templatefile yaml'.split(
    ' ',
  );

const allowed = (tables: boolean): readonly string[] => [...formats, ...(tables ? tableFormats : [])].sort();

export const outputFlags = (tables: boolean): readonly FlagSpec[] => [
  {
    name: 'output',
    short: 'o',
    type: 'string',
    usage: `Output format. One of: (${allowed(tables).join(', ')}).`,
    values: allowed(tables),
  },
  { name: 'template', type: 'string', usage: 'Template string or path to template file to use when -o=go-template.' },
  { name: 'show-managed-fields', type: 'bool', usage: 'If true, keep the managedFields when printing objects.' },
  {
    name: 'allow-missing-template-keys',
    type: 'bool',
    default: 'true',
    usage: 'If true, ignore any errors in templates when a field or map key is missing in the template.',
  },
];

/** @param tables True if the command prints tables by default. */
export function readOutput(flags: Flags, env: KubectlEnvironment, tables: boolean): Output | undefined {
  const given = flags.string('output');
  const template = flags.string('template');
  const [typed, inline] = splitFormat(given || (template === '' ? '' : 'go-template'));
  const format = anyCase.has(typed.toLowerCase()) ? typed.toLowerCase() : typed;
  const argument = inline ?? (template === '' ? undefined : template);
  if (inline !== undefined && takesNothing.has(format)) throw noPrinter(given, tables);
  if (format === '') return tables ? { type: 'table', wide: false } : undefined;
  if (tables && format === 'wide') return { type: 'table', wide: true };
  if (tables && format === 'custom-columns') return { type: 'columns', columns: parseCustomColumns(argument ?? '') };
  if (tables && format === 'custom-columns-file') {
    return { type: 'columns', columns: parseColumnsFile(readTemplate(argument, env, 'template')) };
  }
  const print = printerOf(format, argument, flags.bool('allow-missing-template-keys'), env);
  if (print !== undefined) {
    const shows = flags.bool('show-managed-fields') || !/^(json|yaml|kyaml|name)$/.test(format);
    return { type: 'objects', print: shows ? (object) => print(managed(object, env)) : print };
  }
  throw noPrinter(given, tables);
}

/** Formats that are known in capitals, too. */
const anyCase: ReadonlySet<string> = new Set(['json', 'kyaml', 'name', 'yaml']);
/** Formats that take no argument. */
const takesNothing: ReadonlySet<string> = new Set([...anyCase, 'wide']);

const noPrinter = (given: string, tables: boolean): CommandFailure =>
  failure(
    `unable to match a printer suitable for the output format "${given}", allowed formats are: ${allowed(tables).join(',')}`,
  );

const managed = (object: KubernetesObject | List, { api }: KubectlEnvironment): KubernetesObject | List =>
  isList(object)
    ? { ...object, items: object.items.map((item) => withManagedFields(api, item)) }
    : withManagedFields(api, object);

/** `jsonpath={…}` */
function splitFormat(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function printerOf(
  format: string,
  argument: string | undefined,
  missing: boolean,
  env: KubectlEnvironment,
): Printer | undefined {
  switch (format) {
    case 'json':
      return toJson;
    case 'yaml':
      return writeYaml;
    case 'kyaml':
      return writeKyaml;
    case 'name':
      return (object) => (isList(object) ? object.items.map(nameLine).join('') : nameLine(object));
    case 'jsonpath':
      return jsonPathPrinter(needed(argument), missing, false);
    case 'jsonpath-as-json':
      return jsonPathPrinter(needed(argument), missing, true);
    case 'jsonpath-file':
      return jsonPathPrinter(readTemplate(argument, env), missing, false);
    case 'go-template':
    case 'template':
      return goTemplatePrinter(needed(argument), missing);
    case 'go-template-file':
    case 'templatefile':
      return goTemplatePrinter(readTemplate(argument, env), missing);
    default:
      return undefined;
  }
}

const needed = (argument: string | undefined): string => {
  if (argument === undefined || argument === '') throw failure('template format specified but no template given');
  return argument;
};

function readTemplate(path: string | undefined, env: KubectlEnvironment, what = '--template'): string {
  const text = env.readFile(needed(path));
  if (text === undefined) throw failure(`error reading ${what} ${path}, open ${path}: no such file or directory`);
  return text;
}

/** `statefulset.apps/web` */
function nameLine({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind.toLowerCase()}${group}/${metadata.name}\n`;
}

function jsonPathPrinter(template: string, missing: boolean, asJson: boolean): Printer {
  const path = guarded(JsonPathError, `error parsing jsonpath ${template}, `, () => new JsonPath(template, missing));
  return (object) => {
    try {
      return asJson ? path.find(object).map(toJson).join('') : path.print(object);
    } catch (error) {
      if (!(error instanceof JsonPathError)) throw error;
      throw failure(
        `error executing jsonpath ${JSON.stringify(template)}: ` +
          debugging(error.message, template) +
          `\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`,
      );
    }
  };
}

function goTemplatePrinter(text: string, missing: boolean): Printer {
  const template = guarded(GoTemplateError, `error parsing template ${text}, `, () => new GoTemplate(text, missing));
  return (object) => {
    try {
      return template.print(object);
    } catch (error) {
      if (!(error instanceof GoTemplateError)) throw error;
      const details =
        error.printed +
        debugging(error.message, text) +
        `\traw data was:\n\t\t${JSON.stringify(sorted(object))}\n` +
        `\tobject given to template engine was:\n\t\t${goString(object)}\n\n`;
      throw new CommandFailure(
        [`error: error executing template ${JSON.stringify(text)}: ${error.message}`],
        1,
        details,
      );
    }
  };
}

const debugging = (message: string, template: string): string =>
  `Error executing template: ${message}. Printing more information for debugging the template:\n` +
  `\ttemplate was:\n\t\t${template}\n`;

function guarded<T>(type: new (message: string) => Error, before: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof type)) throw error;
    throw failure(before + error.message);
  }
}

/** A value as Go's `%#v` prints it. */
function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[string]interface {}{${fields.map(([key, of]) => `${JSON.stringify(key)}:${goSyntax(of)}`).join(', ')}}`;
  }
  return value === null || value === undefined ? 'interface {}(nil)' : JSON.stringify(value);
}
