/** Reads sessions from links, files and the browser's storage. The input may be anything. */
import { isInput, type ReplayInput } from '../engine/index.ts';
import { amount, check, count, fields, list, parseJson, SessionError, text } from './reading.ts';
import { readDigest, readEngine, readObjects } from './recorded.ts';
import { readLook } from './saved-fields.ts';
import {
  type SavedCommand,
  type SavedImport,
  type SavedPlace,
  type SavedRun,
  type Session,
  sessionVersion,
} from './session.ts';

export { SessionError } from './reading.ts';

/** No real session is larger. The work of a replay is limited where it is replayed. */
const limits = { runs: 50, inputs: 20_000, at: 1e10, args: 10, imported: 20_000, date: 1e13 };

/** Number of tasks that ran before the beginning in the release that wrote version 1: it counted them. */
const tasksBefore = 4;

/** Sessions that were read already: they are valid. */
const known = new WeakSet<object>();

/**
 * Reads a session. Unknown fields are ignored. A session that was read already is returned unchanged.
 * @throws SessionError if the value is not a session, or has a version that is newer than this reader.
 */
export function readSession(value: unknown): Session {
  const session = fields(value);
  if (known.has(session)) return session as unknown as Session;
  const version = count(session.version);
  if (version > sessionVersion) throw new SessionError('NewerVersion');
  check(version >= 1);
  const runs = list(session.runs, limits.runs).map(readRun);
  check(runs.length > 0 && new Set(runs.map(({ id }) => id)).size === runs.length);
  const run = count(session.run);
  check(runs.some(({ id }) => id === run));
  const read = {
    version,
    seed: count(session.seed),
    runs,
    run,
    moment: session.moment === null ? null : amount(session.moment, limits.at),
    ...(session.place !== undefined && { place: readPlace(session.place) }),
    ...(session.records !== undefined && { records: count(session.records) }),
    ...(session.imported !== undefined && { imported: readImport(session.imported) }),
    ...(session.engine !== undefined && { engine: readEngine(session.engine) }),
    ...(session.shown !== undefined && { shown: readObjects(session.shown) }),
    ...readLook(session),
  };
  known.add(read);
  return read;
}

/**
 * Reads a session from the text of a file.
 * @throws SessionError
 */
export const parseSession = (json: string): Session => readSession(parseJson(json));

function readImport(value: unknown): SavedImport {
  const { date, objects } = fields(value);
  return { date: amount(date, limits.date), objects: list(objects, limits.imported).map(fields) };
}

function readPlace(value: unknown): SavedPlace {
  const { at, after, inputs } = fields(value);
  return { at: amount(at, limits.at), after: count(after), inputs: count(inputs, limits.inputs) };
}

function readCommand(value: unknown): SavedCommand {
  const { inputs, command, file, line, refused } = fields(value);
  return {
    inputs: count(inputs, limits.inputs),
    command: text(command),
    ...(file !== undefined && { file: text(file) }),
    ...(line !== undefined && { line: count(line, limits.inputs) }),
    ...(refused === true && { refused: true }),
  };
}

/** Reads the time of an input, and its order among the tasks that were due then. */
function readTime({ at, after, steps }: Readonly<Record<string, unknown>>) {
  return {
    at: amount(at, limits.at),
    ...(after !== undefined && { after: count(after) }),
    ...(steps !== undefined && { steps: Math.max(0, count(steps) - tasksBefore) }),
  };
}

function readInput(value: unknown): ReplayInput {
  const input = fields(value);
  const verb = text(input.verb, 100);
  const args = list(input.args, limits.args);
  check(isInput(verb, args));
  return { ...readTime(input), verb, args };
}

function readRun(value: unknown): SavedRun {
  const run = fields(value);
  const from = run.from === null ? null : fields(run.from);
  return {
    id: count(run.id),
    name: run.name === null ? null : text(run.name, 200),
    from: from && {
      id: count(from.id),
      at: amount(from.at, limits.at),
      inputs: count(from.inputs, limits.inputs),
    },
    inputs: list(run.inputs, limits.inputs).map(readInput),
    texts: list(run.texts, limits.inputs).map((value) => {
      const then = fields(value);
      return { inputs: count(then.inputs, limits.inputs), text: text(then.text) };
    }),
    ...readTime(run),
    ...(run.commands !== undefined && { commands: list(run.commands, limits.inputs).map(readCommand) }),
    ...(run.imported === true && { imported: true }),
    ...(run.digest !== undefined && { digest: readDigest(run.digest) }),
  };
}
