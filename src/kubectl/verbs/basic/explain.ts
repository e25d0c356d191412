/** `kubectl explain` */
// Models kubectl/pkg/cmd/explain/explain.go and kubectl/pkg/explain
import { apiVersionOf, type ObjectView, type ResourceInfo } from '../../../engine/index.ts';
import { ask, type Chunk, type Command, type KubectlEnvironment, print } from '../../command.ts';
import { type Described, withCustomResource } from '../../explain/custom-resource-docs.ts';
import { type FieldDoc, typeOf } from '../../explain/field-docs.ts';
import { findField, plaintext, plaintextHeader } from '../../explain/plaintext.ts';
import { plaintextOpenApiV2 } from '../../explain/plaintext-openapiv2.ts';
import { CommandFailure, failure, plainFailure } from '../../errors/failure.ts';
import { parseJsonPath } from '../../printers/json-path-parser.ts';
import type { Answer } from '../../client/requests.ts';
import { findMappings, groupResource, pluralName, servedVersions } from '../../resources/rest-mapper.ts';

export const explain: Command = {
  name: 'explain',
  short: 'Get documentation for a resource',
  usage: 'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
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
      usage: 'Format in which to render the schema. Valid values are: (plaintext, plaintext-openapiv2).',
      values: ['plaintext', 'plaintext-openapiv2'],
    },
    {
      name: 'recursive',
      type: 'bool',
      usage:
        'When true, print the name of all the fields recursively. Otherwise, print the available fields with their description.',
    },
  ],
  completes: 'types',
  *run({ args, flags }, env) {
    if (args.length === 0) {
      throw failure(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
      );
    }
    if (args.length > 1) throw failure('We accept only this format: explain RESOURCE');
    const { info, fields } = requested(env.api, args[0]!, flags.string('api-version'));
    const [output, recursive] = [flags.string('output'), flags.bool('recursive')];
    if (output === 'plaintext-openapiv2') {
      yield print(explainV2(info, yield* descriptions(env, info), fields, recursive));
      return 0;
    }
    if (!servedVersions(env.api).some((one) => apiVersionOf(one) === apiVersionOf(info)))
      throw failure(`couldn't find resource for "${versionResource(info)}"`);
    if (output !== 'plaintext') throw failure(`unrecognized format: ${output}`);
    const found = yield* descriptions(env, info);
    if (found === undefined) throw failure(`GVR (${versionResource(info)}) not found in OpenAPI schema`);
    const field = findField([`@${found.root}`, ''], fields, found.docs);
    if (field === undefined)
      throw new CommandFailure([`error: field "${fields.at(-1)}" does not exist`], 1, plaintextHeader(info));
    yield print(plaintextHeader(info) + plaintext(field, fields.at(-1), found.docs, recursive));
    return 0;
  },
};

function explainV2(
  info: ResourceInfo,
  found: Described | undefined,
  fields: readonly string[],
  recursive: boolean,
): string {
  if (found === undefined)
    throw failure(`couldn't find resource for "${info.group}/${info.version}, Kind=${info.kind}"`);
  let at: FieldDoc = [`@${found.root}`, ''];
  for (const name of fields) {
    // A single value ends the path; further names are ignored.
    if (typeOf(at, found.docs)?.fields === undefined) break;
    const next = findField(at, [name], found.docs);
    if (next === undefined) throw failure(`field "${name}" does not exist`);
    at = next;
  }
  return plaintextOpenApiV2(info, at, fields.at(-1), found.docs, recursive);
}

/** Returns the resource at the beginning of `statefulsets.apps.spec.replicas`, and the names after it. */
function requested(
  view: ObjectView,
  path: string,
  apiVersion: string,
): { readonly info: ResourceInfo; readonly fields: readonly string[] } {
  const [type = '', ...fields] = namesIn(path, 0);
  if (type === '') throw failure('a resource must be present, got: /, Resource=');
  const found = findMappings(view, type);
  const [first] = found;
  if (first === undefined) throw plainFailure(`the server doesn't have a resource type "${type}"`);
  if (apiVersion === '') {
    const match = found.find((info) => path.startsWith(groupResource(info)));
    if (match === undefined) return { info: first, fields: namesOf(fields, notFirst) };
    const rest = path.slice(groupResource(match).length);
    return { info: match, fields: rest === '' ? [] : namesOf(namesIn(rest, 1), notFirst) };
  }
  const names = namesOf(fields, 'all nodes must be field nodes');
  const parts = apiVersion.split('/');
  if (parts.length > 2) throw failure(`unexpected GroupVersion string: ${apiVersion}`);
  const [version = '', group = ''] = parts.reverse();
  return { info: { ...first, group, version }, fields: names };
}

const notFirst = 'first node must be field node';

/**
 * Reads `pods.spec` as a JSONPath; a step that is not a name is `undefined`.
 * @param skipped Number of steps to leave out: what precedes a path that is the end of a longer one.
 */
function namesIn(path: string, skipped: number): readonly (string | undefined)[] {
  const nodes = parseJsonPath(`{.${path.replace(/\.$/, '')}}`);
  const [action] = nodes;
  if (nodes.length !== 1 || action?.type !== 'action') throw failure('must pass in 1 jsonpath string');
  const names = action.steps.slice(skipped).map((step) => (step.type === 'field' ? step.name : undefined));
  if (skipped === 0 && names[0] === undefined) throw failure(`invalid jsonpath syntax, ${notFirst}`);
  return names;
}

function namesOf(names: readonly (string | undefined)[], problem: string): readonly string[] {
  if (names.includes(undefined)) throw failure(`invalid jsonpath syntax, ${problem}`);
  return names as readonly string[];
}

function* descriptions(
  { api }: KubectlEnvironment,
  info: ResourceInfo,
): Generator<Chunk, Described | undefined, Answer | undefined> {
  const docs = (yield* ask({ type: 'fieldDocs' }))?.docs;
  if (docs === undefined) throw failure('the descriptions of the fields are not here');
  const root = `${apiVersionOf(info)}/${info.kind}`;
  return root in docs ? { docs, root } : withCustomResource(api, info, docs);
}

/** As Go prints it: the core group has an empty name. */
const versionResource = (info: ResourceInfo): string => `${info.group}/${info.version}, Resource=${pluralName(info)}`;
