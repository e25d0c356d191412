import { describe, expect, it } from 'vitest';
import { framesOf, summary } from './frames.mjs';
import { lessonsReport, medianResult, report, withSection } from './report.mjs';

/** @param {number} cpu */
const measured = (cpu, heap = 1e6) => ({ cpu, events: cpu * 10, heap });

describe('the figures', () => {
  it('are medians', () => {
    const runs = [3, 1, 2, 10].map((cpu) => ({ ready: measured(cpu) }));
    expect(medianResult(runs).ready.cpu).toBe(2.5);
    expect(medianResult(runs.slice(1)).ready.cpu).toBe(2);
    expect(medianResult(runs).update).toBeUndefined();
  });

  it('name the tasks that cost most to check', () => {
    const checked = [1, 30, 4].map((p50) => ({ page: `task-${p50}`, pods: 3, p50, p95: p50 + 0.5, part: 2 }));
    const text = lessonsReport(checked);
    expect(text).toContain('Of the 3 tasks of the course, half take no more than 4.0 ms');
    expect(text.indexOf('| task-30 | 3 | 30 ms | 31 ms | 2.0 ms |')).toBeLessThan(text.indexOf('| task-4 |'));
  });

  it('say by how much webernetes needs more, and how the cost grows', () => {
    /** @param {string} shape @param {number} pods @param {number} ready @param {number} [update] */
    const row = (shape, pods, ready, update) => ({
      shape,
      pods,
      result: { ready: measured(ready), ...(update && { update: measured(update) }) },
    });
    const rows = [
      row('OrderedReady', 10, 10, 10),
      row('OrderedReady', 100, 90, 110),
      row('Deployment', 100, 20),
      row('webernetes', 100, 1500),
    ];
    const travel = { events: 12000, objects: 1100, heap: 5e7, seek: { p50: 3, p95: 9, max: 15 } };
    const frames = [summary(1000, 8, [1, 2, 30], 2, 4)];
    const text = report(rows, travel, frames, { cpu: 'a processor', cores: 2, node: '20.19.0' });
    expect(text).toContain('| 100 | 20 ms | 1.50 s | 75× | 1 MB | 1 MB |');
    expect(text).toContain('at most 11× the CPU');
    expect(text).toContain('12,000 events over 1,100 objects');
    expect(text).toContain('| 1,000 | 8× | 3 | 2.0 ms | 30 ms | 30 ms | 2 | 4 |');
  });

  it('take the place of the last ones', () => {
    const readme = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n';
    expect(withSection(readme, 'new')).toBe('before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n');
    expect(() => withSection('nothing', 'new')).toThrow('has no <!-- bench -->');
  });
});

describe('the frames of a trace', () => {
  /** @param {string} name @param {number} at @param {number} took Both in ms. @param {Partial<import('./frames.mjs').TraceEvent>} [other] */
  const task = (name, at, took, other) => ({
    name,
    ph: 'X',
    pid: 1,
    tid: 1,
    ts: at * 1000,
    dur: took * 1000,
    tdur: took * 1000,
    ...other,
  });

  it('hold the script from one to the next, each task once, on the page’s own thread', () => {
    const trace = [
      task('TimerFire', 1, 5),
      task('FireAnimationFrame', 10, 2),
      task('FunctionCall', 10.5, 1),
      task('FireAnimationFrame', 12.5, 1),
      task('Layout', 14, 3),
      task('TimerFire', 18, 4),
      task('FunctionCall', 18, 9, { tid: 2 }),
      task('FireAnimationFrame', 26, 3, { tdur: 2000 }),
      task('RunTask', 30, 80),
      task('RunMicrotasks', 30, 1),
      task('FireAnimationFrame', 120, 7),
    ];
    expect(framesOf(trace)).toEqual({ frames: [7, 3], long: 1 });
  });

  it('are summed up without being averaged', () => {
    const frames = Array.from({ length: 100 }, (_, i) => i);
    expect(summary(10, 1, frames, 0, 3)).toMatchObject({ frames: 100, p50: 50, p95: 95, max: 99, updated: 3 });
  });
});
