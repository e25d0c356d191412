/** Programs that print the names of the machine and of the user. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandResult } from '../commands/terminal-output.ts';

const user = 'lab';
const id = '1000';
const processors = 4;

/** Parts of the system's name by the options of `uname`, in the order in which it prints them. */
const system: Readonly<Record<string, string>> = {
  s: 'Linux',
  n: 'localhost',
  r: '6.12.0-lab',
  v: '#1 SMP PREEMPT_DYNAMIC',
  m: 'x86_64',
  o: 'GNU/Linux',
};
const longNames: Readonly<Record<string, string>> = {
  all: 'a',
  'kernel-name': 's',
  nodename: 'n',
  'kernel-release': 'r',
  'kernel-version': 'v',
  machine: 'm',
  'operating-system': 'o',
};

const printed = (line: string): CommandResult => ({ stdout: `${line}\n`, stderr: '', exitCode: 0 });
const failed = (stderr: string): CommandResult => ({ stdout: '', stderr: `${stderr}\n`, exitCode: 1 });

function uname(args: readonly string[]): CommandResult {
  const wanted = args.flatMap((arg) => (arg.startsWith('--') ? [longNames[arg.slice(2)] ?? '?'] : [...arg.slice(1)]));
  const operand = args.find((arg) => !arg.startsWith('-'));
  const more = "\nTry 'uname --help' for more information.";
  if (operand !== undefined) return failed(`uname: extra operand '${operand}'${more}`);
  const wrong = wanted.find((letter) => !(letter in system) && !'api'.includes(letter));
  if (wrong !== undefined) return failed(`uname: invalid option -- '${wrong}'${more}`);
  if (wanted.length === 0) return printed(system.s!);
  const shown = Object.entries(system).filter(([letter]) => wanted.includes('a') || wanted.includes(letter));
  return printed(shown.map(([, value]) => value).join(' ') || 'unknown');
}

function identity(args: readonly string[]): CommandResult {
  const letters = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('');
  const other = args.find((arg) => !arg.startsWith('-'));
  if (other !== undefined && other !== user) return failed(`id: '${other}': no such user`);
  if (!/[ugG]/.test(letters)) return printed(`uid=${id}(${user}) gid=${id}(${user}) groups=${id}(${user})`);
  return printed(letters.includes('n') ? user : id);
}

export const systemCommands: readonly Command[] = [
  defineCommand('uname', async (args) => uname(args)),
  defineCommand('arch', async () => printed(system.m!)),
  defineCommand('id', async (args) => identity(args)),
  defineCommand('groups', async () => printed(user)),
  defineCommand('nproc', async () => printed(String(processors))),
];
