/** `kubectl exec` and `kubectl attach` */
// Models kubectl/pkg/cmd/{exec/exec,attach/attach}.go
import type { Pod } from '../../../engine/index.ts';
import { ask, type Chunk, type Command, type KubectlEnvironment, type ParsedArgs } from '../../command.ts';
import { attach as attachTo, mustRun } from '../../resources/attach.ts';
import { containerOf, podOf } from '../../resources/containers.ts';
import { CommandFailure, failure, usageFailure } from '../../errors/failure.ts';
import { filenameFlag } from '../../files/files.ts';
import type { FlagSpec } from '../../flags/flags.ts';
import type { InContainer } from '../../client/requests.ts';

const streamFlags: readonly FlagSpec[] = [
  { name: 'container', short: 'c', type: 'string', usage: 'Container name. If omitted, the first container is used.' },
  { name: 'pod-running-timeout', type: 'duration', default: '1m0s', usage: 'How long to wait until a pod is running' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only print output from the remote session' },
  { name: 'stdin', short: 'i', type: 'bool', usage: 'Pass stdin to the container' },
  { name: 'tty', short: 't', type: 'bool', usage: 'Stdin is a TTY' },
];

export const exec: Command = {
  name: 'exec',
  short: 'Execute a command in a container',
  usage: '(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
  examples:
    "# Get output from running the 'date' command from pod web-0\nkubectl exec web-0 -- date\n\n" +
    '# Switch to raw terminal mode; sends stdin to a shell in pod web-0\nkubectl exec web-0 -it -- sh\n',
  flags: [...streamFlags, filenameFlag('to use to exec into the resource')],
  completes: 'pods',
  *run(parsed, env) {
    const { args, dash, flags, path } = parsed;
    if (dash < 0 && args.length > 1) {
      throw usageFailure(path, 'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead');
    }
    if ((args.length === 0 || dash === 0) && !flags.has('filename'))
      throw failure('pod, type/name or --filename must be specified');
    const command = dash < 0 ? [] : args.slice(dash);
    if (command.length === 0) throw failure('you must specify at least one command for the container');
    const { place } = yield* find(parsed, env, 'exec into');
    const answer = yield* ask({ type: 'exec', command, ...place });
    return yield* ended(answer?.exit, answer?.error, place);
  },
};

export const attach: Command = {
  name: 'attach',
  short: 'Attach to a running container',
  long: 'Attach to a process that is already running inside an existing container.',
  usage: '(POD | TYPE/NAME) -c CONTAINER',
  flags: [...streamFlags],
  completes: 'pods',
  *run(parsed, env) {
    if (parsed.args.length === 0) throw failure('at least 1 argument is required for attach');
    if (parsed.args.length > 2) {
      throw usageFailure(
        parsed.path,
        'expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ' +
          `${parsed.args.length}: [${parsed.args.join(' ')}]`,
      );
    }
    const { pod, place } = yield* find(parsed, env, 'attach');
    const answer = yield* attachTo({ ...place, pod, quiet: parsed.flags.bool('quiet') }, env);
    if (answer.error !== undefined) throw failure(answer.error);
    return 0;
  },
};

/** Returns the container, once it is known to run. */
function* find(
  parsed: ParsedArgs,
  env: KubectlEnvironment,
  verb: 'attach' | 'exec into',
): Generator<Chunk, { readonly pod: Pod; readonly place: InContainer }> {
  const { args, flags } = parsed;
  const two = parsed.path.endsWith('attach') && args.length === 2;
  const pod = podOf(two ? args.join('/') : parsed.dash === 0 ? '' : (args[0] ?? ''), parsed, env);
  const prefix = verb === 'attach' ? 'cannot attach to the container: ' : '';
  const container = yield* containerOf(pod, flags.string('container'), flags.bool('quiet'), prefix);
  mustRun(pod, container.name, verb);
  const { name, namespace = parsed.namespace } = pod.metadata;
  const streams = { stdin: flags.bool('stdin'), tty: flags.bool('tty') };
  return { pod, place: { namespace, pod: name, container: container.name, ...streams } };
}

/** Returns its exit code. */
function* ended(
  exit: number | undefined,
  error: string | undefined,
  { container }: InContainer,
): Generator<Chunk, number> {
  if (error !== undefined) throw failure(error);
  if (exit === undefined) throw failure(`unable to upgrade connection: container not found ("${container}")`);
  if (exit !== 0) throw new CommandFailure([`command terminated with exit code ${exit}`], exit);
  return 0;
}
