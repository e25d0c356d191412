/** The actions of a run, which Undo takes back one by one. An action is a typed line, or the requests of one click. */
import type { Turn } from '../engine/index.ts';
import type { SavedCommand } from '../share/session.ts';
import { lastIndex } from './last-index.ts';
import type { Recording } from './recording.ts';

interface Acted {
  readonly recording: Pick<Recording, 'inputs' | 'turns'>;
  readonly commands: readonly SavedCommand[];
}

/** The inputs of an action: from index `first` on, and before index `end`. */
interface Span {
  readonly first: number;
  readonly end: number;
}

/** Returns the inputs of the typed line that the input at `index` belongs to; undefined when it belongs to none. */
function lineAround({ recording, commands }: Acted, index: number): Span | undefined {
  let from = lastIndex(commands, ({ inputs }) => inputs <= index) + 1;
  const line = commands[from]?.line;
  if (line === undefined || line > index) return undefined;
  let to = from;
  while (commands[from - 1]?.line === line) from--;
  while (commands[to + 1]?.line === line) to++;
  const first = Math.max(line, commands[from - 1]?.inputs ?? 0);
  // A session from outside may contain any numbers.
  return {
    first: Math.min(first, index),
    end: Math.min(Math.max(commands[to]!.inputs, index + 1), recording.inputs.length),
  };
}

/** Returns the inputs of the action that the input at `index` belongs to. */
function actionAround(run: Acted, index: number): Span {
  const line = lineAround(run, index);
  if (line !== undefined) return line;
  const { inputs } = run.recording;
  const { at, steps } = inputs[index]!;
  const together = (other: number): boolean =>
    inputs[other]?.at === at && inputs[other].steps === steps && lineAround(run, other) === undefined;
  let [first, end] = [index, index + 1];
  while (together(first - 1)) first--;
  while (together(end)) end++;
  return { first, end };
}

/** Returns the index of the last turn before the input at `index`. */
const turnBefore = ({ recording: { inputs, turns } }: Acted, index: number): number =>
  lastIndex(turns, (turn) => turn.inputs <= index && turn.steps <= inputs[index]!.steps);

/** Returns the first turn after `count` inputs that an input made. A refused request changes nothing and makes none. */
function nextChange({ recording: { inputs, turns } }: Acted, count: number): Turn | undefined {
  for (let i = lastIndex(turns, (turn) => turn.inputs <= count) + 1; i < turns.length; i++) {
    const turn = turns[i]!;
    if (inputs[turn.inputs - 1]!.steps === turn.steps) return turn;
  }
  return undefined;
}

/** Returns the moment before the last action among the first `count` inputs that changed something. */
export function actionBefore(run: Acted, count: number): { readonly turn: number; readonly at: number } | undefined {
  for (let end = count; end > 0;) {
    const { first } = actionAround(run, end - 1);
    const change = nextChange(run, first);
    if (change !== undefined && change.inputs <= end) {
      return { turn: turnBefore(run, first), at: run.recording.inputs[first]!.at };
    }
    end = first;
  }
  return undefined;
}

/** Returns the index of the turn at the end of the next action after `count` inputs that changed something. */
export function actionAfter(run: Acted, count: number): number | undefined {
  const change = nextChange(run, count);
  if (change === undefined) return undefined;
  const { inputs, turns } = run.recording;
  const { end } = actionAround(run, change.inputs - 1);
  return lastIndex(turns, (turn) => turn.inputs <= end && turn.steps <= inputs[end - 1]!.steps);
}
