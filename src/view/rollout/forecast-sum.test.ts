import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Forecast } from './forecasts.ts';
import { sumOf } from './forecast-sum.ts';

const forecast = (does: Forecast['does'], turn: number | null, after: string | null = null): Forecast => ({
  does,
  turn,
  after,
});

it('counts what is done, and names whose turn is first and last', () => {
  const rolled = new Map([
    [4, forecast('update', 1)],
    [3, forecast('update', 2)],
    [2, forecast('update', 3, 'web-3')],
    [1, forecast('stay', null)],
  ]);
  expect(sumOf(rolled)).toEqual({
    update: { count: 3, first: 4, last: 2, atOnce: false },
    create: null,
    delete: null,
    waiting: { count: 1, after: 'web-3' },
  });
});

it('tells those that come at once from those that come one after the other', () => {
  const parallel = new Map([7, 8, 9].map((ordinal) => [ordinal, forecast('create', 1)]));
  expect(sumOf(parallel).create).toEqual({ count: 3, first: 7, last: 9, atOnce: true });
});

it('of no forecast but to stay there is nothing to say', () => {
  expect(sumOf(new Map([[0, forecast('stay', null)]]))).toEqual({
    update: null,
    create: null,
    delete: null,
    waiting: null,
  });
});

it('leaves no Pod out', () => {
  const forecasts = fc.record({
    does: fc.constantFrom('update', 'create', 'delete', 'stay'),
    turn: fc.nat(3),
    after: fc.option(fc.constant('web-0')),
  });
  fc.assert(
    fc.property(fc.array(forecasts), (list) => {
      const sum = sumOf(new Map(list.map((one, ordinal) => [ordinal, one] as const)));
      const counted = [sum.update, sum.create, sum.delete].reduce((all, share) => all + (share?.count ?? 0), 0);
      expect(counted).toBe(list.filter(({ does }) => does !== 'stay').length);
    }),
  );
});
