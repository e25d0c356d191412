import { expect, it } from 'vitest';
import { SeenFrames } from './sight.ts';

function browser() {
  const asked = new Map<number, (time: number) => void>();
  let handles = 0;
  return {
    asked,
    frames: {
      request(callback: (time: number) => void) {
        asked.set(++handles, callback);
        return handles;
      },
      cancel: (handle: number) => void asked.delete(handle),
      now: () => 0,
    },
    run() {
      const callbacks = [...asked.values()];
      asked.clear();
      callbacks.forEach((callback) => callback(0));
    },
  };
}

it('asks the browser for no frame while the figure is out of sight, and for those that are missing when it is seen', () => {
  const { asked, frames, run } = browser();
  const seen = new SeenFrames(frames);
  const times: string[] = [];
  seen.request(() => times.push('first'));
  expect(asked.size).toBe(0);
  seen.seen = true;
  expect(asked.size).toBe(1);
  seen.seen = false;
  expect(asked.size).toBe(0);
  seen.seen = true;
  run();
  expect(times).toEqual(['first']);
  run();
  expect(times).toEqual(['first']);
});

it('forgets a frame that is cancelled, in sight or not', () => {
  const { asked, frames, run } = browser();
  const seen = new SeenFrames(frames);
  const hidden = seen.request(() => expect.unreachable());
  seen.cancel(hidden);
  seen.seen = true;
  seen.cancel(seen.request(() => expect.unreachable()));
  expect(asked.size).toBe(0);
  run();
});

it('tells the time to who takes that alone', () => {
  const { now } = new SeenFrames({ ...browser().frames, now: () => 7 });
  expect(now()).toBe(7);
});
