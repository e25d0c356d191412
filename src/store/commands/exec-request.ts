/** Answers `kubectl exec` of a button: runs the command in its container until it ends or waits. */
import { installedPrograms } from '../../engine/index.ts';
import type { Answer, Request } from '../../kubectl/index.ts';
import type { Timeline } from '../../timeline/timeline.ts';

/**
 * Runs a command in a container. In the past, this makes the shown moment the newest one.
 * @param print Called with its output.
 * @returns undefined while the container does not run.
 */
export function answerExec(
  { namespace, pod: name, container: inside, command }: Extract<Request, { readonly type: 'exec' }>,
  timeline: Timeline,
  print: (text: string) => void,
): Answer | undefined {
  const pod = timeline.api.get('pods', name, namespace);
  const container = pod?.spec.containers.find((own) => own.name === inside);
  const programs = installedPrograms();
  if (pod === undefined || container === undefined || programs === undefined) return undefined;
  const host = programs.hostOf(timeline.api, () => timeline.act(), pod, container);
  const program = programs.run(command, { host, now: () => timeline.now() }, print, false);
  const { done, value } = program.next();
  return done ? { exit: value } : { error: 'the command takes time: run it in the terminal' };
}
