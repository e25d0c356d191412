import { describe, expect, it } from 'vitest';
import { createLabStore } from '../lab-store.ts';
import { lazyParts } from '../lazy-parts.ts';

/** Frames that come when the test says so, 100 wall ms apart. */
function manualFrames() {
  let callback: ((time: number) => void) | undefined;
  let time = 0;
  return {
    request: (next: (time: number) => void) => ((callback = next), 1),
    cancel: () => (callback = undefined),
    now: () => time,
    /** True if a frame was requested. */
    get asked() {
      return callback !== undefined;
    },
    async run(count: number) {
      for (let n = 0; n < count && callback !== undefined; n++) {
        const due = callback;
        callback = undefined;
        due((time += 100));
        await Promise.resolve();
      }
    },
  };
}

function waiting(promise: Promise<void>) {
  const state = { over: false };
  void promise.then(() => (state.over = true));
  return state;
}

describe('who waits for the cluster', () => {
  const never = new AbortController().signal;

  it('goes on when something was written', async () => {
    const frames = manualFrames();
    const lab = createLabStore({ parts: lazyParts, example: 'complete', frames });
    const state = waiting(lab.read(({ access }) => access).wait(undefined, never));
    await frames.run(3);
    expect(state.over).toBe(false);
    lab.act('apply');
    await Promise.resolve();
    expect(state.over).toBe(true);
  });

  it('goes on at its moment, to which time runs although nothing else is due', async () => {
    const frames = manualFrames();
    const lab = createLabStore({ parts: lazyParts, example: 'complete', frames });
    const until = lab.read(({ access }) => access).cluster.now() + 1050;
    const state = waiting(lab.read(({ access }) => access).wait(until, never));
    await frames.run(10);
    expect(state.over).toBe(false);
    await frames.run(10);
    expect(state.over).toBe(true);
    expect(lab.read(({ access }) => access).cluster.now()).toBe(until);
    expect(frames.asked).toBe(false);
  });

  it('waits while time stands still, and goes on at once when asked to stop', async () => {
    const frames = manualFrames();
    const lab = createLabStore({ parts: lazyParts, example: 'complete', frames, paused: true });
    const stop = new AbortController();
    const state = waiting(
      lab.read(({ access }) => access).wait(lab.read(({ access }) => access).cluster.now() + 1, stop.signal),
    );
    await frames.run(5);
    expect(state.over).toBe(false);
    stop.abort();
    await Promise.resolve();
    expect(state.over).toBe(true);
  });

  it('goes on when the clock is paused, and can see that it is', async () => {
    const frames = manualFrames();
    const lab = createLabStore({ parts: lazyParts, example: 'complete', frames });
    const state = waiting(
      lab.read(({ access }) => access).wait(lab.read(({ access }) => access).cluster.now() + 60, never),
    );
    expect(lab.read(({ access }) => access).timeRuns()).toBe(true);
    lab.act('pause');
    await Promise.resolve();
    expect(state.over).toBe(true);
    expect(lab.read(({ access }) => access).timeRuns()).toBe(false);
  });

  it('has applied the editor’s text when a typed command did', () => {
    const lab = createLabStore({ parts: lazyParts, example: 'complete', frames: manualFrames() });
    lab.read(({ access }) => access).record({ command: 'kubectl apply -f -', file: 'another', lines: [], ok: true });
    expect(lab.store.getState().appliedText).toBeNull();
    lab
      .read(({ access }) => access)
      .record({ command: 'kubectl apply -f -', file: lab.store.getState().text, lines: [], ok: true });
    expect(lab.store.getState().appliedText).toBe(lab.store.getState().text);
    expect(lab.store.getState().commands.map(({ typed }) => typed)).toEqual([true, true]);
  });

  it('hears of a new cluster', () => {
    const lab = createLabStore({ parts: lazyParts, example: 'complete', frames: manualFrames() });
    let calls = 0;
    const leave = lab.read(({ access }) => access).onReplaced(() => calls++);
    lab.act('chooseExample', { example: 'complete' });
    leave();
    lab.act('chooseExample', { example: 'complete' });
    expect(calls).toBe(1);
  });
});
