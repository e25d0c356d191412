import { describe, expect, it } from 'vitest';
import { readySet } from '../testing.ts';
import { ForkAhead } from './fork-ahead.ts';
import { LessonRun } from './lesson-run.ts';

const update = 'kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.22';
const historyOf = (run: LessonRun) => JSON.stringify(run.recording.history);

/** Follows until the copy has reached the run's moment. */
function followed(run: LessonRun, ahead = new ForkAhead()): ForkAhead {
  while (ahead.follow(run));
  return ahead;
}

describe('a fork that was made ahead', () => {
  it('is the same as one that is made now', () => {
    const run = readySet();
    const fork = followed(run).take(run);
    expect(historyOf(fork)).toBe(historyOf(run.fork()));
    expect(fork.cluster.now()).toBe(run.cluster.now());
  });

  it('catches up with what was done since, and goes on as the run does', () => {
    const run = readySet();
    const ahead = followed(run);
    run.perform(update);
    run.perform({ wait: 7 });
    const fork = ahead.take(run);
    expect(historyOf(fork)).toBe(historyOf(run));
    fork.settle();
    run.settle();
    expect(historyOf(fork)).toBe(historyOf(run));
  });

  it('may be taken while it is still on its way', () => {
    const run = readySet();
    const ahead = new ForkAhead();
    ahead.follow(run);
    run.perform(update);
    expect(historyOf(ahead.take(run))).toBe(historyOf(run));
  });

  it('belongs to one run, and to moments that are not past', () => {
    const run = readySet();
    const { turn } = run;
    const before = historyOf(run);
    run.perform(update);
    run.settle();
    const ahead = followed(run);
    const then = new LessonRun(run.recording, run.text, turn);
    expect(historyOf(ahead.take(then))).toBe(before);
    const other = readySet(7);
    expect(historyOf(followed(run, ahead).take(other))).toBe(historyOf(other));
  });

  it('is taken once: what is done with it is not in the next', () => {
    const run = readySet();
    const ahead = followed(run);
    ahead.take(run).perform(update);
    expect(historyOf(ahead.take(run))).toBe(historyOf(run));
  });
});
