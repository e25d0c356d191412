import { describe, expect, it } from 'vitest';
import { medianResult, report, withSection } from './report.mjs';

/** @param {number} cpu */
const measured = (cpu, heap = 1e6) => ({ cpu, events: cpu * 10, heap });

describe('the figures', () => {
  it('are medians', () => {
    const runs = [3, 1, 2, 10].map((cpu) => ({ ready: measured(cpu) }));
    expect(medianResult(runs).ready.cpu).toBe(2.5);
    expect(medianResult(runs.slice(1)).ready.cpu).toBe(2);
    expect(medianResult(runs).update).toBeUndefined();
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
    const text = report(rows, travel, { cpu: 'a processor', cores: 2, node: '20.19.0' });
    expect(text).toContain('| 100 | 20 ms | 1.50 s | 75× | 1 MB | 1 MB |');
    expect(text).toContain('at most 11× the CPU');
    expect(text).toContain('12,000 events over 1,100 objects');
  });

  it('take the place of the last ones', () => {
    const readme = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n';
    expect(withSection(readme, 'new')).toBe('before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n');
    expect(() => withSection('nothing', 'new')).toThrow('README.md');
  });
});
