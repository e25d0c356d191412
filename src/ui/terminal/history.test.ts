import { describe, expect, it } from 'vitest';
import { History } from './history.ts';

function historyOf(...lines: string[]): History {
  const history = new History();
  lines.forEach((line) => history.add(line));
  return history;
}

describe('the history', () => {
  it('is walked up and down, and gives back the line that was left', () => {
    const history = historyOf('one', 'two');
    expect(history.move(-1, 'draft')).toBe('two');
    expect(history.move(-1, 'two')).toBe('one');
    expect(history.move(-1, 'one')).toBeUndefined();
    expect(history.move(1, 'one')).toBe('two');
    expect(history.move(1, 'two')).toBe('draft');
    expect(history.move(1, 'draft')).toBeUndefined();
  });

  it('keeps a repeated line once, and no empty ones', () => {
    const history = historyOf('one', 'one', ' ', 'one');
    expect(history.move(-1, '')).toBe('one');
    expect(history.move(-1, '')).toBeUndefined();
  });

  it('is searched from the newest line back', () => {
    const history = historyOf('get pods', 'get sts', 'get pods', 'ls');
    expect(history.find('get')).toBe('get pods');
    expect(history.find('get', 1)).toBe('get sts');
    expect(history.find('get', 2)).toBeUndefined();
    expect(history.find('')).toBeUndefined();
  });
});
