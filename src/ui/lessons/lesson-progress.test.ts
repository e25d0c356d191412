import { describe, expect, it } from 'vitest';
import { safeStorage } from '../kit/browser/storage.ts';
import { LessonProgress } from './lesson-progress.ts';

function memory(before: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(before));
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return safeStorage(() => storage as unknown as Storage);
}
const blocked = safeStorage(() => {
  throw new DOMException('blocked', 'SecurityError');
});
const lessonsOf = (progress: LessonProgress) => progress.store.getState().progress;

describe('the progress in the course', () => {
  it('is there again at the next visit, with what each lesson was', () => {
    const storage = memory();
    new LessonProgress(storage).finish({ id: 'order', hash: '0a1b' });
    expect(lessonsOf(new LessonProgress(storage))).toEqual({ order: '0a1b' });
  });

  it('is read as earlier versions have written it', () => {
    const storage = memory({ 'statefulset-lab.lessons': 'order partition ../etc' });
    expect(lessonsOf(new LessonProgress(storage))).toEqual({ order: '', partition: '' });
  });

  it('is forgotten for one lesson, and for all', () => {
    const storage = memory({ 'statefulset-lab.lessons': 'order:0a partition:1b canary:2c' });
    const progress = new LessonProgress(storage);
    progress.forget('partition');
    expect(lessonsOf(new LessonProgress(storage))).toEqual({ order: '0a', canary: '2c' });
    progress.forget();
    expect(lessonsOf(new LessonProgress(storage))).toEqual({});
  });

  it('goes to another browser in a file, and adds to what is there', () => {
    const one = new LessonProgress(memory({ 'statefulset-lab.lessons': 'order:0a' }));
    const other = new LessonProgress(memory({ 'statefulset-lab.lessons': 'canary:2c' }));
    expect(other.take(one.file())).toBe(true);
    expect(lessonsOf(other)).toEqual({ canary: '2c', order: '0a' });
  });

  it.each([
    '',
    '[]',
    'null',
    '{"type":"statefulset-lab/session","lessons":{}}',
    '{"type":"statefulset-lab/progress"}',
    `{"type":"statefulset-lab/progress","lessons":{"a":"${' '.repeat(60_000)}"}}`,
  ])('is not taken from a text that is no such file: %.60s', (text) => {
    const progress = new LessonProgress(memory());
    expect(progress.take(text)).toBe(false);
    expect(lessonsOf(progress)).toEqual({});
  });

  it('takes from a file only what can be the id of a lesson', () => {
    const progress = new LessonProgress(memory());
    const lessons = { order: '0a', '../etc': '0b', canary: 7, __proto__: '0c' };
    progress.take(JSON.stringify({ type: 'statefulset-lab/progress', version: 1, lessons }));
    expect(lessonsOf(progress)).toEqual({ order: '0a' });
  });

  it('works where the browser stores nothing, and says that nothing is kept', () => {
    const progress = new LessonProgress(blocked);
    progress.finish({ id: 'order', hash: '0a' });
    expect(progress.store.getState()).toEqual({ progress: { order: '0a' }, kept: false });
  });

  it('keeps a lesson from a file apart from the one of the course that has its id', () => {
    const storage = memory({ 'statefulset-lab.lessons': 'order:0a' });
    new LessonProgress(storage).finish({ id: 'own', keptAs: 'file.order', hash: '0b' });
    expect(lessonsOf(new LessonProgress(storage))).toEqual({ order: '0a', 'file.order': '0b' });
  });
});
