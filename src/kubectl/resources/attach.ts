/** Attaches to the main process of a container, for `attach`, `run` and `debug`. */
// Models kubectl/pkg/cmd/attach/attach.go
import { type Pod, podContainers, StatusError } from '../../engine/index.ts';
import { ask, type Chunk, complain, type KubectlEnvironment, print } from '../command.ts';
import { failure } from '../errors/failure.ts';
import type { Answer } from '../client/requests.ts';

export interface Attachment {
  readonly pod: Pod;
  readonly container: string;
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly quiet: boolean;
}

/** Virtual ms between two checks for new output. */
const interval = 200;

/** Passes input and new output on, until the container ends. */
export function* attach(to: Attachment, env: KubectlEnvironment): Generator<Chunk, Answer> {
  const { pod, container: name, stdin, quiet } = to;
  const container = podContainers(pod).find((each) => each.name === name)!;
  const allocated = container.tty === true;
  if (to.tty && !allocated && !quiet) {
    yield complain(`error: Unable to use a TTY - container ${name} did not allocate one\n`);
  }
  if (!quiet) {
    yield complain(
      'All commands and output from this session will be recorded in container logs, including credentials and ' +
        "sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n",
    );
  }
  const seen = linesOf(to, env).length;
  const { namespace = '', name: podName } = pod.metadata;
  const place = { namespace, pod: podName, container: name, stdin, tty: allocated };
  const answer = stdin ? ((yield* ask({ type: 'attach', ...place })) ?? {}) : {};
  if (answer.exit === undefined && answer.error === undefined) yield* follow(to, seen, env);
  if (!quiet && stdin && allocated) yield print(`${reattachMessage(to)}\n`);
  return answer;
}

function reattachMessage({ pod, container }: Attachment): string {
  const command = `kubectl attach ${pod.metadata.name} -c ${container} -n ${pod.metadata.namespace} -i -t`;
  if (!pod.spec.ephemeralContainers?.some(({ name }) => name === container)) {
    return `Session ended, resume using '${command}' command`;
  }
  return `Session ended, the ephemeral container will not be restarted but may be reattached using '${command}' if it is still running`;
}

const linesOf = ({ pod, container }: Attachment, env: KubectlEnvironment) => env.logs?.(pod, container, false) ?? [];

/** Prints the lines after the first ones. */
function* follow(to: Attachment, before: number, env: KubectlEnvironment): Generator<Chunk, void> {
  const run = runOf(to, env);
  let seen = before;
  for (let over = false; !over;) {
    yield { until: env.cluster.now() + interval };
    over = runOf(to, env) !== run;
    const lines = linesOf(to, env);
    // The output of the next run belongs to another session.
    if (lines.length > seen && !(over && isRunning(to, env))) {
      yield print(
        lines
          .slice(seen)
          .map(({ text }) => `${text}\n`)
          .join(''),
      );
    }
    seen = lines.length;
  }
}

/** Identifies the run of the container; `undefined` while it does not run. */
function runOf(to: Attachment, env: KubectlEnvironment): string | undefined {
  const status = statusOf(to, env);
  return status?.state?.running && `${status.containerID} ${status.restartCount}`;
}

const isRunning = (to: Attachment, env: KubectlEnvironment): boolean => runOf(to, env) !== undefined;

function statusOf({ pod, container }: Attachment, { api }: KubectlEnvironment) {
  const live = api.get('pods', pod.metadata.name, pod.metadata.namespace);
  return live?.metadata.uid === pod.metadata.uid ? containerStatus(live, container) : undefined;
}

export function containerStatus({ status }: Pod, container: string) {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = status;
  const all = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses];
  return all.find(({ name }) => name === container);
}

/** Prints the whole log of a container. */
export function* printLog(pod: Pod, container: string, env: KubectlEnvironment): Generator<Chunk, void> {
  const lines = env.logs?.(pod, container, false) ?? [];
  yield print(lines.map(({ text }) => `${text}\n`).join(''));
}

/** Returns the reason why nothing can run in a container now. */
export function mustRun(pod: Pod, container: string, verb: 'attach' | 'exec into'): void {
  const { phase } = pod.status;
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw failure(`cannot ${verb} a container in a completed pod; current phase is ${phase}`);
  }
  if (!pod.spec.nodeName) throw new StatusError('BadRequest', `pod ${pod.metadata.name} does not have a host assigned`);
  if (containerStatus(pod, container)?.state?.running === undefined) {
    throw failure(`unable to upgrade connection: container not found ("${container}")`);
  }
}
