/**
 * Lessons that were finished in this browser, each with the fingerprint of its file then. Where nothing can be stored,
 * they are forgotten with the page.
 */
import { createStore } from 'zustand/vanilla';
import { attempt, type KeyValueStore, localStore } from '../kit/browser/storage.ts';

/**
 * Fingerprints of the lessons that were finished, by id; empty where it is not known. The id of a lesson from a file
 * stands after "file.".
 */
export type Progress = Readonly<Record<string, string>>;

interface Finished {
  readonly id: string;
  readonly hash: string;
  /** The id under which it is kept, in the place of its own. */
  readonly keptAs?: string;
}

const key = 'statefulset-lab.lessons';
const type = 'statefulset-lab/progress';
/** Most lessons that are kept, and the longest file that is read, in characters. */
const [most, longest] = [300, 50_000];
/** Of a lesson of the course, or of a file. */
const isId = (id: string): boolean => /^(file\.)?[a-z][a-z0-9-]{0,40}$/.test(id);
const isHash = (hash: unknown): hash is string => typeof hash === 'string' && /^[0-9a-f]{0,16}$/.test(hash);

/** Words `id:hash`; earlier versions wrote the id alone. */
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
  /** The lessons that were finished; `kept` is false where the browser keeps nothing. */
  readonly store;

  constructor(private readonly storage: KeyValueStore) {
    const progress = parse(storage.get(key) ?? '');
    const kept = storage.set(key, write(progress));
    this.store = createStore(() => ({ progress, kept }));
  }

  finish({ id, hash, keptAs = id }: Finished): void {
    this.#set({ ...this.store.getState().progress, [keptAs]: hash });
  }

  /** Forgets a lesson, or all. */
  forget(id?: string): void {
    const left = Object.entries(this.store.getState().progress).filter(([other]) => id !== undefined && other !== id);
    this.#set(Object.fromEntries(left));
  }

  /** Returns the text of a file with it. */
  file(): string {
    return `${JSON.stringify({ type, version: 1, lessons: this.store.getState().progress }, null, 2)}\n`;
  }

  /** Adds what a file says. Returns false where it is no such file. */
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

/** Returns the progress that this browser keeps. */
export const lessonProgress = (): LessonProgress => (shared ??= new LessonProgress(localStore));

/** Notes that a lesson was finished. */
export const finishLesson = (lesson: Finished): void => lessonProgress().finish(lesson);
