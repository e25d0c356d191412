import { describe, expect, it } from 'vitest';
import { judgeComment, judgeName } from './plain-words.mjs';

describe('plain words', () => {
  it.each(['* What a Pod requests. ', '*\n * Whether it is Ready.\n ', ' Who owns a claim.', '* That of the set. '])(
    'refuse a comment that opens with a relative clause: %j',
    (comment) => {
      expect(judgeComment(comment)).toMatch(/^Say what it is or does/);
    },
  );

  it.each(['* Returns what a Pod requests. ', ' Whatsit', '*\n * Reports if the Pod is Ready.\n '])(
    'accept %j',
    (comment) => {
      expect(judgeComment(comment)).toBeNull();
    },
  );

  it('refuse precious words in comments and in parts of names', () => {
    expect(judgeComment('* Listeners are told of it. ')).toBe('Use a plainer word than “told”.');
    expect(judgeName('toldJobs')).toBe('Use a plainer name than “told”.');
    expect(judgeName('#fateOf')).toBe('Use a plainer name than “fate”.');
    expect(judgeName('isToldApart')).toBe('Use a plainer name than “Told”.');
    expect(judgeName('fatal')).toBeNull();
    expect(judgeName('convertOldApiVersion')).toBeNull();
  });
});
