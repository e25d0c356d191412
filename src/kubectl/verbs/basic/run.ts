/** `kubectl run` */
// Models kubectl/pkg/cmd/run/run.go and kubectl/pkg/generate/versioned/run.go
import type { Manifest, Pod } from '../../../engine/index.ts';
import { attach, printLog } from '../../resources/attach.ts';
import { isImageReference } from '../../resources/image-reference.ts';
import { type Chunk, type Command, complain, type KubectlEnvironment, type ParsedArgs, print } from '../../command.ts';
import { CommandFailure, failure, usageFailure } from '../../errors/failure.ts';
import type { Flags } from '../../flags/flags.ts';
import { createObject, saveConfigFlag } from '../../apply/generate.ts';
import { overridden, overrideFlags } from '../../apply/overrides.ts';
import { readPort } from '../../flags/port.ts';
import { Report, startReport, writingFlags } from '../../flags/print-flags.ts';

export const run: Command = {
  name: 'run',
  short: 'Run a particular image on the cluster',
  long: 'Create and run a particular image in a pod.',
  usage:
    'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  examples:
    '# Start a nginx pod\nkubectl run nginx --image=nginx\n\n' +
    "# Start a busybox pod and keep it in the foreground, don't restart it if it exits\n" +
    'kubectl run -i -t busybox --image=busybox --restart=Never\n',
  flags: [
    ...writingFlags,
    saveConfigFlag,
    { name: 'annotations', type: 'strings', usage: 'Annotations to apply to the pod.' },
    { name: 'attach', type: 'bool', usage: 'If true, wait for the Pod to start running, and then attach to it.' },
    {
      name: 'command',
      type: 'bool',
      usage: "Use extra arguments as the 'command' field rather than the 'args' field.",
    },
    { name: 'env', type: 'strings', usage: 'Environment variables to set in the container.' },
    { name: 'expose', type: 'bool', usage: 'If true, create a ClusterIP service associated with the pod.' },
    { name: 'image', type: 'string', required: true, usage: 'The image for the container to run.' },
    { name: 'image-pull-policy', type: 'string', usage: 'The image pull policy for the container.' },
    { name: 'labels', short: 'l', type: 'string', usage: 'Comma separated labels to apply to the pod.' },
    { name: 'leave-stdin-open', type: 'bool', hidden: true, usage: '' },
    ...overrideFlags,
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '1m0s',
      usage: 'How long to wait until a pod is running',
    },
    { name: 'port', type: 'string', usage: 'The port that this container exposes.' },
    { name: 'privileged', type: 'bool', usage: 'If true, run the container in privileged mode.' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'If true, suppress prompt messages.' },
    { name: 'restart', type: 'string', default: 'Always', usage: 'The restart policy for this Pod.' },
    { name: 'rm', type: 'bool', usage: 'If true, delete the pod after it exits.' },
    { name: 'stdin', short: 'i', type: 'bool', usage: 'Keep stdin open on the container in the pod.' },
    { name: 'tty', short: 't', type: 'bool', usage: 'Allocate a TTY for the container in the pod.' },
  ],
  completes: 'none',
  *run(parsed, env) {
    const { flags } = parsed;
    const attaches = flags.has('attach') ? flags.bool('attach') : flags.bool('stdin');
    validate(parsed, attaches);
    const name = parsed.args[0]!;
    const report = yield* startReport(flags, env);
    const pod = overridden(podManifest(name, parsed), flags);
    if (!attaches) {
      if (!flags.bool('expose')) yield* createObject(pod, parsed, report, env);
      else yield* exposed(pod, serviceFor(name, pod, flags), parsed, env);
      return 0;
    }
    const created = env.api.create(
      { ...pod, metadata: { ...pod.metadata, namespace: parsed.namespace } },
      env.actor,
    ) as Pod;
    if (!flags.bool('rm')) return yield* attachTo(created, flags, env);
    try {
      return yield* attachTo(created, flags, env);
    } finally {
      yield* remove(created, flags, env);
    }
  },
};

/** Creates the Pod and then its Service, and reports the Service first. */
function* exposed(pod: Manifest, service: Manifest, parsed: ParsedArgs, env: KubectlEnvironment) {
  const output: Chunk[] = [...createObject(pod, parsed, new Report(parsed.flags, env), env)];
  try {
    yield* createObject(service, parsed, new Report(parsed.flags, env), env);
    // YAML documents get two separators: from this command, and from the printer.
    if (parsed.flags.string('output') === 'yaml') yield print('---\n---\n');
  } finally {
    yield* output;
  }
}

function validate({ args, dash, flags, path }: ParsedArgs, attaches: boolean): void {
  const misused = (message: string): CommandFailure => usageFailure(path, message);
  if (args.length === 0 || dash === 0) throw misused('NAME is required for run');
  if (flags.string('image') === '') throw failure('--image is required');
  if (!isImageReference(flags.string('image'))) {
    throw failure(`Invalid image name ${JSON.stringify(flags.string('image'))}: invalid reference format`);
  }
  if (flags.bool('tty') && !flags.bool('stdin')) {
    throw misused('-i/--stdin is required for containers with -t/--tty=true');
  }
  if (flags.bool('expose') && flags.string('port') === '') throw misused('--port must be set when exposing a service');
  if (!['Always', 'OnFailure', 'Never'].includes(restartPolicy(flags))) {
    throw misused(`invalid restart policy: ${flags.string('restart')}`);
  }
  if (!attaches && flags.bool('rm')) throw misused('--rm should only be used for attached containers');
  if (attaches && (flags.string('dry-run') || 'none') !== 'none') {
    throw misused(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
  }
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(flags.string('image-pull-policy'))) {
    throw misused(`invalid image pull policy: ${flags.string('image-pull-policy')}`);
  }
}

const restartPolicy = (flags: Flags): string => flags.string('restart');

function podManifest(name: string, { args, flags }: ParsedArgs): Manifest {
  const words = args.slice(1);
  const labels = flags.string('labels') === '' ? { run: name } : keyValues(flags.list('labels'), 'label');
  const annotations = keyValues(flags.all('annotations'), 'annotation');
  const env = flags.all('env').map((pair) => {
    const at = pair.indexOf('=');
    if (at <= 0) throw failure(`invalid env: ${pair}`);
    return { name: pair.slice(0, at), ...(at + 1 < pair.length && { value: pair.slice(at + 1) }) };
  });
  const [port, pull] = [flags.string('port'), flags.string('image-pull-policy')];
  const container = {
    ...(words.length > 0 && (flags.bool('command') ? { command: words } : { args: words })),
    ...(env.length > 0 && { env }),
    image: flags.string('image'),
    ...(pull !== '' && { imagePullPolicy: pull }),
    name,
    ...(port !== '' && { ports: [{ containerPort: readPort(port) }] }),
    resources: {},
    ...(flags.bool('privileged') && { securityContext: { privileged: true } }),
    ...(flags.bool('stdin') && { stdin: true, ...(!flags.bool('leave-stdin-open') && { stdinOnce: true }) }),
    ...(flags.bool('tty') && { tty: true }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...(Object.keys(annotations).length > 0 && { annotations }), labels, name },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: restartPolicy(flags) },
    status: {},
  };
}

function keyValues(pairs: readonly string[], what: string): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 0) throw failure(`unexpected ${what} spec: ${pair}`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function serviceFor(name: string, { metadata }: Manifest, flags: Flags): Manifest {
  const port = Number(flags.string('port'));
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector: metadata?.labels ?? {} },
    status: { loadBalancer: {} },
  };
}

/** Waits until the container runs, attaches to it, and returns its exit code. */
function* attachTo(created: Pod, flags: Flags, env: KubectlEnvironment): Generator<Chunk, number> {
  const container = created.spec.containers[0]!.name;
  const pod = yield* waitFor(created, flags, env, (live) => isOver(live) || isReady(live));
  if (isOver(pod)) yield* printLog(pod, container, env);
  else {
    const streams = { stdin: flags.bool('stdin'), tty: flags.bool('tty'), quiet: flags.bool('quiet') };
    const answer = yield* attach({ pod, container, ...streams }, env);
    if (answer.error !== undefined) {
      const { name } = pod.metadata;
      yield complain(`warning: couldn't attach to pod/${name}, falling back to streaming logs: ${answer.error}\n`);
      yield* printLog(pod, container, env);
    }
  }
  const policy = restartPolicy(flags);
  if (flags.bool('leave-stdin-open') || policy === 'Always') return 0;
  const ended = yield* waitFor(pod, flags, env, (live) =>
    policy === 'OnFailure' ? live.status.phase === 'Succeeded' : isOver(live),
  );
  if (ended.status.phase === 'Succeeded') return 0;
  const { name, namespace } = ended.metadata;
  const terminated = ended.status.containerStatuses?.[0]?.state?.terminated;
  if (!terminated?.exitCode) throw failure(`pod ${namespace}/${name} failed with unknown exit code`);
  const { exitCode, reason = '', message = '' } = terminated;
  throw new CommandFailure([`pod ${namespace}/${name} terminated (${reason})\n${message}`], exitCode);
}

const isOver = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';

const isReady = ({ status }: Pod): boolean =>
  status.phase === 'Running' &&
  (status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false);

/** Returns the Pod once it has the expected state. */
function* waitFor(
  { metadata: { name, namespace, uid } }: Pod,
  flags: Flags,
  { api, cluster }: KubectlEnvironment,
  holds: (pod: Pod) => boolean,
): Generator<Chunk, Pod> {
  const deadline = cluster.now() + flags.duration('pod-running-timeout');
  for (;;) {
    const pod = api.get('pods', name, namespace);
    if (pod?.metadata.uid !== uid) throw failure(`pods "${name}" not found`);
    if (holds(pod)) return pod;
    if (cluster.now() >= deadline) throw failure('timed out waiting for the condition');
    yield { until: deadline };
  }
}

function* remove({ metadata }: Pod, flags: Flags, env: KubectlEnvironment): Generator<Chunk, void> {
  const { name, namespace } = metadata;
  if (env.api.get('pods', name, namespace) === undefined) return;
  env.api.delete('pods', name, namespace, env.actor, { propagationPolicy: 'Background' });
  if (!flags.bool('quiet')) yield print(`pod "${name}" deleted from ${namespace} namespace\n`);
}
