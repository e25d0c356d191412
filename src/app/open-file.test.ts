import { afterEach, expect, it, vi } from 'vitest';
import { newLab } from '../store/testing.ts';
import { openLessonAt } from './open-file.ts';

afterEach(() => vi.unstubAllGlobals());

/** Opens a lesson file at an address, from a site that answers with `pieces`. */
async function opened(address: string, pieces: readonly (string | Uint8Array)[]) {
  const { lab } = newLab();
  let read = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[read++];
      if (piece === undefined) controller.close();
      else controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
    },
  });
  const fetch = vi.fn(() => Promise.resolve(new Response(body)));
  vi.stubGlobal('fetch', fetch);
  vi.stubGlobal('document', { baseURI: 'https://lab.example/lab/' });
  vi.stubGlobal('location', { origin: 'https://lab.example' });
  await openLessonAt(lab, address);
  const { banner, lessonFile } = lab.store.getState();
  return { banner, lessonFile, asked: fetch.mock.calls.length, read: () => read };
}

it('opens a lesson file of this site', async () => {
  const { banner, lessonFile } = await opened('lessons/mine.yaml', ['id: ', 'mine\n']);
  expect({ banner, lessonFile }).toEqual({ banner: null, lessonFile: 'id: mine\n' });
});

it.each([
  'https://other.example/mine.yaml',
  '//other.example/mine.yaml',
  'data:text/plain,id',
  'blob:x',
  'file:///etc',
])('asks no other place: %s', async (address) => {
  const { banner, lessonFile, asked } = await opened(address, ['id: mine\n']);
  expect({ banner, lessonFile, asked }).toEqual({ banner: 'LessonNotFound', lessonFile: null, asked: 0 });
});

it('stops reading a file that does not end', async () => {
  const megabyte = new Uint8Array(2 ** 20).fill(35);
  const { banner, lessonFile, read } = await opened('mine.yaml', Array<Uint8Array>(100).fill(megabyte));
  expect({ banner, lessonFile }).toEqual({ banner: 'LessonNotFound', lessonFile: null });
  expect(read()).toBeLessThan(5);
});

it('refuses what is no text', async () => {
  const { banner } = await opened('mine.yaml', [Uint8Array.of(0xff, 0xfe, 0x00)]);
  expect(banner).toBe('LessonNotFound');
});
