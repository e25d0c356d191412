/**
 * The lessons that were finished in this browser, each with the fingerprint of its file at that time. Without storage,
 * they are remembered until the page is closed.
 */
import { createStore } from 'zustand/vanilla';
import { attempt, type KeyValueStore, localStore } from '../kit/browser/storage.ts';

/**
 * Fingerprints of the finished lessons, by id; empty if the fingerprint is not known. The id of a lesson from a file
 * begins with "file.".
 */
export type Progress = Readonly<Record<string, string>>;

interface Finished {
  readonly id: string;
  readonly hash: string;
  /** The id of the stored progress, if it differs from the lesson's id. */
  readonly keptAs?: string;
}

const key = 'statefulset-lab.lessons';
const type = 'statefulset-lab/progress';
/** Largest number of lessons that are stored, and longest file that is read, in characters. */
const [most, longest] = [300, 50_000];
/** An id of a lesson of the course, or of a file. */
const isId = (id: string): boolean => /^(file\.)?[a-z][a-z0-9-]{0,40}$/.test(id);
const isHash = (hash: unknown): hash is string => typeof hash === 'string' && /^[0-9a-f]{0,16}$/.test(hash);

/** Words of the form `id:hash`; earlier versions wrote only the id. */
function parse(text: string): Progress {
  const words = text.split(' ').map((word) => word.split(':'));
  return Object.fromEntries(
    words.flatMap(([id = '', hash = '']) => (isId(id) && isHash(hash) ? [[id, hash]] : [])).slice(0, most),
  );
}

const write = (progress: Progress): string =>
  Object.entries(progress)
    .map((pair) => pair.join(':'))
    .join(' ');

export class LessonProgress {
  /** The finished lessons; `kept` is false if the browser stores nothing. */
  readonly store;

  constructor(private readonly storage: KeyValueStore) {
    const progress = parse(storage.get(key) ?? '');
    const kept = storage.set(key, write(progress));
    this.store = createStore(() => ({ progress, kept }));
  }

  finish({ id, hash, keptAs = id }: Finished): void {
    this.#set({ ...this.store.getState().progress, [keptAs]: hash });
  }

  /** Removes a lesson, or all. */
  forget(id?: string): void {
    const left = Object.entries(this.store.getState().progress).filter(([other]) => id !== undefined && other !== id);
    this.#set(Object.fromEntries(left));
  }

  /** Returns the content of a file with the progress. */
  file(): string {
    return `${JSON.stringify({ type, version: 1, lessons: this.store.getState().progress }, null, 2)}\n`;
  }

  /** Adds the progress in a file. Returns false if the file is invalid. */
  take(text: string): boolean {
    if (text.length > longest) return false;
    const read = attempt<unknown>(() => JSON.parse(text), null);
    if (typeof read !== 'object' || read === null || !('type' in read) || read.type !== type) return false;
    if (!('lessons' in read) || typeof read.lessons !== 'object' || read.lessons === null) return false;
    const lessons = Object.entries(read.lessons).filter(([id, hash]) => isId(id) && isHash(hash));
    this.#set({ ...this.store.getState().progress, ...(Object.fromEntries(lessons.slice(0, most)) as Progress) });
    return true;
  }

  #set(progress: Progress): void {
    this.store.setState({ progress, kept: this.storage.set(key, write(progress)) });
  }
}

let shared: LessonProgress | undefined;

/** Returns the progress that this browser stores. */
export const lessonProgress = (): LessonProgress => (shared ??= new LessonProgress(localStore));

/** Notes that a lesson was finished. */
export const finishLesson = (lesson: Finished): void => lessonProgress().finish(lesson);
