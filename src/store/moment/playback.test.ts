import { expect, it } from 'vitest';
import type { Cluster } from '../../engine/index.ts';
import { type Frames, Playback } from './playback.ts';

/** Frames at given times; `cost` wall ms pass at each look at the clock. */
function manualFrames(cost = 0) {
  let pending: ((time: number) => void) | undefined;
  let clock = 0;
  const frames: Frames = {
    request: (callback) => {
      pending = callback;
      return 1;
    },
    cancel: () => (pending = undefined),
    now: () => (clock += cost),
  };
  const run = (...times: number[]) => {
    for (const time of times) {
      const callback = pending;
      pending = undefined;
      callback?.(time);
    }
  };
  return { frames, run, waiting: () => pending !== undefined };
}

/** Only time and tasks of a cluster. */
function clock(...tasks: number[]) {
  let now = 0;
  const ran: number[] = [];
  const cluster = {
    now: () => now,
    nextTaskAt: () => tasks[0],
    step() {
      if (tasks.length === 0) return false;
      now = Math.max(now, tasks[0]!);
      ran.push(tasks.shift()!);
      return true;
    },
    advanceTo(time: number) {
      while (tasks[0] !== undefined && tasks[0] <= time) cluster.step();
      now = time;
    },
  };
  return { cluster: cluster as unknown as Cluster, ran, add: (at: number) => void tasks.push(at) };
}

function play(tasks: number[], { speed = 1, cost = 0 } = {}) {
  const { cluster, ran, add } = clock(...tasks);
  const { frames, run, waiting } = manualFrames(cost);
  const running: boolean[] = [];
  let drawn = 0;
  const playback = new Playback({
    playable: () => cluster,
    speed: () => speed,
    onFrame: () => drawn++,
    onRunning: (on) => running.push(on),
    frames,
  });
  return { playback, cluster, ran, add, run, waiting, running, drawn: () => drawn };
}

it('turns wall time into virtual time, times the speed', () => {
  const { playback, cluster, ran, run } = play([100, 10_000], { speed: 4 });
  playback.play();
  run(1000, 1016, 1032);
  expect(cluster.now()).toBe(128);
  expect(ran).toEqual([100]);
});

it('asks for no frame while paused', () => {
  const { playback, cluster, run, waiting, running } = play([10_000]);
  expect(waiting()).toBe(false);
  playback.play();
  run(0, 50);
  playback.pause();
  expect(waiting()).toBe(false);
  expect(cluster.now()).toBe(50);
  expect(running).toEqual([true, false]);
});

it('asks for no frame when nothing is due, and resumes when something is scheduled', () => {
  const { playback, run, add, waiting, ran } = play([20]);
  playback.play();
  run(0, 50);
  expect(waiting()).toBe(false);
  playback.wake();
  expect(waiting()).toBe(false);
  add(90);
  playback.wake();
  expect(waiting()).toBe(true);
  run(5000, 5050);
  expect(ran).toEqual([20, 90]);
});

it('does not leap after a time without frames', () => {
  const { playback, cluster, run } = play([1_000_000]);
  playback.play();
  run(0, 60_000);
  expect(cluster.now()).toBe(100);
});

it('does no more in a frame than a frame has time for, and loses no task', () => {
  const tasks = Array.from({ length: 100 }, (_, i) => i);
  const { playback, cluster, ran, run } = play([...tasks], { cost: 3 });
  playback.play();
  run(0, 100);
  expect(ran.length).toBeLessThan(10);
  expect(cluster.now()).toBe(ran.at(-1));
  for (let time = 200; time < 10_000; time += 100) run(time);
  expect(ran).toEqual(tasks);
});
