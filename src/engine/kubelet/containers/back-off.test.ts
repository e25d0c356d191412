import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BackOff } from './back-off.ts';

const time = fc.double({ min: 0, max: 1e9, noNaN: true });

// Otherwise the kubelet would wait for a moment that has come, without end.
it('does not wait at the moment at which the retry is due, however the times are rounded', () => {
  fc.assert(
    fc.property(time, fc.array(fc.double({ min: 0, max: 400_000, noNaN: true }), { maxLength: 8 }), (begun, runs) => {
      const backOff = new BackOff();
      let failed = begun;
      for (const run of runs) {
        backOff.next(failed, failed);
        failed += run;
        expect(backOff.waits(failed, failed + backOff.delay)).toBe(false);
        expect(backOff.waits(failed, failed)).toBe(true);
        failed += backOff.delay;
      }
    }),
  );
});
