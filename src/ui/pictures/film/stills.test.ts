import { lanesOf } from '../lanes.ts';
import { move } from '../../../store/testing.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createTranslator, type Translate } from '../../../i18n/index.ts';
import { createLabStore } from '../../../store/lab-store.ts';
import { lazyParts } from '../../../store/lazy-parts.ts';
import { styleOf } from '../testing.ts';
import { filmLength, hold, momentCount, momentTimes, rates, speedFor, speeds } from './range.ts';
import { stillsOf } from './stills.ts';

let t: Translate;
beforeAll(async () => {
  const translator = await createTranslator('en');
  await translator.more();
  t = translator.current().t;
});

const anyRange = fc.record({
  from: fc.nat(100_000),
  to: fc.nat(100_000).map((to) => to + 100_000),
  speed: fc.constantFrom(...speeds),
  rate: fc.constantFrom(...rates),
});

describe('a range', () => {
  it('is cut into moments from its first to its last, none later than it', () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        const times = momentTimes(range);
        expect(times[0]).toBe(range.from);
        expect(times.at(-1)).toBe(range.to);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times).toHaveLength(momentCount(range));
      }),
    );
  });

  it('takes ten moments for a second at its own speed', () => {
    expect(momentTimes({ from: 2000, to: 3000, speed: 1, rate: 10 })).toHaveLength(11);
    expect(momentTimes({ from: 0, to: 16_000, speed: 8, rate: 5 })).toHaveLength(11);
  });

  it('is fast enough not to bore', () => {
    expect([speedFor(0, 15_000), speedFor(0, 60_000), speedFor(0, 9_000_000)]).toEqual([1, 4, 32]);
  });
});

describe('the pictures of a film', () => {
  const lab = createLabStore({
    parts: lazyParts,
    example: 'complete',
    paused: true,
    frames: { request: () => 0, cancel: () => {}, now: () => 0 },
  });
  lab.act('apply');
  move(lab, (timeline) => timeline.advanceTo(60_000));
  const range = { from: 0, to: 30_000, speed: 2, rate: 10 } as const;
  const film = () => stillsOf(range, styleOf(t), lanesOf(t, lab), async () => {});

  it('last as long as the range at its speed, and all have one size', async () => {
    const stills = await film();
    expect(stills.reduce((sum, { duration }) => sum + duration, 0)).toBeCloseTo(filmLength(range));
    expect(filmLength(range)).toBe(15_000 + 100 + hold);
    expect(new Set(stills.map(({ drawing: { width, height } }) => `${width} × ${height}`)).size).toBe(1);
  });

  it('are no more than there is to be seen: once all is quiet, one for each second', async () => {
    const stills = await stillsOf({ ...range, from: 40_000, to: 50_000 }, styleOf(t), lanesOf(t, lab), async () => {});
    expect(stills).toHaveLength(11);
  });

  it('show both lanes of a comparison, on a slide', async () => {
    const two = [...lanesOf(t, lab), ...lanesOf(t, lab)].map((lane, i) => ({ ...lane, name: `lane ${i}` }));
    const stills = await stillsOf({ ...range, to: 4000 }, styleOf(t), two, async () => {});
    for (const { drawing } of stills) {
      expect(drawing.width / drawing.height).toBeCloseTo(16 / 9);
      const texts = drawing.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
      expect(texts).toEqual(expect.arrayContaining(['lane 0', 'lane 1']));
    }
    expect(new Set(stills.map(({ drawing: { width } }) => width)).size).toBe(1);
  });

  it('leave the lab where it is', async () => {
    const before = lab.store.getState();
    await film();
    expect(lab.store.getState()).toBe(before);
    expect(before.now).toBe(60_000);
  });

  it('end when they are to', async () => {
    const stop = () => Promise.reject(new Error('stopped'));
    await expect(stillsOf(range, styleOf(t), lanesOf(t, lab), stop)).rejects.toThrow('stopped');
  });
});
