/** Main process of a container whose command can be predicted. */
import type { FileChange } from '../files/container-files.ts';
import { readScript, runsAfter, type SimpleCommand, sleepTime } from './commands.ts';

/** A change at a moment, in virtual ms from the start of the process. */
export interface TimedChange {
  readonly at: number;
  /** Set `append` to add to what is there. */
  readonly change: FileChange;
  readonly append: boolean;
}

export interface MainScript {
  readonly takes: number;
  readonly exitCode: number;
  /** Output before its first sleep. */
  readonly prints: readonly string[];
  readonly changes: readonly TimedChange[];
}

/**
 * Reads a command of `sleep`, `echo`, `touch`, `rm`, `mkdir`, `true`, `false` and `exit`, alone or one after the other
 * in a shell. `undefined`: it says more than that.
 */
export function mainScript(
  words: readonly string[],
  valueOf: (name: string) => string | undefined,
): MainScript | undefined {
  const script = readScript(words, valueOf);
  if (script === undefined) return undefined;
  let [takes, exitCode] = [0, 0];
  const prints: string[] = [];
  const changes: TimedChange[] = [];
  for (const command of script.commands) {
    if (!runsAfter(command, exitCode)) continue;
    const done = carryOut(command);
    if (done === undefined) return undefined;
    const { path, append = false } = command.output ?? {};
    // To touch a file is to add nothing to it.
    changes.push(...(done.changes ?? []).map((change) => ({ at: takes, change, append: true })));
    if (path !== undefined && path !== '/dev/null') {
      changes.push({ at: takes, change: { op: 'write', path, content: done.prints ?? '' }, append });
    } else if (path === undefined && done.prints !== undefined && takes === 0) {
      prints.push(done.prints.replace(/\n$/, ''));
    }
    takes += done.takes ?? 0;
    exitCode = command.negated ? Number(done.exitCode === 0) : done.exitCode;
    if (command.name === 'exit' || (script.errexit && exitCode !== 0 && !command.negated)) break;
  }
  return { takes, exitCode, prints, changes };
}

interface Done {
  readonly exitCode: number;
  readonly takes?: number;
  readonly prints?: string;
  readonly changes?: readonly FileChange[];
}

function carryOut({ name, args }: SimpleCommand): Done | undefined {
  const words = args.filter((arg) => !/^-./.test(arg));
  switch (name) {
    case 'true':
    case ':':
      return { exitCode: 0 };
    case 'false':
      return { exitCode: 1 };
    case 'exit':
      return { exitCode: Number(args[0] ?? 0) % 256 || 0 };
    case 'sleep': {
      const takes = sleepTime(args[0] ?? '');
      return takes === undefined ? undefined : { exitCode: 0, takes };
    }
    case 'echo': {
      const bare = args[0] === '-n' ? args.slice(1) : args;
      return { exitCode: 0, prints: bare.join(' ') + (bare === args ? '\n' : '') };
    }
    case 'touch':
      return { exitCode: 0, changes: words.map((path) => ({ op: 'write', path, content: '' })) };
    case 'mkdir':
      return { exitCode: 0, changes: words.map((path) => ({ op: 'makeDirectory', path })) };
    case 'rm':
      return { exitCode: 0, changes: words.map((path) => ({ op: 'remove', path })) };
    default:
      return undefined;
  }
}
