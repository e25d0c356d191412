/** `kubectl debug` */
// Models kubectl/pkg/cmd/debug/debug.go
import { type KubernetesObject, type Pod, StatusError } from '../../../engine/index.ts';
import { type Chunk, type Command, complain, type KubectlEnvironment, type ParsedArgs, print } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { filenameFlag, hasFiles } from '../../files/files.ts';
import { attach, containerStatus, printLog } from '../../resources/attach.ts';
import { findObjects, type Target } from '../../resources/find-objects.ts';
import { isImageReference } from '../../resources/image-reference.ts';
import { mustFindAll } from '../../resources/visit.ts';
import { checkCustom, readCustom, wordsAfterDash } from './debug/debug-container.ts';
import { keepFlags, profileNames, readProfile } from './debug/profiles.ts';
import { type Debugged, inCopy, inPod, onNode } from './debug/targets.ts';

export const debug: Command = {
  name: 'debug',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  long:
    'Debug cluster resources using interactive debugging containers: an ephemeral container in a running pod, ' +
    'a copy of a pod with certain attributes changed, or a new pod in the host namespaces of a node.',
  usage: '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  examples:
    '# Create an interactive debugging session in pod web-0 and immediately attach to it\n' +
    'kubectl debug web-0 -it --image=busybox\n\n' +
    '# Create a copy of web-0 changing all container images to busybox\n' +
    'kubectl debug web-0 --copy-to=my-debugger --set-image=*=busybox\n\n' +
    '# Create an interactive debugging session on a node and immediately attach to it\n' +
    'kubectl debug node/node-1 -it --image=busybox\n',
  flags: [
    filenameFlag('identifying the resource to debug'),
    {
      name: 'arguments-only',
      type: 'bool',
      usage: 'If specified, everything after -- will be passed to the new container as Args instead of Command.',
    },
    { name: 'attach', type: 'bool', usage: 'If true, wait for the container to start running, and then attach to it.' },
    { name: 'container', short: 'c', type: 'string', usage: 'Container name to use for debug container.' },
    { name: 'copy-to', type: 'string', usage: 'Create a copy of the target Pod with this name.' },
    { name: 'custom', type: 'string', usage: 'Path to a file with a partial container spec.' },
    { name: 'env', type: 'pairs', usage: 'Environment variables to set in the container.' },
    { name: 'image', type: 'string', usage: 'Container image to use for debug container.' },
    { name: 'image-pull-policy', type: 'string', usage: 'The image pull policy for the container.' },
    ...keepFlags,
    {
      name: 'profile',
      type: 'string',
      default: 'general',
      values: profileNames.slice(0, -1),
      usage: 'Options are "general", "baseline", "restricted", "netadmin" or "sysadmin".',
    },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'If true, suppress informational messages.' },
    { name: 'replace', type: 'bool', usage: "When used with '--copy-to', delete the original Pod." },
    { name: 'same-node', type: 'bool', usage: "When used with '--copy-to', schedule the copy on the same node." },
    { name: 'set-image', type: 'pairs', usage: "When used with '--copy-to', name=image pairs of the containers." },
    {
      name: 'share-processes',
      type: 'bool',
      default: 'true',
      usage: "When used with '--copy-to', enable process namespace sharing in the copy.",
    },
    { name: 'stdin', short: 'i', type: 'bool', usage: 'Keep stdin open on the container(s) in the pod.' },
    { name: 'target', type: 'string', usage: 'When using an ephemeral container, target processes in this container.' },
    { name: 'tty', short: 't', type: 'bool', usage: 'Allocate a TTY for the debugging container.' },
  ],
  completes: 'pods',
  *run(parsed, env) {
    const { flags } = parsed;
    readProfile(flags);
    const custom = readCustom(flags, env);
    yield* validate(parsed);
    checkCustom(custom);
    if (flags.string('profile') === 'legacy') {
      yield complain(
        '--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, ' +
          'for example "--profile=general".\n',
      );
    }
    const attaches = flags.has('attach') ? flags.bool('attach') : flags.bool('stdin');
    for (const target of targetsOf(parsed, env)) {
      const debugged = yield* start(target, parsed, env);
      if (attaches && debugged.container !== '') yield* attachTo(debugged, parsed, env);
    }
    return 0;
  },
};

const namesBefore = ({ args, dash }: ParsedArgs): readonly string[] =>
  dash < 0 || args.length === dash ? args : args.slice(0, dash);

function* validate(parsed: ParsedArgs): Generator<Chunk, void> {
  const { flags } = parsed;
  const [image, container, target] = [flags.string('image'), flags.string('container'), flags.string('target')];
  const words = wordsAfterDash(parsed);
  if (flags.bool('attach') && image === '' && container === '') {
    throw failure('you must specify --container or create a new container using --image in order to attach.');
  }
  if (flags.string('copy-to') !== '') {
    if (image === '' && !flags.has('set-image') && words.length === 0) {
      throw failure('you must specify --image, --set-image or command arguments.');
    }
    if (words.length > 0 && container === '' && image === '') {
      throw failure('you must specify an existing container or a new image when specifying args.');
    }
  } else {
    for (const name of ['replace', 'same-node']) {
      if (flags.bool(name)) throw failure(`--${name} may only be used with --copy-to.`);
    }
    if (flags.has('set-image')) throw failure('--set-image may only be used with --copy-to.');
    if (image === '') throw failure('you must specify --image when not using --copy-to.');
  }
  const format = 'invalid reference format';
  if (image !== '' && !isImageReference(image)) throw failure(`invalid image name ${JSON.stringify(image)}: ${format}`);
  if (namesBefore(parsed).length === 0 && !hasFiles(flags)) throw failure('NAME or filename is required for debug');
  const pull = flags.string('image-pull-policy');
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(pull)) throw failure(`invalid image pull policy: ${pull}`);
  for (const [name, given] of flags.pairs('set-image')) {
    if (isImageReference(given)) continue;
    throw failure(`invalid image name ${JSON.stringify(given)} for container ${JSON.stringify(name)}: ${format}`);
  }
  if (target !== '') {
    if (flags.string('copy-to') !== '') {
      throw failure('--target is incompatible with --copy-to. Use --share-processes instead.');
    }
    if (!flags.bool('quiet')) {
      yield print(
        `Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be ` +
          "because the container runtime doesn't support this feature.\n",
      );
    }
  }
  if (flags.bool('tty') && !flags.bool('stdin')) {
    throw failure('-i/--stdin is required for containers with -t/--tty=true');
  }
}

function targetsOf(parsed: ParsedArgs, env: KubectlEnvironment): readonly Target[] {
  if (hasFiles(parsed.flags)) return mustFindAll(findObjects(parsed, env, { args: [] }));
  return namesBefore(parsed).flatMap((word) =>
    mustFindAll(findObjects(parsed, env, { args: word.includes('/') ? [word] : ['pods', word] })),
  );
}

function start({ mapping, live }: Target, parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, Debugged> {
  if (mapping.resource === 'nodes') return onNode(live as KubernetesObject, parsed, env);
  if (mapping.resource === 'pods') {
    return (parsed.flags.string('copy-to') === '' ? inPod : inCopy)(live as Pod, parsed, env);
  }
  const { group, version, kind } = mapping;
  throw failure(`"${group}/${version}, Kind=${kind}" not supported by debug`);
}

/** Waits until the container runs, and attaches to it; if it has ended, prints its log. */
function* attachTo(
  { pod, container }: Debugged,
  { flags }: ParsedArgs,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const quiet = flags.bool('quiet');
  const { name, namespace, uid } = pod.metadata;
  let seen: unknown;
  for (;;) {
    const live = env.api.get('pods', name, namespace);
    if (live?.metadata.uid !== uid) throw new StatusError('NotFound', 'pods "" not found');
    const { running, terminated, waiting } = containerStatus(live, container)?.state ?? {};
    if (terminated) return yield* printLog(live, container, env);
    if (running) return yield* attachToRunning(live, container, flags, env);
    if (live.status !== seen && !quiet && waiting?.message) {
      yield complain(`Warning: container ${container}: ${waiting.message}\n`);
    }
    seen = live.status;
    yield 'wait';
  }
}

function* attachToRunning(
  pod: Pod,
  container: string,
  flags: ParsedArgs['flags'],
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const streams = { stdin: flags.bool('stdin'), tty: flags.bool('tty'), quiet: flags.bool('quiet') };
  const { error } = yield* attach({ pod, container, ...streams }, env);
  if (error === undefined) return;
  yield complain(`warning: couldn't attach to pod/${pod.metadata.name}, falling back to streaming logs: ${error}\n`);
  yield* printLog(pod, container, env);
}
