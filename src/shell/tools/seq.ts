/** `seq`: a sequence of numbers, limited by the maximum output of a program. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandResult } from '../commands/terminal-output.ts';
import { stopped } from './tool-words.ts';

const maxNumbers = 300_000;

export const seqCommand: Command = defineCommand('seq', async (args) => seq(args));

function seq(args: readonly string[]): CommandResult {
  const failed = (reason: string): CommandResult => ({
    stdout: '',
    stderr: `seq: ${reason}\nTry 'seq --help' for more information.\n`,
    exitCode: 1,
  });
  let [separator, equal, format] = ['\n', false, ''];
  let at = 0;
  for (; at < args.length && /^-[^\d.]/.test(args[at]!); at++) {
    const [, letter = '', attached = ''] = /^-(?:-)?(s|separator|f|format|w|equal-width)=?(.*)$/s.exec(args[at]!) ?? [];
    if (letter.startsWith('w') || letter.startsWith('e')) equal = true;
    else if (letter.startsWith('s')) separator = attached || (args[++at] ?? '');
    else if (letter.startsWith('f')) format = attached || (args[++at] ?? '');
    else if (args[at] === '--') {
      at++;
      break;
    } else return failed(`invalid option -- '${args[at]!.replace(/^-+/, '')[0] ?? ''}'`);
  }
  const words = args.slice(at);
  if (words.length === 0) return failed('missing operand');
  if (words.length > 3) return failed(`extra operand ‘${words[3]}’`);
  const wrong = words.find((word) => !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word));
  if (wrong !== undefined) return failed(`invalid floating point argument: ‘${wrong}’`);
  const [first, step, last] = (
    words.length === 1 ? [1, 1, words[0]] : words.length === 2 ? [words[0], 1, words[1]] : words
  ).map(Number) as [number, number, number];
  if (step === 0) return failed(`invalid Zero increment value: ‘${words[1]}’`);
  const decimals = Math.max(
    ...words.slice(0, Math.max(1, words.length - 1)).map((word) => word.split('.')[1]?.length ?? 0),
    0,
  );
  const count = Math.floor((last - first) / step + 1e-9) + 1;
  if (count > maxNumbers) return stopped();
  const numbers = Array.from({ length: Math.max(0, count) }, (_, i) => (first + i * step).toFixed(decimals));
  const width = equal ? Math.max(0, ...[numbers[0], numbers.at(-1)].map((text) => text?.length ?? 0)) : 0;
  const lines = numbers.map((text) => (format === '' ? padded(text, width) : formatted(format, text)));
  return { stdout: lines.length === 0 ? '' : `${lines.join(separator)}\n`, stderr: '', exitCode: 0 };
}

const padded = (text: string, width: number): string =>
  text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');

/** `web-%g`, `%03g`, `%.2f` */
const formatted = (format: string, number: string): string =>
  format.replace(/%(0?)(\d*)(?:\.(\d+))?([gfe%])/g, (_, zero: string, width: string, precision: string, letter) => {
    if (letter === '%') return '%';
    const text = letter === 'g' ? String(Number(number)) : Number(number).toFixed(Number(precision || 6));
    return zero === '' ? text.padStart(Number(width)) : padded(text, Number(width));
  });
