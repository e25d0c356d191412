/** `timeout`: ends a command after a duration of virtual time. Output that was printed stays. */
import { type Command, defineCommand } from 'just-bash/browser';
import { commandLine } from '../language/quoting.ts';
import { givenInput } from '../session/input.ts';
import { signalNamed } from '../session/signals.ts';
import { type Host, noFork, signalOf } from './host.ts';
import { type CommandContext, CommandOutput, type CommandResult } from './terminal-output.ts';

const timedOut = 124;
const failedItself = 125;
const notFound = 127;
const seconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

export function timeoutCommand(host: Host): Command {
  return defineCommand('timeout', (args, context) => timeout(args, context, host));
}

interface Arguments {
  readonly ms: number;
  readonly words: readonly string[];
  /** True if the exit code is the command's own although the time was over. */
  readonly preserve: boolean;
  /** Name of the signal that ends the command. */
  readonly signal: string;
}

async function timeout(args: readonly string[], context: CommandContext, host: Host): Promise<CommandResult> {
  const wanted = readArguments(args);
  const output = new CommandOutput(context);
  if (typeof wanted === 'string') {
    output.err(`timeout: ${wanted}\nTry 'timeout --help' for more information.\n`);
    return output.result(failedItself);
  }
  const { ms, words, preserve, signal: name } = wanted;
  const process = host.spawn(context, output);
  if (process === undefined) return output.result(noFork);
  if (!(await process.has(words[0]!))) {
    output.err(`timeout: failed to run command '${words[0]}': No such file or directory\n`);
    return output.result(notFound);
  }
  const signal = signalOf(context);
  const over = new AbortController();
  const stop = (): void => over.abort();
  signal.addEventListener('abort', stop);
  let late = false;
  if (ms > 0) {
    void host.sleep(ms, over.signal).then(() => {
      late = !over.signal.aborted;
      over.abort(name);
    });
  }
  const exit = await process.run(commandLine(words), givenInput(context), over.signal);
  signal.removeEventListener('abort', stop);
  stop();
  // A killed `timeout` cannot report it.
  return output.result(late && !preserve && name !== 'KILL' ? timedOut : exit);
}

/** Returns the program's error for invalid arguments. */
function readArguments(args: readonly string[]): Arguments | string {
  let [preserve, signal, at] = [false, 'TERM', 0];
  for (; at < args.length && /^-./.test(args[at]!); at++) {
    const arg = args[at]!;
    if (arg === '--') {
      at++;
      break;
    }
    const [, attached] = /^(?:-s|--signal(?:=|$))(.*)$/.exec(arg) ?? [];
    if (attached !== undefined) {
      const word = attached === '' ? (args[++at] ?? '') : attached;
      const named = signalNamed(word);
      if (named === undefined) return `‘${word}’: invalid signal`;
      signal = named;
    } else if (arg === '--preserve-status' || arg === '-p') preserve = true;
    else if (/^(-k|--kill-after)$/.test(arg)) at++;
    else if (arg.startsWith('--')) {
      if (!/^--(foreground|verbose|kill-after=.*)$/.test(arg)) return `unrecognized option '${arg}'`;
    } else if (!/^-([fv]+|k.+)$/.test(arg)) return `invalid option -- '${arg[1]}'`;
  }
  const [duration, ...words] = args.slice(at);
  if (duration === undefined || words.length === 0) return 'missing operand';
  const [, count, unit = ''] = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(duration) ?? [];
  if (count === undefined) return `invalid time interval '${duration}'`;
  return { ms: Number(count) * seconds[unit]! * 1000, words, preserve, signal };
}
