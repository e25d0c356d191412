/** `kubectl logs` */
// Models kubectl/pkg/cmd/logs/logs.go, polymorphichelpers/logsforobject.go and the kubelet's validateContainerLogStatus
import {
  type LabelSelector,
  type Pod,
  podContainers,
  StatusError,
  timestamp,
  virtualTime,
} from '../../../engine/index.ts';
import {
  type Chunk,
  type Command,
  complain,
  type KubectlEnvironment,
  type LogLine,
  type ParsedArgs,
  print,
  type CommandRun,
} from '../../command.ts';
import { containerStatus } from '../../resources/attach.ts';
import { rfc3339Problem } from '../../text/rfc3339.ts';
import { containerOf } from '../../resources/containers.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { findObjects, type Target } from '../../resources/find-objects.ts';
import { field } from '../../resources/fields.ts';
import type { Flags } from '../../flags/flags.ts';
import { requestTimeout } from '../../flags/request-timeout.ts';
import { formatSelector } from '../../printers/cells.ts';
import { matchesLabels, parseLabelSelector } from '../../resources/label-selector.ts';

const expected =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";

export const logs: Command = {
  name: 'logs',
  short: 'Print the logs for a container in a pod',
  usage: '[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
  flags: [
    { name: 'all-containers', type: 'bool', usage: "Get all containers' logs in the pod(s)." },
    { name: 'all-pods', type: 'bool', usage: 'Get logs from all pod(s). Sets prefix to true.' },
    { name: 'container', short: 'c', type: 'string', usage: 'Print the logs of this container' },
    { name: 'follow', short: 'f', type: 'bool', usage: 'Specify if the logs should be streamed.' },
    { name: 'ignore-errors', type: 'bool', usage: 'Continue when an error occurs while following.' },
    { name: 'insecure-skip-tls-verify-backend', type: 'bool', usage: 'Skip verifying the identity of the kubelet.' },
    { name: 'limit-bytes', type: 'int', default: '0', usage: 'Maximum bytes of logs to return.' },
    { name: 'max-log-requests', type: 'int', default: '5', usage: 'Maximum number of concurrent logs to follow.' },
    { name: 'pod-running-timeout', type: 'duration', default: '20s', usage: 'How long to wait until a pod is running' },
    { name: 'prefix', type: 'bool', usage: 'Prefix each log line with the log source (pod name and container name)' },
    { name: 'previous', short: 'p', type: 'bool', usage: 'Print the logs for the previous instance of the container.' },
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    { name: 'since', type: 'duration', default: '0s', usage: 'Only return logs newer than a relative duration.' },
    { name: 'since-time', type: 'string', usage: 'Only return logs after a specific date (RFC3339).' },
    { name: 'tail', type: 'int', default: '-1', usage: 'Lines of recent log file to display.' },
    { name: 'timestamps', type: 'bool', usage: 'Include timestamps on each line in the log output' },
  ],
  completes: 'pods',
  *run(parsed, env) {
    const { args, flags, path } = parsed;
    const selector = flags.string('selector');
    if (args.length === 0 && selector === '') throw usageFailure(path, expected);
    if (args.length > 0 && selector !== '') throw usageFailure(path, 'only a selector (-l) or a POD name is allowed');
    if (args.length > 2) throw usageFailure(path, expected);
    const since = flags.string('since-time');
    const wrongTime = since === '' ? undefined : rfc3339Problem(since);
    if (wrongTime !== undefined) throw failure(wrongTime);
    const pods = yield* podsOf(parsed, env);
    validate(parsed);
    const sources: Source[] = [];
    for (const pod of pods) sources.push(...(yield* containersOf(pod, parsed)));
    return yield* stream(sources, flags, env);
  },
};

function validate({ args, flags }: ParsedArgs): void {
  if (flags.string('since-time') !== '' && flags.duration('since') !== 0) {
    throw failure('at most one of `sinceTime` or `sinceSeconds` may be specified');
  }
  const container = args[1] ?? flags.string('container');
  if (flags.bool('all-containers') && container !== '') {
    throw failure(`--all-containers=true should not be specified with container name ${container}`);
  }
  if (flags.string('container') !== '' && args.length === 2) {
    throw failure('only one of -c or an inline [CONTAINER] arg is allowed');
  }
  if (flags.int('limit-bytes') < 0) throw failure('--limit-bytes must be greater than 0');
  if (flags.duration('since') < 0) throw failure('--since must be greater than 0');
  if (flags.int('tail') < -1) throw failure('--tail must be greater than or equal to -1');
}

interface Source {
  readonly pod: Pod;
  readonly container: string;
}

function* podsOf(parsed: ParsedArgs, env: KubectlEnvironment): Generator<ReturnType<typeof complain>, readonly Pod[]> {
  const { args, flags, namespace } = parsed;
  const selector = flags.string('selector');
  if (selector !== '') {
    const found = findObjects(parsed, env, { args: ['pods'] });
    if (found.errors.length > 0) throw failure(...found.errors);
    if (found.targets.length === 0) yield complain(`No resources found in ${namespace} namespace.\n`);
    return found.targets.map(({ live }) => live as Pod);
  }
  const [name = ''] = args;
  const { targets, errors } = findObjects(parsed, env, { args: name.includes('/') ? [name] : ['pods', name] });
  const [target] = targets;
  if (target === undefined) {
    const [error] = errors;
    if (error instanceof StatusError) {
      throw failure(`error from server (${error.reason}): ${error.message} in namespace "${namespace}"`);
    }
    throw failure(...errors);
  }
  if (target.mapping.kind === 'Pod') return [target.live as Pod];
  const pods = selectedPods(target, env);
  if (flags.bool('all-pods')) return pods;
  const [first] = pods;
  if (first === undefined) throw failure('timed out waiting for the condition');
  if (pods.length > 1) yield complain(`Found ${pods.length} pods, using pod/${first.metadata.name}\n`);
  return [first];
}

/** Returns the Pods of a workload or a Service; ready ones come first. */
function selectedPods({ live, namespace, mapping }: Target, { api }: KubectlEnvironment): readonly Pod[] {
  const selector = field(live, 'spec.selector') as LabelSelector | undefined;
  if (selector === undefined) throw failure(`cannot get the logs from ${mapping.group || 'v1'}, Kind=${mapping.kind}`);
  const plain = mapping.kind === 'Service' ? { matchLabels: selector as Readonly<Record<string, string>> } : selector;
  const requirements = parseLabelSelector(formatSelector(plain));
  const isReady = (pod: Pod): boolean =>
    pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  return api
    .list('pods', namespace === undefined ? {} : { namespace })
    .filter((pod) => matchesLabels(pod.metadata.labels, requirements))
    .sort((a, b) => Number(isReady(b)) - Number(isReady(a)));
}

function* containersOf(pod: Pod, { args, flags }: ParsedArgs): Generator<Chunk, readonly Source[]> {
  const names = podContainers(pod).map(({ name }) => name);
  const of = (container: string): Source => ({ pod, container });
  if (flags.bool('all-containers')) return names.map(of);
  const asked = flags.string('container') || (flags.has('selector') ? '' : (args[1] ?? ''));
  if (asked !== '') {
    if (!names.includes(asked)) throw failure(`container ${asked} is not valid for pod ${pod.metadata.name}`);
    return [of(asked)];
  }
  return [of((yield* containerOf(pod, '')).name)];
}

function* stream(sources: readonly Source[], flags: Flags, env: KubectlEnvironment): CommandRun {
  const previous = flags.bool('previous');
  const follow = flags.bool('follow');
  const most = flags.int('max-log-requests');
  if (follow && sources.length > 1 && sources.length > most) {
    throw failure(
      `you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
    );
  }
  for (const source of sources) checkStarted(source, previous);
  const read = ({ pod, container }: Source): readonly LogLine[] => env.logs?.(pod, container, previous) ?? [];
  const seen = sources.map((source) => read(source).length);
  yield print(sources.map((source) => shown(recent(read(source), flags, env.cluster.now()), source, flags)).join(''));
  const timeout = requestTimeout(flags, env);
  while (follow && sources.some(({ pod }) => stillThere(pod, env))) {
    yield timeout.wait();
    if (timeout.isOver()) {
      throw failure('context deadline exceeded (Client.Timeout or context cancellation while reading body)');
    }
    for (const [i, source] of sources.entries()) {
      const lines = read(source);
      if (lines.length > seen[i]!) yield print(shown(lines.slice(seen[i]), source, flags));
      seen[i] = lines.length;
    }
  }
  return 0;
}

const stillThere = ({ metadata }: Pod, { api }: KubectlEnvironment): boolean =>
  api.get('pods', metadata.name, metadata.namespace)?.metadata.uid === metadata.uid;

/** The kubelet has no log of a container that never ran. */
function checkStarted({ pod, container }: Source, previous: boolean): void {
  const refuse = (message: string): never => {
    throw failure(new StatusError('BadRequest', message));
  };
  const { name } = pod.metadata;
  if (!pod.spec.nodeName) refuse(`pod ${name} does not have a host assigned`);
  const status = containerStatus(pod, container);
  const about = `container "${container}" in pod "${name}"`;
  const ended = status?.lastState?.terminated !== undefined;
  if (previous && !ended) refuse(`previous terminated ${about} not found`);
  if (status?.state?.running || status?.state?.terminated || ended) return;
  const reason = status?.state?.waiting?.reason ?? 'ContainerCreating';
  if (reason === 'ErrImagePull') refuse(`${about} is waiting to start: image can't be pulled`);
  if (reason === 'ImagePullBackOff') refuse(`${about} is waiting to start: trying and failing to pull image`);
  refuse(`${about} is waiting to start: ${reason}`);
}

function recent(lines: readonly LogLine[], flags: Flags, now: number): readonly LogLine[] {
  const from = flags.has('since-time')
    ? virtualTime(flags.string('since-time'))
    : flags.has('since')
      ? now - flags.duration('since')
      : -Infinity;
  const newer = lines.filter(({ at }) => at >= from);
  // For several Pods, by default the last ten lines of each.
  const tail = flags.has('tail') ? flags.int('tail') : flags.has('selector') ? 10 : -1;
  return tail < 0 ? newer : newer.slice(Math.max(0, newer.length - tail));
}

function shown(lines: readonly LogLine[], { pod, container }: Source, flags: Flags): string {
  const prefix = flags.bool('prefix') || flags.bool('all-pods') ? `[pod/${pod.metadata.name}/${container}] ` : '';
  const time = (at: number): string => (flags.bool('timestamps') ? `${timestamp(at)} ` : '');
  return lines.map(({ at, text }) => `${prefix}${time(at)}${text}\n`).join('');
}
