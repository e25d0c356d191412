import { describe, expect, it } from 'vitest';
import { scheduleProblem } from './cron-schedule.ts';

describe('a schedule', () => {
  it.each(['* * * * *', '*/5 0-6,22 1 jan-MAR mon', '0 0 ? * 0', '@daily', '@every 1h30m', '5/15 * * * *'])(
    'is valid: %s',
    (schedule) => {
      expect(scheduleProblem(schedule)).toBeUndefined();
    },
  );

  // The first is recorded of a v1.36 API server; the others are the errors of robfig/cron v3, which it calls.
  it.each([
    ['every day', 'expected exactly 5 fields, found 2: [every day]'],
    ['0 0 * * * *', 'expected exactly 5 fields, found 6: [0 0 * * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['30-10 * * * *', 'beginning of range (30) beyond end of range (10): 30-10'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
    ['@noon', 'unrecognized descriptor: @noon'],
  ])('is not valid: %s', (schedule, problem) => {
    expect(scheduleProblem(schedule)).toBe(problem);
  });
});
