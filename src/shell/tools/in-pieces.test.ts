import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../commands/terminal-output.ts';
import { testShell } from '../testing.ts';
import { inPieces } from './in-pieces.ts';

const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join('');
const context = { stdin: lines } as unknown as CommandContext;

async function piecesOf(name: string, args: string[]) {
  const pieces: string[] = [];
  const result = await inPieces(name, args, context, async (_, { stdin }) => {
    pieces.push(stdin as unknown as string);
    return { stdout: stdin as unknown as string, stderr: '', exitCode: pieces.length === 2 ? 0 : 1 };
  });
  return { pieces, result };
}

describe('a program with a long input', () => {
  it.each([
    ['sed', ['s/1/2/g'], 1],
    ['sed', ['-n', '/7/p'], 1],
    ['tr', ['1', '2'], 1],
    ['cut', ['-c1-3'], 1],
    ['grep', ['-v', '1'], 0],
  ])('%s %s works on whole lines, piece by piece', async (name, args, exitCode) => {
    const { pieces, result } = await piecesOf(name, args);
    expect(pieces.join('')).toBe(lines);
    expect(pieces.every((piece) => piece.endsWith('\n') && piece.length < 17_000)).toBe(true);
    expect(result).toMatchObject({ stdout: lines, exitCode });
  });

  it.each([
    ['sort', []],
    ['tr', ['-s', 'a']],
    ['grep', ['-c', '1']],
  ])('%s %s needs all of it', async (name, args) => {
    expect((await piecesOf(name, args)).pieces).toEqual([lines]);
  });

  it('sed with line numbers is ended', async () => {
    expect((await piecesOf('sed', ['1d'])).result).toMatchObject({ stderr: 'Killed\n', exitCode: 137 });
  });

  it.each([
    ["seq 20000 | sed 's/1/2/g' | md5sum", '109b68281200b4f123db79def8890400  -\n'],
    ['seq 30000 | grep -v 1 | md5sum', '9adfd694613bc0a655298c4dcebbfb9a  -\n'],
    ['seq 30000 | cut -c2 | md5sum', 'f79655c885372b22be8ed8557eb29857  -\n'],
    ['seq 5000 > f; seq 5000 | sed p f - | wc -l', '20000\n'],
  ])('%s prints what the real ones print', async (line, expected) => {
    expect(await testShell().type(line)).toBe(expected);
  });
});
