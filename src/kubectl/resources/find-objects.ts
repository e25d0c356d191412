/** Finds the objects of a command line: TYPE NAME…, TYPE/NAME…, selectors, files. */
// Models cli-runtime/pkg/resource/builder.go
import { type KubernetesObject, type ResourceInfo, StatusError } from '../../engine/index.ts';
import { listObjects } from '../client/client.ts';
import type { KubectlEnvironment, ParsedArgs } from '../command.ts';
import type { CommandError } from '../errors/errors.ts';
import { failure } from '../errors/failure.ts';
import { parseFieldSelector, matchesFields } from './field-selector.ts';
import { fileFlags, hasFiles, readFiles } from '../files/files.ts';
import type { FlagSpec } from '../flags/flags.ts';
import { type Info, readInfos } from '../files/infos.ts';
import { matchesLabels, parseLabelSelector, SelectorError } from './label-selector.ts';
import { getObject } from '../client/client.ts';
import { groupResource, mappingFor, mappingsFor } from './rest-mapper.ts';

export { fileFlags };

/** One named or selected object. */
export interface Target {
  readonly mapping: ResourceInfo;
  readonly name: string;
  readonly namespace: string | undefined;
  /** The object in the cluster; absent if it was named and does not exist. */
  readonly live?: KubernetesObject;
  /** The object in a file. */
  readonly info?: Info;
}

export interface Found {
  readonly targets: readonly Target[];
  /** Errors of objects that could not be found or read, in order. */
  readonly errors: readonly CommandError[];
  /** True if one object was named, not a list that may contain one. */
  readonly single: boolean;
  /** True for all matching objects of a type, not for named ones. */
  readonly listed: boolean;
  /** The requested types; empty for files. */
  readonly mappings: readonly ResourceInfo[];
}

export const selectorFlags: readonly FlagSpec[] = [
  { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
  { name: 'field-selector', type: 'string', usage: 'Selector (field query) to filter on.' },
  { name: 'all-namespaces', short: 'A', type: 'bool', usage: 'If present, list the objects across all namespaces.' },
];

export interface ObjectQuery {
  /** TYPE NAME… or TYPE/NAME…, if they are not the command's own arguments. */
  readonly args?: readonly string[];
  /** True if a type alone selects all its objects. */
  readonly typeMeansAll?: boolean;
  /** True if `--all` is a selector, which excludes names. Default true. */
  readonly selectsAll?: boolean;
  /** True if named objects that do not exist are errors; otherwise they are targets without `live`. Default true. */
  readonly mustExist?: boolean;
  /** True if `--selector` selects objects; for some commands, it is a field of the created object. Default true. */
  readonly selectable?: boolean;
}

export const missingResource =
  'You must provide one or more resources by argument or filename.\n' +
  'Example resource specifications include:\n' +
  "   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'";

export const localResource =
  'you must specify resources by --filename when --local is set.\n' +
  "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'";

/** Reads `-f`, `-l`, `--field-selector`, `--all` and `-A`, if the command has them. Throws usage errors. */
export function findObjects(parsed: ParsedArgs, env: KubectlEnvironment, question: ObjectQuery = {}): Found {
  const { flags } = parsed;
  const { args: given = parsed.args, typeMeansAll = false, mustExist = true } = question;
  const { selectable = true, selectsAll = true } = question;
  const namespace = flags.bool('all-namespaces') ? undefined : parsed.namespace;
  const args = normalizedArgs(given);
  if (hasFiles(flags)) return fromFiles(parsed, env, given, mustExist);

  if (flags.bool('local') && args.length > 0) throw failure(localResource);

  const tuples = typeAndName(args);
  const selects =
    (selectsAll && flags.bool('all')) ||
    (selectable && flags.string('selector') !== '') ||
    flags.string('field-selector') !== '';
  if (selects || (typeMeansAll && tuples === undefined && args.length === 1)) {
    if (args.length === 0) throw failure('at least one resource must be specified to use a selector');
    if (tuples !== undefined) {
      throw failure('selectors and the all flag cannot be used when passing resource/name arguments');
    }
    if (args.length > 1) throw failure('name cannot be provided when a selector is specified');
    return select(parsed, env, args[0]!.split(','), namespace);
  }
  if (args.length === 0) throw failure(missingResource);
  const named = tuples ?? namesOf(args, env);
  const mappings = named.map(({ type }) => mappingFor(env.api, type));
  const targets = named.map(({ name }, i) => target(mappings[i]!, name, namespace, env));
  return { ...split(targets, mustExist), single: named.length === 1, listed: false, mappings: [...new Set(mappings)] };
}

interface Named {
  readonly type: string;
  readonly name: string;
}

/** Converts `TYPE,TYPE NAME…` to `TYPE/NAME…`. */
// Models cli-runtime/pkg/resource/builder.go (normalizeMultipleResourcesArgs)
function normalizedArgs(args: readonly string[]): readonly string[] {
  const [types = '', ...names] = args;
  if (names.length === 0 || !types.includes(',')) return args;
  return [...new Set(types.split(','))].flatMap((type) => names.map((name) => `${type}/${name}`));
}

/** TYPE/NAME…; `undefined` if no argument contains a slash. */
function typeAndName(args: readonly string[]): readonly Named[] | undefined {
  const combined = args.filter((arg) => arg.includes('/'));
  if (combined.length === 0) return undefined;
  if (combined.length < args.length) {
    throw failure(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  return args.map((arg) => {
    const parts = arg.split('/');
    if (parts.length > 2) throw failure('arguments in resource/name form may not have more than one slash');
    const [type = '', name = ''] = parts;
    if (type === '' || name === '' || type.includes(',')) {
      throw failure('arguments in resource/name form must have a single resource and name');
    }
    return { type, name };
  });
}

function namesOf([types = '', ...names]: readonly string[], { api }: KubectlEnvironment): readonly Named[] {
  const mappings = mappingsFor(api, types.split(','));
  if (names.length === 0) throw failure('resource(s) were provided, but no name was specified');
  if (mappings.length > 1) throw failure('you must specify only one resource');
  return names.map((name) => ({ type: groupResource(mappings[0]!), name }));
}

function target(mapping: ResourceInfo, name: string, namespace: string | undefined, env: KubectlEnvironment): Target {
  if (mapping.namespaced && namespace === undefined) {
    throw failure('a resource cannot be retrieved by name across all namespaces');
  }
  const own = mapping.namespaced ? namespace : undefined;
  const live = getObject(env.api, mapping, name, own);
  return { mapping, name, namespace: own, ...(live && { live }) };
}

function split(targets: readonly Target[], mustExist: boolean): { targets: readonly Target[]; errors: CommandError[] } {
  if (!mustExist) return { targets, errors: [] };
  return {
    targets: targets.filter(({ live }) => live !== undefined),
    errors: targets.filter(({ live }) => live === undefined).map(({ mapping, name }) => notFound(mapping, name)),
  };
}

export function notFound(mapping: ResourceInfo, name: string): StatusError {
  const { group, resource } = mapping;
  return new StatusError('NotFound', `${groupResource(mapping)} "${name}" not found`, [], {
    name,
    group,
    kind: resource,
  });
}

function select(
  { flags }: ParsedArgs,
  env: KubectlEnvironment,
  types: readonly string[],
  namespace: string | undefined,
): Found {
  const mappings = mappingsFor(env.api, types);
  const labels = flags.string('selector');
  const fields = flags.string('field-selector');
  const errors: CommandError[] = [];
  const targets = mappings.flatMap((mapping) => {
    try {
      const own = mapping.namespaced ? namespace : undefined;
      return selectObjects(env, mapping, own, labels, fields).map((live) => ({
        mapping,
        name: live.metadata.name,
        namespace: live.metadata.namespace,
        live,
      }));
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      errors.push(unselectable(mapping, labels, fields, error));
      return [];
    }
  });
  return { targets, errors, single: false, listed: true, mappings };
}

/** @throws {SelectorError} */
function selectObjects(
  { api }: KubectlEnvironment,
  mapping: ResourceInfo,
  namespace: string | undefined,
  labels: string,
  fields: string,
): readonly KubernetesObject[] {
  const requirements = parseLabelSelector(labels);
  const fieldRequirements = parseFieldSelector(fields, mapping);
  return listObjects(api, mapping, namespace).filter(
    (object) => matchesLabels(object.metadata.labels, requirements) && matchesFields(object, fieldRequirements),
  );
}

/** The server's refusal of a selector, with the resource that kubectl requested. */
export function unselectable(mapping: ResourceInfo, labels: string, fields: string, error: SelectorError): StatusError {
  const { group, version } = mapping;
  const what = `${group}/${version}, Resource=${groupResource(mapping).replace(`.${group}`, '')}`;
  return new StatusError(
    'BadRequest',
    `Unable to find "${what}" that match label selector "${labels}", field selector "${fields}": ${error.message}`,
  );
}

function fromFiles(parsed: ParsedArgs, env: KubectlEnvironment, args: readonly string[], mustExist: boolean): Found {
  const { flags, namespace } = parsed;
  const local = flags.bool('local');
  // With --local, kubectl ignores the arguments.
  if (args.length > 0 && !local) {
    throw failure(
      'when paths, URLs, or stdin is provided as input, you may not specify a resource by arguments as well',
    );
  }
  const files = readFiles(flags, env).map((file) => readInfos(env.api, file, namespace));
  const infos = files.flatMap((file) => file.infos);
  const explicit = flags.string('namespace');
  const wrong = infos.find((info) => explicit !== '' && info.namespace !== undefined && info.namespace !== explicit);
  if (wrong !== undefined) {
    throw failure(
      `the namespace from the provided object "${wrong.namespace}" does not match the namespace "${explicit}". You must pass '--namespace=${wrong.namespace}' to perform this operation.`,
    );
  }
  const targets = infos.map((info) => {
    // With --local, kubectl uses the written objects and sends no requests.
    const written = info.document.object as unknown as KubernetesObject;
    const live = local ? written : getObject(env.api, info.mapping, info.name, info.namespace);
    const { mapping, name, namespace: own } = info;
    return { mapping, name, namespace: own, info, ...(live && { live }) };
  });
  const found = split(targets, mustExist);
  const unread = files.flatMap((file) => file.unread.map(({ error }) => error));
  return { ...found, errors: [...found.errors, ...unread], single: infos.length === 1, listed: false, mappings: [] };
}
