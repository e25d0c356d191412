import { describe, expect, it } from 'vitest';
import { Log, maxEntries, maxLines } from './log.ts';

function logOf(...commands: readonly (readonly string[])[]): Log {
  const log = new Log();
  for (const [text, ...output] of commands) {
    log.add({ kind: 'command', prompt: '$ ', text: text! });
    for (const piece of output) log.add({ kind: 'stdout', text: piece });
  }
  return log;
}

describe('the log', () => {
  it('keeps what each command printed with it, in order', () => {
    const log = logOf(['a', '1\n', '2\n'], ['b']);
    log.add({ kind: 'stderr', text: 'no\n' });
    expect(log.entries.map(({ text, parts }) => [text, parts])).toEqual([
      [
        'a',
        [
          { kind: 'stdout', text: '1\n' },
          { kind: 'stdout', text: '2\n' },
        ],
      ],
      ['b', [{ kind: 'stderr', text: 'no\n' }]],
    ]);
  });

  it('leaves an entry that did not change as it was', () => {
    const log = logOf(['a', '1\n'], ['b']);
    const [first] = log.entries;
    log.add({ kind: 'stdout', text: '2\n' });
    expect(log.entries[0]).toBe(first);
  });

  it('shows one screen at a time', () => {
    const log = logOf(['watch ls']);
    log.add({ kind: 'screen', text: 'one' });
    log.add({ kind: 'screen', text: 'two' });
    expect(log.entries.map(({ screen }) => screen)).toEqual(['two']);
  });

  it('takes in output that no command stands before, and forgets all when it is cleared', () => {
    const log = new Log();
    log.add({ kind: 'stdout', text: 'x\n' });
    expect(log.entries).toHaveLength(1);
    log.add({ kind: 'clear' });
    expect(log.entries).toEqual([]);
  });

  it('lets the oldest lines go: whole commands, and the beginning of one that prints on and on', () => {
    const log = logOf(...Array.from({ length: 600 }, (_, i) => [`c${i}`, '1\n2\n3\n4\n5\n6\n7\n8\n9\n']));
    expect(log.entries.at(-1)?.text).toBe('c599');
    expect(log.entries.reduce((sum, { lines }) => sum + lines, 0)).toBeLessThanOrEqual(maxLines);
    for (let i = 0; i < 2 * maxLines; i++) log.add({ kind: 'stdout', text: `${i}\n` });
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0]!.parts.length).toBeLessThanOrEqual(maxLines);
    expect(log.entries[0]!.parts.at(-1)).toEqual({ kind: 'stdout', text: `${2 * maxLines - 1}\n` });
  });

  it('keeps a bounded number of commands, however little they print', () => {
    const log = logOf(...Array.from({ length: 3 * maxEntries }, (_, i) => [`c${i}`]));
    expect(log.entries).toHaveLength(maxEntries);
    expect(log.entries.at(-1)?.text).toBe(`c${3 * maxEntries - 1}`);
  });

  it.each([
    ['in large pieces', 5, 3_000_000],
    ['in small pieces', 20_000, 1],
  ])('keeps the end of a line that goes on and on, %s', (_, pieces, size) => {
    const log = logOf(['yes']);
    for (let i = 0; i < pieces; i++) log.add({ kind: 'stdout', text: 'y'.repeat(size) });
    log.add({ kind: 'stdout', text: 'end' });
    const texts = log.entries.flatMap(({ parts }) => parts).map((part) => (part.kind === 'hint' ? '' : part.text));
    expect(texts.length).toBeLessThanOrEqual(maxLines);
    expect(texts.join('').length).toBeLessThanOrEqual(1_500_000);
    expect(texts.at(-1)).toBe('end');
  });

  it('shows the beginning of a long command: the browser takes seconds to lay out a line of a megabyte', () => {
    const [entry] = logOf([`echo ${'x'.repeat(1_000_000)}`]).entries;
    expect(entry?.text).toMatch(/^echo x+…$/);
    expect(entry?.text.length).toBeLessThan(200_000);
  });

  it('tells what was done on the stage, with its answer', () => {
    const log = new Log();
    log.addFromStage({ id: 1, at: 0, command: 'kubectl x', lines: ['no'], ok: false });
    expect(log.entries).toMatchObject([
      { from: 'stage', text: 'kubectl x', parts: [{ kind: 'stderr', text: 'no\n' }] },
    ]);
  });
});

it('goes on with what a button has run, as it prints more', () => {
  const log = new Log();
  const drain = { id: 3, at: 0, command: 'kubectl drain node-1', lines: ['node/node-1 cordoned'], ok: true };
  log.addFromStage(drain);
  log.add({ kind: 'command', prompt: '$ ', text: 'ls' });
  log.addFromStage({ ...drain, lines: [...drain.lines, 'node/node-1 drained'] });
  expect(log.entries.map(({ text, parts }) => [text, parts.map((part) => ('text' in part ? part.text : ''))])).toEqual([
    ['kubectl drain node-1', ['node/node-1 cordoned\nnode/node-1 drained\n']],
    ['ls', []],
  ]);
});
