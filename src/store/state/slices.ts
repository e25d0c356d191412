/** Does long work in short slices, so that the page stays responsive. */
import type { Frames } from '../moment/playback.ts';

/** Wall ms that one slice may take. */
const maxSlice = 12;

/**
 * Does work to its end. The first slice runs at once, each other one in a task of its own.
 * @param after Called after each slice with the last yielded value; the work ends if it returns false.
 * @returns The result of the work; undefined if it was ended.
 */
export async function inSlices<T, R>(
  work: Generator<T, R>,
  { now }: Pick<Frames, 'now'>,
  after: (latest: T) => boolean | Promise<boolean>,
): Promise<{ readonly result: R } | undefined> {
  for (;;) {
    const end = now() + maxSlice;
    let step = work.next();
    while (step.done !== true && now() < end) step = work.next();
    if (step.done === true) return { result: step.value };
    if (!(await after(step.value))) return undefined;
    await nextTask();
  }
}

/** Resolves in the next task. Browsers slow timers down in hidden tabs. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
