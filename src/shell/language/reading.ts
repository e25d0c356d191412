/**
 * Rewrites commands that read the terminal. Each receives a device that represents typed lines, which are requested
 * when the command reads. The builtins `read` and `mapfile` have devices of their own.
 */
import { devices, hidden, readsInput } from './hidden.ts';
import { builtins } from './program-names.ts';
import { literalWord, type SimpleCommand } from './script.ts';

/** @param words The command's words that need no expansion. */
export function fromTerminal(command: SimpleCommand, [name, ...args]: readonly (string | undefined)[]): SimpleCommand {
  if (readsInput(command.redirections) || (name !== undefined && builtins.has(name))) return command;
  if (/^(read|mapfile|readarray)$/.test(name ?? '') && args.some((arg) => /^-[a-z]*u/.test(arg ?? ''))) return command;
  // Only the shell itself can set an array.
  if (name === 'read' && !args.includes('-a')) return { ...command, name: literalWord(hidden.read) };
  const device =
    name === 'read' ? devices.line : name === 'mapfile' || name === 'readarray' ? devices.lines : devices.input;
  return {
    ...command,
    redirections: [{ type: 'Redirection', fd: 0, operator: '<', target: literalWord(device) }, ...command.redirections],
  };
}

export interface ReadArguments {
  readonly prompt: string;
  /** True if backslashes are ordinary characters. */
  readonly raw: boolean;
  readonly names: readonly string[];
}

/** `read -rp 'Name: ' first rest`. Options about keyboards have no effect here. */
export function readArguments(args: readonly string[]): ReadArguments {
  let prompt = '';
  let raw = false;
  let at = 0;
  for (; at < args.length && /^-[a-zA-Z]/.test(args[at]!); at++) {
    const [, letters = '', valued] = /^-([ers]*)([pntdiNu].*)?$/.exec(args[at]!) ?? [];
    if (letters.includes('r')) raw = true;
    if (valued === undefined) continue;
    const value = valued.slice(1) || args[++at] || '';
    if (valued.startsWith('p')) prompt = value;
  }
  return { prompt, raw, names: args.slice(at) };
}

/** Assigns a line to the variables of `read`: one word each, and the rest to the last one. */
export function readVariables(line: string, { raw, names }: ReadArguments, ifs: string): ReadonlyMap<string, string> {
  const text = raw ? line : line.replace(/\\(.)/g, '$1');
  if (names.length === 0) return new Map([['REPLY', text]]);
  const blanks = [...ifs].filter((char) => /\s/.test(char)).join('');
  const trim = (value: string): string => {
    let [from, to] = [0, value.length];
    while (from < to && blanks.includes(value[from]!)) from++;
    while (to > from && blanks.includes(value[to - 1]!)) to--;
    return value.slice(from, to);
  };
  const values = new Map<string, string>();
  let rest = trim(text);
  for (const [i, name] of names.entries()) {
    const end = i === names.length - 1 ? -1 : rest.search(separator(ifs));
    values.set(name, end < 0 ? rest : rest.slice(0, end));
    rest = end < 0 ? '' : trim(rest.slice(blanks.includes(rest[end]!) ? end : end + 1));
  }
  return values;
}

const separator = (ifs: string): RegExp => (ifs === '' ? /(?!)/ : new RegExp(`[${ifs.replace(/[\]\\^-]/g, '\\$&')}]`));
