import { expect, it, vi } from 'vitest';
import type { Lab } from '../../../store/lab.ts';
import { newLab } from '../../../store/testing.ts';
import { openFiles, openLesson } from './open-file.ts';

const site = { openApart: () => Promise.reject(new Error('not a session')) };

/** Opens a file. Returns the lab, with the text that it had before. */
async function opened(file: File): Promise<{ readonly lab: Lab; readonly before: string }> {
  const { lab } = newLab();
  const before = lab.store.getState().text;
  await openFiles(lab, site, [file]);
  return { lab, before };
}

it('a file that is too large is refused before it is read', async () => {
  const file = new File([], 'large.yaml');
  Object.defineProperty(file, 'size', { value: 2 ** 30 });
  const read = vi.spyOn(file, 'text');
  const { lab, before } = await opened(file);
  expect(read).not.toHaveBeenCalled();
  expect(lab.store.getState()).toMatchObject({ banner: 'FileUnreadable', text: before });
});

it.each([
  ['that is no text', new File(['kind: Pod\0'], 'picture.png')],
  ['that is no session', new File(['{"version": 2}'], 'session.json')],
  ['that cannot be read', Object.assign(new File([], 'gone'), { text: () => Promise.reject(new Error('gone')) })],
])('a file %s changes nothing, and the page says so', async (_, file) => {
  const { lab, before } = await opened(file);
  expect(lab.store.getState()).toMatchObject({ banner: 'FileUnreadable', text: before });
});

it('the text that a file replaces is kept', async () => {
  const { lab, before } = await opened(new File(['kind: Pod\n'], 'pod.yaml'));
  expect(lab.store.getState()).toMatchObject({ banner: null, text: 'kind: Pod\n', replacedText: before });
});

it('a lesson that is too long is refused, and the open one stays', () => {
  const { lab } = newLab();
  openLesson(lab, 'id: mine\n');
  openLesson(lab, `id: other\n${'#'.repeat(100_000)}`);
  expect(lab.store.getState()).toMatchObject({ banner: 'LessonTooLong', lessonFile: 'id: mine\n' });
});
