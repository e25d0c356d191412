import { Bash } from 'just-bash/browser';
import { describe, expect, it } from 'vitest';
import { CommandReader } from './command-reader.ts';
import { Parser } from './parser.ts';
import { testShell } from '../testing.ts';

/** Returns a reader, and the number of times that it has parsed the whole command. */
function countingReader() {
  const same = <T>(script: T): T => script;
  const parser = new Parser(new Bash({ defenseInDepth: false }), { entered: same, inner: same });
  const count = { looks: 0 };
  const reader = new CommandReader((text) => {
    count.looks++;
    return parser.unfinished(text);
  });
  return { reader, count };
}

describe('a command of several lines', () => {
  it.each([
    ['echo a'],
    ['for i in 1; do', 'echo $i', 'done'],
    ['for i in 1', 'do', 'echo done', 'done'],
    ['if a; then', 'b; fi'],
    ['case x in', 'x) echo y;;', 'esac'],
    ['f() {', 'echo }', '}'],
    ['(', 'ls', ')'],
    ['x=$(', 'ls', ')'],
    ['a=(1', '2)'],
    ['cat <<A; cat <<B', 'done', 'A', 'b', 'B'],
    ['for i in 1; do', 'cat <<E', "it's", 'E', 'done'],
    ['for i in 1; do cat <<E', 'x', 'E', 'done'],
    ['for i in 1; do cat <<E | grep x', 'x', 'E', 'done | tail'],
    ['if true; then cat <<E; fi', 'x', 'E'],
    ['if true; then cat <<E', 'fi', 'E', 'fi'],
    ['f() { cat <<E', 'x', 'E', '}'],
    ['(cat <<-E', 'x', '\tE', ')'],
    ['cat <<E | while read x; do', 'x', 'E', 'echo $x', 'done'],
    ['cat <<E && for i in 1; do', 'x', 'E', 'echo', 'done'],
    ['case a in a) cat <<E', 'x', 'E', ';; esac'],
    ['x=$(cat <<E', 'x', 'E', ')'],
    ["echo 'a", "b'"],
    ['echo "a', 'b"'],
    ['echo a \\', 'b'],
    ['a |', 'b'],
    ['a &&', '', 'b'],
  ])('%s is complete with its last line', (...lines) => {
    const { reader } = countingReader();
    const taken = lines.map((line) => reader.take(line));
    expect(taken.slice(0, -1).every((text) => text === undefined)).toBe(true);
    expect(taken.at(-1)).toBe(lines.join('\n'));
    expect(reader.begun).toBe(false);
  });

  it.each([
    ['a here-document', 'kubectl apply -f - <<EOF', 'EOF', 'key: "(value) }"'],
    ['a quoted text', "x='", "'", 'key: "(value) }"'],
    ['a loop', 'for i in 1; do', 'done', '  x=$(( $i ))'],
  ])('is looked at as a whole only where it may end: %s of 20,000 lines', (_, first, last, line) => {
    const { reader, count } = countingReader();
    reader.take(first);
    for (let n = 0; n < 20_000; n++) expect(reader.take(line)).toBeUndefined();
    const looks = count.looks;
    reader.forget();
    expect(looks).toBe(1);
    reader.take(first);
    expect(reader.take(last)).toBe(`${first}\n${last}`);
  });
});

describe('a long paste', () => {
  it('runs all its lines, in order', async () => {
    const lines = Array.from({ length: 1050 }, (_, n) => `n=${n}; ((good += last + 1 == n)); last=$n`);
    const { type } = testShell();
    await type('last=-1');
    await type(lines.join('\n'));
    expect(await type('echo $last $good')).toBe('1049 1050\n');
  });

  it('of more than 100,000 lines or 1 MB is refused as a whole', async () => {
    for (const text of ['echo a\n'.repeat(100_001), `echo ${'a'.repeat(1_050_000)}\necho b\n`]) {
      const { type, output } = testShell();
      expect(await type(text)).toBe('');
      expect(output).toEqual([{ kind: 'hint', hint: 'TooLong' }]);
      expect(await type('echo alive')).toBe('alive\n');
    }
  });

  it('is forgotten with Ctrl-C, wherever it is', async () => {
    const { shell, type, output } = testShell();
    const done = shell.enter('echo a\n'.repeat(5000));
    await new Promise((resolve) => setTimeout(resolve, 30));
    shell.interrupt();
    await done;
    expect(output.filter(({ kind }) => kind === 'command').length).toBeLessThan(5000);
    expect(await type('echo alive')).toBe('alive\n');
  });

  it('of one document goes to the command that reads it', async () => {
    const data = Array.from({ length: 3000 }, (_, n) => `  k${n}: "(${n}) }"`).join('\n');
    const { type } = testShell();
    expect(
      await type(
        `kubectl create -f - <<'EOF'\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n${data}\nEOF\n`,
      ),
    ).toBe('configmap/a created\n');
    expect(await type(`kubectl get cm a -o jsonpath='{.data.k2999}'`)).toBe('(2999) }');
  });

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
    ['- ', ''],
    ['a:\n', ''],
  ])('of a million %s is refused, and the shell goes on', async (open, close) => {
    const { type, output } = testShell();
    await type(`kubectl apply -f - <<'EOF'\n${open.repeat(1_000_000)}1${close.repeat(1_000_000)}\nEOF\n`);
    expect(output.at(-1)!.kind).not.toBe('stdout');
    expect(await type('echo alive')).toBe('alive\n');
  });
});
