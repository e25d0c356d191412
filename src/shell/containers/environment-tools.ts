/** Environment of processes in a container, without the simulated shell's own variables; `printenv` prints it. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import type { RunningContainer } from './find-container.ts';
import { hasOnlyBusybox } from '../../engine/index.ts';

/** Variables that just-bash passes on to commands although a real shell does not. */
const ownOfShell = /^(BASH.*|SHELLOPTS|SHELL|IFS|OPTIND|OPTERR|PS[0-4]|UID|EUID|PPID|PWD|OLDPWD|SHLVL|_|[^A-Za-z_].*)$/;

/** @param exported The environment of the container's processes. */
export const printenvCommand = (exported: (context: CommandContext) => ReadonlyMap<string, string>): Command =>
  defineCommand('printenv', async (args, context) => {
    const names = args.filter((arg) => !arg.startsWith('-'));
    const all = exported(context);
    if (names.length === 0) return result([...all].map(([name, value]) => `${name}=${value}\n`).join(''));
    const found = names.flatMap((name) => all.get(name) ?? []);
    return result(found.map((value) => `${value}\n`).join(''), found.length === names.length ? 0 : 1);
  });

const result = (stdout: string, exitCode = 0): CommandResult => ({ stdout, stderr: '', exitCode });

/**
 * Returns the container's variables with their current values, and the variables that the shell has exported.
 * @param shell The shell that runs the command; undefined if the command was called directly.
 */
export function exportedIn(
  container: RunningContainer,
  shell: string | undefined,
  context: CommandContext,
): ReadonlyMap<string, string> {
  const now = new Map(Object.entries(context.exportedEnv ?? {}));
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(container.env)) {
    if (ownOfShell.test(name) || !/^\w+$/.test(name)) variables.set(name, value);
    else if (now.has(name)) variables.set(name, now.get(name)!);
  }
  for (const [name, value] of now) if (!ownOfShell.test(name)) variables.set(name, value);
  if (shell === undefined) return variables;
  const small = hasOnlyBusybox(container.image);
  if (small || shell === 'bash') variables.set('SHLVL', '1');
  variables.set('PWD', context.cwd);
  if (shell === 'bash') variables.set('_', '/usr/bin/env');
  return variables;
}
