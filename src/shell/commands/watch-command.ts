/** `watch`: repeats a command in virtual time and replaces the previous output with the new one. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { Emit, ShellEnvironment } from '../environment.ts';
import { commandLine } from '../language/quoting.ts';
import { interrupted } from '../session/session.ts';
import { sleep } from '../time.ts';

export function watchCommand(environment: ShellEnvironment, emit: Emit): Command {
  return defineCommand('watch', async (args, context) => {
    const { seconds, command, quiet } = readArguments(args);
    if (command === '') return { stdout: '', stderr: 'Usage:\n watch [options] command\n', exitCode: 1 };
    const signal = context.signal ?? new AbortController().signal;
    while (!signal.aborted) {
      const result = await context.exec?.(command, { cwd: context.cwd, signal });
      const title = quiet ? '' : `Every ${seconds.toFixed(1)}s: ${command}\n\n`;
      if (!signal.aborted) emit({ kind: 'screen', text: title + (result?.stdout ?? '') + (result?.stderr ?? '') });
      await sleep(environment, seconds * 1000, signal);
    }
    return { stdout: '', stderr: '', exitCode: interrupted };
  });
}

function readArguments(args: readonly string[]): { seconds: number; command: string; quiet: boolean } {
  let seconds = 2;
  let quiet = false;
  let at = 0;
  for (; at < args.length && args[at]!.startsWith('-'); at++) {
    const [, attached] = /^(?:-n|--interval=)(.*)$/.exec(args[at]!) ?? [];
    if (args[at] === '-t' || args[at] === '--no-title') quiet = true;
    if (attached === undefined && args[at] !== '--interval') continue;
    const value = Number(attached || args[++at]);
    // Like the real program: at most ten runs a second.
    if (Number.isFinite(value)) seconds = Math.min(Math.max(value, 0.1), 86_400);
  }
  const words = args.slice(at);
  // A single word is a command line; several words are joined.
  return { seconds, quiet, command: words.length === 1 ? words[0]! : commandLine(words) };
}
