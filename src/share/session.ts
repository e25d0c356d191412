/**
 * A lab as plain data: what somebody did in it, and where they are. Replaying the inputs gives the rest. This is what
 * links, files and the browser's memory hold; what comes back from there may be anything, and is read as such.
 */
import type { Input } from '../engine/index.ts';

/** Raised when a change makes old readers wrong. Older versions stay readable. */
export const sessionVersion = 1;

/** A command that was given, as it would be typed. */
export interface SavedCommand {
  /** How many inputs there were once it was done. */
  readonly inputs: number;
  readonly command: string;
  /** What was in the file that it reads; absent for `manifest.yaml`: that was the text after so many inputs. */
  readonly file?: string;
  /** It was refused after a part of it had been done. */
  readonly refused?: true;
}

export interface SavedRun {
  readonly id: number;
  readonly name: string | null;
  readonly from: { readonly id: number; readonly at: number; readonly inputs: number } | null;
  readonly inputs: readonly Input[];
  /** The text after so many inputs. */
  readonly texts: readonly { readonly inputs: number; readonly text: string }[];
  /** The newest moment: tasks run, and virtual ms. */
  readonly steps: number;
  readonly at: number;
  /** Absent where there was none, and in links of before they were kept. */
  readonly commands?: readonly SavedCommand[];
}

/** The object that is looked at whole. */
export interface SavedLook {
  readonly resource: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What is optional was added later: readers of before leave it out, and what was written before has it not. */
export interface Session {
  readonly version: typeof sessionVersion;
  readonly seed: number;
  readonly example: string;
  /** The text in the editor; edits that were not applied included. */
  readonly text: string;
  readonly runs: readonly SavedRun[];
  /** Id of the run that is shown. */
  readonly run: number;
  /** The moment that is shown (virtual ms); null: the newest. */
  readonly moment: number | null;
  /** `namespace/name` of the set that is shown. */
  readonly set: string | null;
  /** Id of the run that stands beside; null: none. */
  readonly beside: number | null;
  /** That of the page; who opens it may speak another. */
  readonly language: string;
  /** Number of records by the moment, where its time alone does not say it: before the action that came then. */
  readonly records?: number;
  /** How the stage is looked at, if not by slots. */
  readonly view?: string;
  readonly inspected?: SavedLook;
  /** Time stands still. */
  readonly paused?: true;
  /** Files that were written in the terminal's home directory, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Why something is no session. */
export class SessionError extends Error {
  constructor(readonly code: 'Unreadable' | 'TooLarge' | 'NewerVersion' | 'Malformed') {
    super(code);
    this.name = 'SessionError';
  }
}

/** No honest session is larger; a hostile one would hold the page up. */
const limits = { runs: 50, inputs: 20_000, text: 1024 * 1024, steps: 5_000_000, at: 1e10, files: 200 };

type Fields = Readonly<Record<string, unknown>>;

function check(holds: boolean): asserts holds {
  if (!holds) throw new SessionError('Malformed');
}
function fields(value: unknown): Fields {
  check(typeof value === 'object' && value !== null && !Array.isArray(value));
  return value as Fields;
}
function list(value: unknown, max: number): readonly unknown[] {
  check(Array.isArray(value) && value.length <= max);
  return value;
}
function count(value: unknown, max: number): number {
  check(typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= max);
  return value;
}
function text(value: unknown, max = limits.text): string {
  check(typeof value === 'string' && value.length <= max);
  return value;
}

/**
 * Reads what should be a session. Unknown fields are left out.
 * @throws SessionError when it is none, or one of a version that is newer than this reader.
 */
export function readSession(value: unknown): Session {
  const session = fields(value);
  const version = count(session.version, Infinity);
  if (version > sessionVersion) throw new SessionError('NewerVersion');
  check(version === sessionVersion);
  const runs = list(session.runs, limits.runs).map(readRun);
  check(runs.length > 0 && new Set(runs.map(({ id }) => id)).size === runs.length);
  return {
    version: sessionVersion,
    seed: count(session.seed, Number.MAX_SAFE_INTEGER),
    example: text(session.example, 100),
    text: text(session.text),
    runs,
    run: count(session.run, Number.MAX_SAFE_INTEGER),
    moment: session.moment === null ? null : count(session.moment, limits.at),
    set: session.set === null ? null : text(session.set, 600),
    beside: session.beside === null ? null : count(session.beside, Number.MAX_SAFE_INTEGER),
    language: text(session.language, 20),
    ...(session.records !== undefined && { records: count(session.records, Number.MAX_SAFE_INTEGER) }),
    ...(session.view !== undefined && { view: text(session.view, 20) }),
    ...(session.inspected !== undefined && { inspected: readLook(session.inspected) }),
    ...(session.paused === true && { paused: true }),
    ...(session.files !== undefined && { files: readFiles(session.files) }),
  };
}

function readLook(value: unknown): SavedLook {
  const { resource, name, namespace } = fields(value);
  return {
    resource: text(resource, 300),
    name: text(name, 300),
    ...(namespace !== undefined && { namespace: text(namespace, 300) }),
  };
}

function readFiles(value: unknown): Readonly<Record<string, string>> {
  const files = Object.entries(fields(value));
  check(files.length <= limits.files);
  return Object.fromEntries(files.map(([name, content]) => [text(name, 300), text(content)]));
}

function readCommand(value: unknown): SavedCommand {
  const { inputs, command, file, refused } = fields(value);
  return {
    inputs: count(inputs, limits.inputs),
    command: text(command),
    ...(file !== undefined && { file: text(file) }),
    ...(refused === true && { refused: true }),
  };
}

function readRun(value: unknown): SavedRun {
  const run = fields(value);
  const from = run.from === null ? null : fields(run.from);
  return {
    id: count(run.id, Number.MAX_SAFE_INTEGER),
    name: run.name === null ? null : text(run.name, 200),
    from: from && {
      id: count(from.id, Number.MAX_SAFE_INTEGER),
      at: count(from.at, limits.at),
      inputs: count(from.inputs, limits.inputs),
    },
    inputs: list(run.inputs, limits.inputs).map((value) => {
      const input = fields(value);
      return {
        at: count(input.at, limits.at),
        steps: count(input.steps, limits.steps),
        verb: text(input.verb, 100),
        args: list(input.args, 10),
      };
    }),
    texts: list(run.texts, limits.inputs).map((value) => {
      const then = fields(value);
      return { inputs: count(then.inputs, limits.inputs), text: text(then.text) };
    }),
    steps: count(run.steps, limits.steps),
    at: count(run.at, limits.at),
    ...(run.commands !== undefined && { commands: list(run.commands, limits.inputs).map(readCommand) }),
  };
}
