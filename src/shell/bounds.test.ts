/** Whatever starts processes is bounded together: alive, in number and in depth, with all that they start in turn. */
import { describe, expect, it } from 'vitest';
import { testShell } from './testing.ts';

const noMemory = 'bash: fork: retry: Resource temporarily unavailable\n';

/** Waits until nothing of a line runs any more, or ends it. */
async function settled({ shell, type }: ReturnType<typeof testShell>): Promise<void> {
  for (let tries = 0; tries < 50 && (await type('jobs')) !== ''; tries++) {
    await new Promise((resolve) => setTimeout(resolve));
  }
  shell.interrupt();
}

describe('a line that starts ever more processes', () => {
  it.each([
    ':(){ :|:& };:',
    'f() { f & }; f',
    'f() { f | f & }; f',
    'f() { f & f & }; f',
    'while :; do sleep 1 & done',
    'for i in {1..300}; do { sleep 1; } & done',
    'while :; do while :; do sleep 1 & done & done',
    'bash -c "while :; do sleep 1 & done"',
    `echo 'bash s & bash s' > s; bash s`,
    `echo 'bash s' > s; bash s`,
    `f() { bash -c "$(declare -f f); f"; }; f`,
    'export x=\'bash -c "$x"\'; eval "$x"',
    'export x=\'sh -c "$x" & sh -c "$x"\'; eval "$x"',
    `echo 'seq 3 | xargs -P 3 -n1 sh s' > s; sh s`,
    `echo 'env sh s' > s; nohup timeout 9 sh s`,
    'f() { x=$(f); }; f',
    'f() { echo <(f) > /dev/null; }; f',
    `x='$(eval "echo $x")'; eval "echo $x"`,
    "watch 'sleep 1 &' & sleep 30; kill %1",
  ])('%s ends, or is ended, and the terminal works afterwards', { timeout: 60_000 }, async (line) => {
    const lab = testShell();
    await lab.type(line);
    expect(lab.shell.busy).toBe(false);
    await settled(lab);
    await lab.type('kill $(jobs -p) 2> /dev/null; wait');
    expect(await lab.type('echo alive')).toBe('alive\n');
    expect(await lab.type('sleep 1 & wait')).toContain('Done');
  });

  it('is told so in the words of bash', async () => {
    expect(await testShell().type('for i in {1..25}; do sleep 100 & done')).toContain(noMemory);
    expect(await testShell().type(`echo 'bash s' > s; bash s`)).toBe(noMemory);
    expect(await testShell().type('f() { f; }; f')).toContain('maximum function nesting level exceeded');
  });

  it('starts no more than two hundred jobs, also through others', { timeout: 60_000 }, async () => {
    const { type } = testShell();
    await type('for i in {1..30}; do for j in {1..10}; do { echo x >> count; } & done; wait; done');
    expect(Number(await type('wc -l < count'))).toBe(200);
  });

  it.each(['while :; do sleep 1 & done', 'f() { f & sleep 1000; }; f', 'bash -c "while :; do bash -c :; done"'])(
    '%s is ended by Ctrl-C',
    async (line) => {
      const { shell, type } = testShell();
      const done = shell.enter(line);
      await new Promise((resolve) => setTimeout(resolve, 20));
      shell.interrupt();
      await done;
      expect(shell.busy).toBe(false);
      expect(await type('echo alive')).toBe('alive\n');
    },
  );
});
