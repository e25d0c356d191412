/** Branches of a run for the steps of a lesson: the learner's own run does not change. */
import type { Decision, HistoryRecord, SyncRecord, Turn } from '../../engine/index.ts';
import { manifestFile, type Run } from '../../timeline/run.ts';
import type { SimulatedRecording } from '../../timeline/recording.ts';
import type { Question } from '../format/schema.ts';
import type { Step } from '../format/steps.ts';
import { type Answer, answerIn } from './answer-prediction.ts';
import { Course } from './check-condition.ts';
import { checkTask, type Judged } from './check-task.ts';
import { LessonRun } from './lesson-run.ts';

export interface Branch {
  readonly run: Run;
  /** Commands that changed something, with their output. */
  readonly commands: readonly { readonly command: string; readonly file?: string; readonly lines: readonly string[] }[];
  /** The text in the editor at its end. */
  readonly text: string;
  /** The reason why a step was refused; absent if none was. */
  readonly refused?: string;
}

/**
 * Performs steps on a branch of a run, and runs it until it is at rest.
 * @param id Id of the branch.
 * @param turn The moment at which it leaves the run.
 * @param at The time of that moment (virtual ms).
 * @param text The text in the editor at that moment.
 */
export function branchOf(run: Run, id: number, turn: Turn, at: number, text: string, steps: readonly Step[]): Branch {
  const branch = run.fork(id, turn, at);
  const lesson = new LessonRun(branch.recording as SimulatedRecording, text);
  const commands: Branch['commands'][number][] = [];
  for (const step of steps) {
    const before = branch.recording.inputs.length;
    const { exit, stdout, stderr } = lesson.perform(step);
    if (exit !== 0) return { run: branch, commands, text: lesson.text, refused: stderr.trim() };
    const lines = `${stdout}${stderr}`.split('\n').slice(0, -1);
    const command = typeof step === 'string' ? step : 'try' in step ? step.try : undefined;
    if (command !== undefined && branch.recording.inputs.length > before) commands.push({ command, lines });
    if (typeof step === 'string' || !('apply' in step)) continue;
    commands.push({ command: `kubectl apply -f ${manifestFile}`, file: lesson.text, lines });
    branch.remember(lesson.text);
  }
  lesson.settle();
  return { run: branch, commands, text: lesson.text };
}

/**
 * Returns the last moment of a run, after the page was opened, from which a lost goal could still be met; undefined if
 * there is none.
 * @param from The moment at which the page was opened.
 */
export function beforeLost<Text>(task: Judged<Text>, run: LessonRun, from: Turn, goal: number): Turn | undefined {
  const { turns } = run.recording;
  const until = run.turn.inputs;
  for (let inputs = until - 1; inputs >= from.inputs; inputs--) {
    const turn = turns.findLast((then) => then.inputs <= inputs && then.seq >= from.seq) ?? from;
    const then = new LessonRun(run.recording, run.text, turn);
    if (checkTask(task, then, from).goals[goal]?.state !== 'lost') return turn;
  }
  return undefined;
}

/** The moment that decided a prediction. */
export interface Decided {
  /** Number of records in the history by then. */
  readonly records: number;
  /** Virtual ms. */
  readonly at: number;
  /** The controller's decision behind it, if there is one. */
  readonly decision: Decision | null;
}

/**
 * Returns the answer of a branch, and the moment that decided it: null if it was the same at every moment.
 * @param from The moment at which the branch begins.
 */
export function decidedIn(
  question: Question,
  { recording }: Run,
  from: Turn,
): { readonly value: Answer; readonly decided: Decided | null } {
  const { value, seq } = answerIn(question, new Course(recording, from));
  if (seq === null) return { value, decided: null };
  const { history } = recording;
  return { value, decided: { records: seq + 1, at: history[seq]!.at, decision: decisionAt(history, seq) } };
}

/**
 * Returns the decision of the StatefulSet controller that led to a record: made in the same moment or, about the same
 * Pod, before it. Null if the controller had no part in it, as in what a user deletes.
 */
export function decisionAt(history: readonly HistoryRecord[], seq: number): Decision | null {
  const record = history[seq];
  if (record === undefined) return null;
  const name = 'object' in record ? record.object.metadata.name : undefined;
  const isOwn = (one: HistoryRecord): one is SyncRecord =>
    one.type === 'SYNC' && one.controller === 'statefulset-controller' && one.decisions.length > 0;
  // A reconcile is recorded after its writes.
  const now = history.slice(seq).find((one): one is SyncRecord => one.at === record.at && isOwn(one));
  const about = (sync: SyncRecord | undefined): Decision | undefined =>
    name === undefined ? undefined : sync?.decisions.find(({ pod }) => pod === name);
  return about(now) ?? now?.decisions.at(-1) ?? about(history.slice(0, seq).findLast(isOwn)) ?? null;
}
