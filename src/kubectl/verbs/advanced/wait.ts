/** `kubectl wait` */
// Models kubectl/pkg/cmd/wait/{wait,condition,json,create,delete}.go
import { type KubernetesObject, StatusError } from '../../../engine/index.ts';
import { getObject } from '../../client/client.ts';
import type { Chunk, Command, KubectlEnvironment, ParsedArgs } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { recursiveFileFlags } from '../../files/files.ts';
import { findObjects, type Found, notFound, selectorFlags, type Target } from '../../resources/find-objects.ts';
import { outputFlags } from '../../printers/output.ts';
import { JsonPath, JsonPathError, relaxed } from '../../printers/json-path.ts';
import { type Report, startReport } from '../../flags/print-flags.ts';
import { pluralName } from '../../resources/rest-mapper.ts';
import { Aside, visitAll } from '../../resources/visit.ts';
import { isGone, notGone } from './wait-until-gone.ts';

const week = 168 * 3600 * 1000;

/** Returns true if an object meets the condition. */
type Condition = (object: KubernetesObject) => boolean;

export const wait: Command = {
  name: 'wait',
  short: 'Wait for a specific condition on one or many resources',
  long:
    'Wait for a specific condition on one or many resources.\n\n' +
    ' The command takes multiple resources and waits until the specified condition is seen in the Status field of every given\nresource.',
  usage:
    "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  examples:
    '# Wait for the pod "web-0" to contain the status condition of type "Ready"\nkubectl wait --for=condition=Ready pod/web-0\n\n' +
    '# Wait for the stateful set to have three ready pods\n' +
    "kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 statefulset/web\n",
  flags: [
    ...recursiveFileFlags('identifying the resource.'),
    ...selectorFlags,
    ...outputFlags(false),
    { name: 'all', type: 'bool', usage: 'Select all resources in the namespace of the specified resource types' },
    {
      name: 'for',
      type: 'string',
      usage:
        "The condition to wait on: [create|delete|condition=condition-name[=condition-value]|jsonpath='{JSONPath expression}'=[JSONPath value]].",
    },
    { name: 'local', type: 'bool', hidden: true, usage: '' },
    { name: 'timeout', type: 'duration', default: '30s', usage: 'The length of time to wait before giving up.' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    yield* runWait(parsed, env);
    return 0;
  },
};

function* runWait(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, void> {
  const { flags } = parsed;
  const report = yield* startReport(flags, env);
  const wish = flags.string('for');
  const given = flags.duration('timeout');
  const deadline = env.cluster.now() + (given < 0 ? week : given);
  if (wish.toLowerCase() === 'delete') return yield* waitForDeletion(parsed, env, report, deadline);
  const condition = wish.toLowerCase() === 'create' ? () => true : conditionFor(wish);
  const found = wish.toLowerCase() === 'create' ? yield* waitForCreation(parsed, env, deadline) : find(parsed, env);
  yield* visitAll(found, (target) => waitFor(target, condition, given === 0, deadline, report, env));
  if (found.targets.length === 0) throw failure('no matching resources found');
}

function* waitForDeletion(
  parsed: ParsedArgs,
  env: KubectlEnvironment,
  report: Report,
  deadline: number,
): Generator<Chunk, void> {
  const once = deadline === env.cluster.now();
  const found = find(parsed, env);
  const errors = found.errors.filter((error) => !(error instanceof StatusError && error.reason === 'NotFound'));
  yield* visitAll({ ...found, errors }, function* ({ mapping, name, namespace, live }) {
    if (once && live !== undefined) throw new Aside(`condition not met for ${pluralName(mapping)}/${name}`);
    const object = { mapping, name, namespace, uid: live?.metadata.uid };
    if (!(yield* isGone(object, env, deadline))) throw new Aside(notGone(object));
    yield* report.done(mapping, live!, 'condition met');
  });
}

/** `--all` allows a type alone; it is no selector. */
const find = (parsed: ParsedArgs, env: KubectlEnvironment): Found =>
  findObjects(parsed, env, { typeMeansAll: parsed.flags.bool('all'), selectsAll: false });

/** Waits until all named objects exist. */
function* waitForCreation(parsed: ParsedArgs, env: KubectlEnvironment, deadline: number): Generator<Chunk, Found> {
  for (;;) {
    const found = find(parsed, env);
    if (found.targets.length > 0 && found.errors.length === 0) return found;
    if (env.cluster.now() >= deadline) {
      throw failure('timed out waiting for the condition');
    }
    yield { until: deadline };
  }
}

function* waitFor(
  { mapping, name, namespace }: Target,
  condition: Condition,
  once: boolean,
  deadline: number,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const what = `${pluralName(mapping)}/${name}`;
  for (;;) {
    const live = getObject(env.api, mapping, name, namespace);
    if (live === undefined) throw notFound(mapping, name);
    if (condition(live)) return yield* report.done(mapping, live, 'condition met');
    if (once) throw new Aside(`condition not met for ${what}`);
    if (env.cluster.now() >= deadline) throw new Aside(`timed out waiting for the condition on ${what}`);
    yield { until: deadline };
  }
}

function conditionFor(wish: string): Condition {
  if (wish.startsWith('condition=')) {
    const [name = '', value = 'true'] = cut(wish.slice('condition='.length));
    return (object) => hasCondition(object, name, value);
  }
  if (wish.startsWith('jsonpath=')) return jsonPathCondition(wish.slice('jsonpath='.length));
  throw failure(`unrecognized condition: ${JSON.stringify(wish)}`);
}

function cut(text: string): readonly string[] {
  const at = text.indexOf('=');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

interface WithConditions {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly observedGeneration?: number;
    }[];
  };
}

/** A condition of an older generation does not count. */
function hasCondition(object: KubernetesObject, name: string, value: string): boolean {
  const { status } = object as KubernetesObject & WithConditions;
  const found = status?.conditions?.find(({ type }) => type.toLowerCase() === name.toLowerCase());
  if (found === undefined) return false;
  const { generation } = object.metadata;
  const observed = found.observedGeneration ?? status?.observedGeneration;
  if (generation !== undefined && observed !== undefined && observed < generation) return false;
  return found.status.toLowerCase() === value.toLowerCase();
}

function jsonPathCondition(wish: string): Condition {
  const parts = splitOnSingleEquals(wish);
  if (parts.length > 2) {
    throw failure(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  }
  const value = parts[1]?.replace(/^['"]+|['"]+$/g, '');
  if (value === '') {
    throw failure(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  }
  if (parts[0] === '') throw failure('jsonpath expression cannot be empty');
  const path = readPath(parts[0]!);
  return (object) => {
    const [results = [], ...others] = path.find(object);
    if (results.length === 0) return false;
    if (others.length > 0) throw new Aside('given jsonpath expression matches more than one list');
    if (results.length > 1) throw new Aside('given jsonpath expression matches more than one value');
    if (value === undefined) return true;
    const [result] = results;
    if (typeof result === 'object' && result !== null) {
      throw new Aside('jsonpath leads to a nested object or list which is not supported');
    }
    return String(result).trim() === value.trim();
  };
}

function readPath(text: string): JsonPath {
  try {
    return new JsonPath(relaxed(text));
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw failure(error.message);
  }
}

/** `{.a==1}=2` → `{.a==1}`, `2` */
const splitOnSingleEquals = (text: string): readonly string[] =>
  text
    .replaceAll('==', '\0')
    .split('=')
    .map((part) => part.replaceAll('\0', '=='));
