/** `kubectl drain` */
// Models kubectl/pkg/cmd/drain/drain.go and kubectl/pkg/drain/drain.go
import { type Pod, StatusError } from '../../../engine/index.ts';
import { type Chunk, type Command, complain, type KubectlEnvironment, type ParsedArgs, print } from '../../command.ts';
import { CommandFailure, failure } from '../../errors/failure.ts';
import type { Target } from '../../resources/find-objects.ts';
import type { Flags } from '../../flags/flags.ts';
import { goDuration } from '../../text/go-duration.ts';
import { type Report, startReport } from '../../flags/print-flags.ts';
import { mappingFor } from '../../resources/rest-mapper.ts';
import { findNodes, nodeFlags, setUnschedulable } from './cordon.ts';
import { podsToDrain } from './drain-filters.ts';

/** Virtual ms before kubectl retries a refused eviction. */
const retryAfter = 5000;

export const drain: Command = {
  name: 'drain',
  short: 'Drain node in preparation for maintenance',
  long:
    'Drain node in preparation for maintenance.\n\n' +
    ' The given node will be marked unschedulable to prevent new pods from arriving. Its pods are evicted, or deleted with\n' +
    '--disable-eviction.',
  usage: 'NODE',
  examples:
    '# Drain node "node-1", even if there are pods not managed by a controller on it\nkubectl drain node-1 --force\n\n' +
    '# Drain node "node-1" with a grace period of 15 minutes\nkubectl drain node-1 --grace-period=900\n',
  flags: [
    ...nodeFlags,
    { name: 'chunk-size', type: 'int', default: '500', hidden: true, usage: '' },
    { name: 'delete-emptydir-data', type: 'bool', usage: 'Continue even if there are pods using emptyDir.' },
    { name: 'delete-local-data', type: 'bool', hidden: true, usage: '' },
    { name: 'disable-eviction', type: 'bool', usage: 'Force drain to use delete, even if eviction is supported.' },
    { name: 'force', type: 'bool', usage: 'Continue even if there are pods that do not declare a controller.' },
    { name: 'grace-period', type: 'int', default: '-1', usage: 'Period of time in seconds given to each pod.' },
    { name: 'ignore-daemonsets', type: 'bool', usage: 'Ignore DaemonSet-managed pods.' },
    { name: 'pod-selector', type: 'string', usage: 'Label selector to filter pods on the node' },
    {
      name: 'skip-wait-for-delete-timeout',
      type: 'int',
      default: '0',
      usage: 'Skip pods deleted longer ago than this.',
    },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      usage: 'How long to wait before giving up, zero means infinite',
    },
  ],
  completes: 'nodes',
  *run(parsed, env) {
    yield* runDrain(parsed, env);
    return 0;
  },
};

function* runDrain(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, void> {
  const { flags } = parsed;
  const nodes = findNodes(parsed, env, 'drain');
  const report = yield* startReport(flags, env);
  yield* setUnschedulable(nodes, true, report, env);
  const left: string[] = [];
  const errors: string[] = [];
  for (const node of nodes) {
    const wrong = yield* drainOne(node, flags, report, env);
    if (wrong.length === 0) {
      yield* report.done(node.mapping, node.live!, 'drained');
      continue;
    }
    yield complain(
      `error: unable to drain node "${node.name}" due to error: ${listed(wrong)}, continuing command...\n`,
    );
    left.push(node.name);
    errors.push(...wrong);
  }
  if (left.length === 0) return;
  yield complain(`There are pending nodes to be drained:\n${left.map((name) => ` ${name}\n`).join('')}`);
  throw new CommandFailure(errors);
}

const listed = (errors: readonly string[]): string => (errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`);

/** Drains one Node, or reports the reason why it cannot. */
function* drainOne(
  { name }: Target,
  flags: Flags,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, readonly string[]> {
  const { pods, warnings, errors } = podsToDrain(name, flags, env);
  if (errors.length > 0) return errors;
  if (warnings !== '') yield complain(`Warning: ${warnings}\n`);
  if (report.dryRun !== 'none') {
    for (const { metadata } of pods) {
      yield print(
        `evicting pod ${metadata.namespace}/${metadata.name} (${report.dryRun === 'client' ? '' : 'server '}dry run)\n`,
      );
    }
    return [];
  }
  const wrong = flags.bool('disable-eviction')
    ? yield* removePods(pods, 'deleted', flags, report, env)
    : yield* removePods(pods, 'evicted', flags, report, env);
  if (wrong.length === 0) return [];
  const pending = podsToDrain(name, flags, env).pods;
  if (pending.length > 0) {
    const list = pending.map(({ metadata }) => `pod/${metadata.name}\n`).join('');
    yield complain(`There are pending pods in node "${name}" when an error occurred: ${listed(wrong)}\n${list}`);
  }
  return wrong;
}

interface Pending {
  readonly pod: Pod;
  /** The time of the next request; `undefined` once it was granted. */
  askAt: number | undefined;
}

/** Requests the eviction of each Pod until it is granted, and waits until all are gone. */
function* removePods(
  pods: readonly Pod[],
  how: 'evicted' | 'deleted',
  flags: Flags,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, readonly string[]> {
  const { api, cluster } = env;
  const timeout = flags.duration('timeout');
  const deadline = timeout === 0 ? Infinity : cluster.now() + timeout;
  // kubectl begins with the last Pod: Go runs the last started goroutine first.
  const order = [...pods.slice(-1), ...pods.slice(0, -1)];
  let pending: Pending[] = order.map((pod) => ({ pod, askAt: cluster.now() }));
  const errors: string[] = [];
  for (;;) {
    for (const one of pending) {
      if (one.askAt === undefined || one.askAt > cluster.now()) continue;
      const error = yield* ask(one, how, flags, env);
      if (error !== undefined) errors.push(error);
    }
    const gone = pending.filter(({ pod, askAt }) => askAt === undefined && !isThere(pod, env));
    pending = pending.filter((one) => !gone.includes(one) && one.askAt !== -1);
    for (const { pod } of gone) yield* report.done(mappingFor(api, 'pods'), pod, how);
    if (pending.length === 0) return errors;
    if (cluster.now() >= deadline) {
      const late = pending.map(({ pod: { metadata }, askAt }) =>
        askAt === undefined
          ? `error when waiting for pod "${metadata.name}" in namespace "${metadata.namespace}" to terminate: global timeout reached: ${goDuration(timeout)}`
          : `error when evicting pods/"${metadata.name}" -n "${metadata.namespace}": global timeout reached: ${goDuration(timeout)}`,
      );
      return [...errors, ...late];
    }
    const next = Math.min(deadline, ...pending.map(({ askAt }) => askAt ?? Infinity));
    yield next === Infinity ? 'wait' : { until: next };
  }
}

const isThere = ({ metadata }: Pod, { api }: KubectlEnvironment): boolean =>
  api.get('pods', metadata.name, metadata.namespace)?.metadata.uid === metadata.uid;

/** Sends one request. After a permanent refusal, `askAt` is -1. */
function* ask(
  one: Pending,
  how: 'evicted' | 'deleted',
  flags: Flags,
  env: KubectlEnvironment,
): Generator<Chunk, string | undefined> {
  const { name, namespace } = one.pod.metadata;
  const grace = flags.int('grace-period');
  const options = grace < 0 ? {} : { gracePeriodSeconds: grace };
  if (how === 'evicted') yield print(`evicting pod ${namespace}/${name}\n`);
  one.askAt = undefined;
  try {
    if (how === 'evicted') env.api.evictPod(name, namespace!, env.actor, options);
    else env.api.delete('pods', name, namespace, env.actor, options);
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    if (error.reason === 'NotFound') return undefined;
    if (how === 'deleted') throw failure(error);
    const what = `error when evicting pods/"${name}" -n "${namespace}"`;
    if (error.reason === 'TooManyRequests') {
      yield complain(`${what} (will retry after 5s): ${error.message}\n`);
      one.askAt = env.cluster.now() + retryAfter;
      return undefined;
    }
    one.askAt = -1;
    return `${what}: ${error.message}`;
  }
}
