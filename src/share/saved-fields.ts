/**
 * Saved fields of a session beside its runs: one table, from which the type, the reader, and the comparison of two
 * states follow. A new field is a new row here.
 */
import { amount, check, fields, list, oneOf, text } from './reading.ts';

/** The Pods by ordinal, by the node they run on, or by ordinal in words. */
export const stageViews = ['slots', 'nodes', 'table'] as const;
export type StageView = (typeof stageViews)[number];

/** Parts of the page that are folded away until they are first needed. */
export const foldedAtFirst = ['time', 'views', 'log', 'compare', 'terminal'] as const;
export type PagePart = (typeof foldedAtFirst)[number];

/** Longest lesson file, in characters. */
export const maxLessonFile = 100_000;

/** Virtual ms per wall ms. */
export const speeds = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32] as const;

/** The object in the inspector. */
export interface SavedObject {
  readonly resource: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The part of a lab's state that is saved. */
export interface SavedState {
  readonly example: string;
  /** The text in the editor, including edits that were not applied. */
  readonly text: string;
  readonly selected: { readonly namespace: string; readonly name: string };
  /** Id of the run that is shown beside the one in use; null if there is none. */
  readonly beside: number | null;
  readonly stageView: StageView;
  readonly unfolded: readonly PagePart[];
  readonly inspected: SavedObject | null;
  /** True if time runs. */
  readonly playing: boolean;
  /** True if time stands still only because the past is shown; it continues at the newest moment. */
  readonly held: boolean;
  readonly speed: number;
  /** Files that were written in the terminal's home directory, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The lesson file that is open; null for none. */
  readonly lessonFile: string | null;
}

interface SavedField<T> {
  /** Returns the value to save; undefined if there is nothing to save. */
  readonly write: (state: SavedState) => T | undefined;
  /**
   * Reads a value that may be anything. A value that this version does not know becomes undefined.
   * @throws SessionError
   */
  readonly read: (value: unknown) => T | undefined;
  /** Returns the part of the state for a saved value, or for an absent one. */
  readonly show: (value: T | undefined) => Partial<SavedState>;
}

const field = <T>(row: SavedField<T>): SavedField<T> => row;

const savedFields = {
  example: field({
    write: ({ example }) => example,
    read: (value) => text(value, 100),
    show: (example = 'complete') => ({ example }),
  }),
  text: field({
    write: (state) => state.text,
    read: (value) => text(value),
    show: (value = '') => ({ text: value }),
  }),
  /** `namespace/name` of the set that is shown. */
  set: field({
    write: ({ selected }) => `${selected.namespace}/${selected.name}`,
    read: (value) => (value === null ? undefined : text(value, 600)),
    show(set) {
      const [namespace = '', name = ''] = set?.split('/') ?? [];
      return name === '' ? {} : { selected: { namespace, name } };
    },
  }),
  beside: field<number>({
    write: ({ beside }) => beside ?? undefined,
    read: (value) => (value === null ? undefined : amount(value)),
    show: (beside) => ({ beside: beside ?? null }),
  }),
  view: field<StageView>({
    write: ({ stageView }) => (stageView === 'slots' ? undefined : stageView),
    read: (value) => oneOf(stageViews, value),
    show: (stageView = 'slots') => ({ stageView }),
  }),
  /**
   * Parts of the page that are still folded; absent if there are none, and in sessions from before parts could be
   * folded.
   */
  folded: field<readonly PagePart[]>({
    write: ({ unfolded }) => nonEmpty(foldedAtFirst.filter((part) => !unfolded.includes(part))),
    read: (value) => list(value, 100).flatMap((part) => oneOf(foldedAtFirst, part) ?? []),
    show: (folded = []) => ({ unfolded: foldedAtFirst.filter((part) => !folded.includes(part)) }),
  }),
  inspected: field<SavedObject>({
    write: ({ inspected }) => inspected ?? undefined,
    read: readObject,
    show: (inspected) => ({ inspected: inspected ?? null }),
  }),
  paused: field<true>({
    write: ({ playing, held }) => (playing || held ? undefined : true),
    read: (value) => oneOf([true] as const, value),
    show: (paused) => ({ playing: paused !== true, held: false }),
  }),
  /** Absent for the default speed: the receiver keeps their own. */
  speed: field<number>({
    write: ({ speed }) => (speed === 1 ? undefined : speed),
    read: (value) => oneOf<number>(speeds, value),
    show: (speed) => (speed === undefined ? {} : { speed }),
  }),
  /** Absent if no file is open: the receiver keeps their own. */
  lessonFile: field<string>({
    write: (state) => state.lessonFile ?? undefined,
    read: (value) => text(value, maxLessonFile),
    show: (lessonFile) => (lessonFile === undefined ? {} : { lessonFile }),
  }),
  files: field<Readonly<Record<string, string>>>({
    write: ({ files }) => (Object.keys(files).length === 0 ? undefined : files),
    read: readFiles,
    show: (files = {}) => ({ files }),
  }),
} as const;

type SavedFields = typeof savedFields;
type FieldName = keyof SavedFields;

/** The saved fields; each may be absent. */
export type SavedLook = {
  readonly [Name in FieldName]?: NonNullable<ReturnType<SavedFields[Name]['read']>>;
};

const names = Object.keys(savedFields) as FieldName[];
const rows = savedFields as unknown as Readonly<Record<FieldName, SavedField<unknown>>>;

const present = (value: (name: FieldName) => unknown): SavedLook =>
  Object.fromEntries(names.map((name) => [name, value(name)]).filter(([, saved]) => saved !== undefined)) as SavedLook;

export const writeLook = (state: SavedState): SavedLook => present((name) => rows[name].write(state));

/**
 * Reads the fields of a session that may be anything.
 * @throws SessionError
 */
export const readLook = (session: Readonly<Record<string, unknown>>): SavedLook =>
  present((name) => (session[name] === undefined ? undefined : rows[name].read(session[name])));

/** Returns the part of the state for saved fields. */
export const showLook = (look: SavedLook): Partial<SavedState> =>
  Object.assign({}, ...names.map((name) => rows[name].show(look[name]))) as Partial<SavedState>;

/** Returns true if two states are saved as the same fields. */
export const sameLook = (a: SavedState, b: SavedState): boolean =>
  names.every((name) => same(rows[name].write(a), rows[name].write(b)));

const nonEmpty = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items);

/** Compares values; lists by their items, other objects by identity. */
function same(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) ? a.join() === b.join() : Object.is(a, b);
}

function readObject(value: unknown): SavedObject {
  const { resource, name, namespace } = fields(value);
  return {
    resource: text(resource, 300),
    name: text(name, 300),
    ...(namespace !== undefined && { namespace: text(namespace, 300) }),
  };
}

function readFiles(value: unknown): Readonly<Record<string, string>> {
  const files = Object.entries(fields(value));
  check(files.length <= 200);
  return Object.fromEntries(files.map(([name, content]) => [text(name, 300), text(content)]));
}
