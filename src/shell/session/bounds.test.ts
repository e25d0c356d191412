/**
 * Everything that starts processes shares one limit on how many run, how many a line starts, and how deeply they nest.
 */
import { describe, expect, it } from 'vitest';
import { isTooIntricate } from '../language/intricate.ts';
import { testShell } from '../testing.ts';
import { Processes } from './processes.ts';

const refused = 'bash: fork: retry: Resource temporarily unavailable\n';
const gaveUp = 'bash: fork: Resource temporarily unavailable\n';

describe('a line that starts ever more processes', () => {
  const few = [':(){ :|:& };:', 'while :; do sleep 1 & done', `echo 'seq 3 | xargs -P 3 -n1 sh s' > s; sh s`];
  const others = [
    'f() { f & f & }; f',
    'while :; do while :; do sleep 1 & done & done',
    `echo 'bash s & bash s' > s; bash s`,
    'export x=\'sh -c "$x" & sh -c "$x"\'; eval "$x"',
  ];

  it.each(process.env.BREADTH ? [...few, ...others] : few)(
    '%s is ended, and the terminal works afterwards',
    async (line) => {
      const { type, shell } = testShell();
      await type(line);
      expect(shell.busy).toBe(false);
      await type('wait');
      await type('');
      // Jobs of jobs can still report that they were refused, before and after.
      expect(await type('echo alive')).toMatch(/^alive$/m);
      // New jobs are refused until the others have ended.
      let printed = '';
      for (let tries = 0; tries < 200 && !printed.includes('Done'); tries++) {
        printed = await type('sleep 1 & wait');
        await new Promise((resolve) => setTimeout(resolve, tries));
      }
      expect(printed).toContain('Done');
    },
  );

  it('is refused in the words of bash, and given up at last', async () => {
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

describe('a long text', () => {
  it.each([
    ['{a,', ''],
    ['{a,', '}'],
    ['@(', ''],
    ['[', ''],
    ['$(echo ', ')'],
    ['`', ''],
    ['"$(', ')"'],
    ['<<E ', ''],
  ])('of %s%s a hundred thousand times is refused before it is parsed', async (opening, closing) => {
    const { type, shell, output } = testShell();
    expect(await type(`echo ${opening.repeat(100_000)}${closing.repeat(100_000)}`)).toBe('Killed\n');
    expect(shell.exit).toBe(137);
    expect(output).toContainEqual({ kind: 'hint', hint: 'Bounded', values: {} });
    expect(await type(`eval "echo ${'{a,'.repeat(5000)}"; echo $?`)).toBe('Killed\n137\n');
    expect(await type(`bash -c '${'{a,'.repeat(5000)}'; echo $?`)).toBe('Killed\n137\n');
  });

  it.each([
    ['440,000 words', `echo ${'w '.repeat(440_000)}`],
    ['a loop over 440,000 words', `for i in ${'w '.repeat(440_000)}; do :; done`],
    ['an array of 440,000 words', `a=(${'w '.repeat(440_000)})`],
    ['100,000 commands', 'echo a; '.repeat(100_000)],
    ['10,000 conditions', `true ${'&& true '.repeat(10_000)}`],
    ['300,000 variables in quotes', `echo "${'$x '.repeat(300_000)}"`],
    ['400,000 escapes', `echo ${'\\a'.repeat(400_000)}`],
    ['a function of 3,000 commands', `f() {\n${'echo a\n'.repeat(3000)}}; f`],
    ['3,000 loops in a here-document', `cat <<E\n${'$(for i in 1; do echo $i; done)\n'.repeat(3000)}E`],
  ])('of %s costs too much, and is refused before it is parsed', async (_, text) => {
    const { type } = testShell();
    expect(isTooIntricate(text)).toBe(true);
    expect(await type(text)).toBe('Killed\n');
    expect(await type('echo $?')).toBe('137\n');
  });

  it.each([2 ** 21, 5 * 10 ** 6])('of %i characters is not run', async (length) => {
    const { type, output } = testShell();
    expect(await type(`echo ${'{a,'.repeat(length / 3)}`)).toBe('');
    expect(output).toContainEqual({ kind: 'hint', hint: 'TooLong' });
  });

  it('of 1,300 lines is run to its last line', async () => {
    const { type } = testShell();
    const lines = Array.from({ length: 1300 }, (_, i) => `: ${i}`);
    expect(await type([...lines, 'echo last'].join('\n'))).toBe('last\n');
  });

  it('in two files is compared, however they differ', async () => {
    const { type } = testShell();
    expect(await type('diff <(seq 3000) <(seq 3000 -1 1) | wc')).toBe('   6000   11998   39793\n');
  });

  it('may be full of brackets in quotes and here-documents', async () => {
    const { type } = testShell();
    const json = `[${Array.from({ length: 3000 }, () => '{"a":[1]}').join(',')}]`;
    expect(await type(`echo '${json}' | jq length`)).toBe('3000\n');
    expect(await type(`jq length <<E\n${json}\nE`)).toBe('3000\n');
  });

  it.each(["'E'", 'E', '-E'])('may be a here-document (<<%s) with a line of a million characters', async (word) => {
    const { type } = testShell();
    expect(await type(`cat <<${word} | wc -c; echo next\n${'x'.repeat(1_000_000)}\nE`)).toBe('1000001\nnext\n');
  });

  it('lets the page have its turn between commands, however long the loop around them is', async () => {
    const { type } = testShell();
    let turns = 0;
    const timer = setInterval(() => turns++);
    const body = Array.from({ length: 3000 }, (_, i) => `echo ${i}`).join('\n');
    expect(await type(`for i in 1; do\n${body}\ndone | tail -1`)).toBe('2999\n');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('tells once that pasted lines begin and once that they have ended, so that the page draws output only', async () => {
    const { shell, printed } = testShell();
    const states: boolean[] = [];
    shell.subscribe(() => states.push(shell.busy));
    await shell.enter(Array.from({ length: 200 }, (_, i) => `echo ${i}`).join('\n'));
    expect(printed('stdout').split('\n')).toHaveLength(201);
    expect(states).toEqual([true, false]);
  });

  it('begins no pasted line after Ctrl-C', async () => {
    const { shell, output, printed } = testShell();
    const begun = (): number => output.filter(({ kind }) => kind === 'command').length;
    const done = shell.enter(Array.from({ length: 1250 }, (_, i) => `echo ${i}`).join('\n'));
    while (!printed('stdout').includes('\n3\n')) await new Promise((resolve) => setTimeout(resolve));
    shell.interrupt();
    const before = begun();
    await done;
    expect([begun(), before < 1250, shell.busy]).toEqual([before, true, false]);
  });
});

/** Returns how many of 10,000 attempts to start something succeed. */
function started(start: () => unknown): number {
  return Array.from({ length: 10_000 }, start).filter((one) => one !== undefined).length;
}

/** Starts a job that ends at once. */
function shortJob(processes: Processes): unknown {
  const job = processes.startJob(() => {});
  job?.end();
  return job;
}

describe('the limits of a line', () => {
  it('a line cannot start jobs without end, even if each of them ends at once', () => {
    const line = Processes.create().nextLine();
    expect(started(() => shortJob(line))).toBeLessThanOrEqual(200);
    expect(line.ended.aborted).toBe(true);
  });

  it('a line cannot start programs without end, even if each of them ends at once', () => {
    const line = Processes.create().nextLine();
    expect(started(() => line.startProgram())).toBeLessThanOrEqual(2000);
    expect(line.ended.aborted).toBe(true);
  });

  it('programs and jobs that start each other are bounded in depth, and share the limits of their line', () => {
    const line = Processes.create().nextLine();
    let depth = 0;
    for (let at: Processes | undefined = line; at !== undefined && depth < 10_000; depth++) {
      at = (depth % 2 === 0 ? at.startProgram() : at.startJob(() => {}))?.processes;
    }
    expect(depth).toBeLessThanOrEqual(21);
    const child = line.startProgram()!.processes;
    started(() => shortJob(child));
    expect(line.ended.aborted).toBe(true);
  });

  it('the next line has limits of its own', () => {
    const processes = Processes.create();
    const line = processes.nextLine();
    started(() => shortJob(line));
    const next = processes.nextLine();
    expect(next.ended.aborted).toBe(false);
    expect(shortJob(next)).toBeDefined();
  });
});
