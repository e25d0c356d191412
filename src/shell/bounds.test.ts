/** Everything that starts processes shares one bound on how many run, how many a line starts, and how deep. */
import { describe, expect, it } from 'vitest';
import { testShell } from './testing.ts';

const refused = 'bash: fork: retry: Resource temporarily unavailable\n';
const gaveUp = 'bash: fork: Resource temporarily unavailable\n';

describe('a line that starts ever more processes', () => {
  it.each([
    ':(){ :|:& };:',
    'f() { f & f & }; f',
    'while :; do sleep 1 & done',
    'while :; do while :; do sleep 1 & done & done',
    `echo 'bash s & bash s' > s; bash s`,
    'export x=\'sh -c "$x" & sh -c "$x"\'; eval "$x"',
    `echo 'seq 3 | xargs -P 3 -n1 sh s' > s; sh s`,
  ])('%s is ended, and the terminal works afterwards', { timeout: 60_000 }, async (line) => {
    const { type, shell } = testShell();
    await type(line);
    expect(shell.busy).toBe(false);
    await type('wait');
    await type('');
    // Jobs of jobs may still say that they were refused.
    expect(await type('echo alive')).toMatch(/(^|\n)alive\n$/);
    // They are refused until they have ended, and so is whoever starts a job meanwhile.
    let printed = '';
    for (let tries = 0; tries < 200 && !printed.includes('Done'); tries++) {
      printed = await type('sleep 1 & wait');
      await new Promise((resolve) => setTimeout(resolve, tries));
    }
    expect(printed).toContain('Done');
  });

  it('is refused in the words of bash, and given up at last', { timeout: 60_000 }, async () => {
    const { type } = testShell();
    expect(await type(`echo 'bash s' > s; bash s`)).toBe(refused);
    const printed = await type(`echo 'bash s & bash s' > s; bash s`);
    expect(printed.split(refused).length).toBeGreaterThan(10);
    expect(printed).toContain(gaveUp);
    expect(await type('echo $?')).toContain('254\n');
    expect(await type('f() { f; }; f')).toContain('maximum function nesting level exceeded');
  });

  it.each(['while :; do sleep 1 & done', 'bash -c "while :; do bash -c :; done"'])(
    '%s is ended by Ctrl-C',
    { timeout: 60_000 },
    async (line) => {
      const { shell, type } = testShell();
      const done = shell.enter(line);
      await new Promise((resolve) => setTimeout(resolve, 20));
      shell.interrupt();
      await done;
      expect(shell.busy).toBe(false);
      expect(await type('echo alive')).toContain('alive\n');
    },
  );
});
