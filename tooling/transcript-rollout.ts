/**
 * The time at which a recorded `rollout status` read its object. Its lines name the states that the object went through
 * from then on. Only this time is taken from the recording; the lab's own run must still print each line.
 */
import type { Cluster, KubernetesObject } from '../src/engine/index.ts';
import { rolloutJudgement } from '../src/kubectl/verbs/deploy/rollout-status.ts';
import { roundTrip } from '../src/shell/time.ts';
import { betweenCommands } from './transcript-pace.ts';
import type { TranscriptRow } from './transcript-row.ts';

const pattern = /^kubectl rollout status (sts|statefulset|deploy|deployment)[/ ]([a-z\d-]+)/;
const resources: Readonly<Record<string, 'statefulsets' | 'deployments'>> = {
  sts: 'statefulsets',
  statefulset: 'statefulsets',
  deploy: 'deployments',
  deployment: 'deployments',
};

export const followsRollout = ({ command = '' }: TranscriptRow): boolean => pattern.test(command);

interface State {
  readonly at: number;
  readonly text: string;
  readonly done: boolean;
}

/**
 * Returns the virtual ms from now to the start of the command: the usual pace if that gives the recorded lines, or if
 * no moment does.
 * @param future A copy of the cluster, which is brought to rest here.
 */
export function untilFollowed({ command = '', stdout = '' }: TranscriptRow, future: Cluster): number {
  const [, type = '', name] = pattern.exec(command)!;
  const now = future.now();
  const object = future.api.get(resources[type]!, name!, 'default');
  if (object === undefined || stdout === '') return betweenCommands;
  const from = future.history.length;
  future.settle();
  const states = [stateOf(object, 0)];
  for (const record of future.history.slice(from)) {
    if ('object' in record && record.object.metadata.uid === object.metadata.uid) {
      states.push(stateOf(record.object, record.at));
    }
  }
  const earliest = now + roundTrip;
  const moments = [earliest + betweenCommands, earliest, ...states.map(({ at }) => at)];
  const found = moments.find((at) => at >= earliest && linesFrom(states, at).startsWith(stdout));
  return found === undefined ? betweenCommands : found - earliest;
}

const stateOf = (object: KubernetesObject, at: number): State => ({ at, ...rolloutJudgement(object, 0) });

/** Returns the output of a command that reads the object at that time. */
function linesFrom(states: readonly State[], moment: number): string {
  const seen = states.slice(states.findLastIndex(({ at }) => at <= moment));
  const last = seen.findIndex(({ done }) => done);
  return (last < 0 ? seen : seen.slice(0, last + 1)).map(({ text }) => text).join('');
}
