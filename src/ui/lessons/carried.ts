/**
 * Encodes a learner's progress in one lesson as text. "Open in the lab" passes it from a figure to the lab, after the
 * session in the address. The text that comes back may be anything.
 */
import type { Answer } from '../../lessons/run/answer-prediction.ts';
import { type Decided, decisionAt } from '../../lessons/run/branch.ts';
import { LessonRun } from '../../lessons/run/lesson-run.ts';
import { firstTurn } from '../../lessons/run/moments.ts';
import type { Lab } from '../../store/lab.ts';
import type { SimulatedRecording } from '../../timeline/recording.ts';
import { attempt } from '../kit/browser/storage.ts';
import type { LocalLesson } from './local-lesson.ts';
import { type LocalPage, optionsOf, type PageProgress, type PlayerState } from './player-state.ts';

/** Name of the parameter in the fragment of an address. */
const name = 'progress';
/** Longest text that is read, in characters. */
const longest = 20_000;

/** A page: the moment at which it was opened, and the learner's progress. */
interface CarriedPage {
  readonly run: number;
  /** Numbers of records and of inputs, and the time (virtual ms). */
  readonly from: readonly [seq: number, inputs: number, at: number];
  readonly guess?: Answer | null;
  readonly answer?: Answer;
  /** Number of records, and the time (virtual ms). */
  readonly decided?: readonly [records: number, at: number] | null;
  readonly skipped?: true;
}

/** Returns the text that follows the session in the fragment of an address. */
export function carriedOf({ progress }: PlayerState): string {
  const pages = Object.entries(progress).map(([id, page]): [string, CarriedPage] => {
    const { run, from, at, guess, answer, decided, skipped } = page;
    return [
      id,
      {
        run,
        from: [from.seq, from.inputs, at],
        guess,
        answer,
        skipped,
        decided: decided ? [decided.records, decided.at] : decided,
      },
    ];
  });
  return `&${name}=${encodeURIComponent(JSON.stringify(Object.fromEntries(pages)))}`;
}

/**
 * Reads progress from an address.
 * @param fragment Includes the session.
 * @returns The progress in a lesson whose runs the lab has; undefined if there is none.
 */
export function readCarried(fragment: string, lesson: LocalLesson, lab: Lab): PlayerState['progress'] | undefined {
  const text = new URLSearchParams(fragment.replace(/^[^&]*/, '')).get(name) ?? '';
  if (text === '' || text.length > longest) return undefined;
  const read = attempt<unknown>(() => JSON.parse(text), null);
  if (typeof read !== 'object' || read === null) return undefined;
  const pages = lesson.pages.flatMap((page): [string, PageProgress][] => {
    const carried = Object.hasOwn(read, page.id) ? (read as Record<string, unknown>)[page.id] : null;
    const progress = progressOf(carried, page, lab);
    return progress === null ? [] : [[page.id, progress]];
  });
  return pages.length === 0 ? undefined : Object.fromEntries(pages);
}

const isAnswer = (value: unknown): value is Answer => ['string', 'number', 'boolean'].includes(typeof value);

/** Returns the progress of a page; null if it does not fit the lab's runs. */
function progressOf(carried: unknown, page: LocalPage, lab: Lab): PageProgress | null {
  if (typeof carried !== 'object' || carried === null) return null;
  const { run: id, from, guess, answer, decided, skipped } = carried as { readonly [N in keyof CarriedPage]?: unknown };
  const run = lab.read(({ timeline }) => timeline.runs.find((one) => one.id === id));
  if (run?.recording.simulation === undefined || !Array.isArray(from)) return null;
  const [seq, inputs, at] = from as unknown[];
  const turn = [firstTurn, ...run.recording.turns].find((then) => then.seq === seq && then.inputs === inputs);
  if (turn === undefined || typeof at !== 'number' || !(at >= turn.at && at <= run.recording.now())) return null;
  const text = run.textAt(turn.inputs);
  const begun = { from: turn, at, run: run.id, text, ...(skipped === true && { skipped: true as const }) };
  if (!('predict' in page)) return begun;
  const options = optionsOf(page.predict, new LessonRun(run.recording as SimulatedRecording, text, turn));
  const made = isAnswer(answer) && (guess === null || isAnswer(guess));
  return { ...begun, options, ...(made && { guess, answer, decided: decidedOf(decided, lab) }) };
}

function decidedOf(carried: unknown, lab: Lab): Decided | null {
  if (!Array.isArray(carried)) return null;
  const [records, at] = carried as unknown[];
  const { history } = lab.read(({ timeline }) => timeline.recording);
  const record = typeof records === 'number' ? history[records - 1] : undefined;
  if (record === undefined || record.at !== at) return null;
  return { records: records as number, at: record.at, decision: decisionAt(history, record.seq) };
}
