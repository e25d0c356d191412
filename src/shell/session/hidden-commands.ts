/** The hidden commands of a session, which rewritten scripts call. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { Host } from '../commands/host.ts';
import { bashVersion, runFile } from '../commands/process-commands.ts';
import { testCommand } from '../commands/test-command.ts';
import type { CommandResult, Print } from '../commands/terminal-output.ts';
import { builtins } from '../language/program-names.ts';
import { hidden, type Streams, streamsOf, traceVariable } from '../language/hidden.ts';
import { extended } from './input.ts';
import { commandLine } from '../language/quoting.ts';
import { breathe, type Work } from '../turns.ts';
import { filling, type LiveFile } from './live-file.ts';
import { menu } from './menu.ts';
import { optionLists } from './option-lists.ts';
import { traceLine } from './trace-line.ts';

export interface HiddenOptions {
  readonly host: Host;
  readonly print: Print;
  readonly interactive: boolean;
  /** Reports if there is a program of that name or a file at that path. */
  readonly has: (name: string) => Promise<boolean>;
  /** Programs that print by themselves. */
  readonly programs: readonly Command[];
  /** Returns a script as the session runs it, with its output going to these streams. */
  readonly rewritten: (text: string, streams: Streams) => string;
  /** The steps of the running line. */
  readonly work: () => Work;
  /** The file that was opened last for a program that fills it while it runs. */
  readonly live: LiveFile;
}

const printed = (stdout: string, exitCode: number, stderr = ''): CommandResult => ({ stdout, stderr, exitCode });

/** Text of `help` without a topic. */
const help = `GNU bash, version ${bashVersion}
These shell commands are defined internally.  Type \`help' to see this list.
Type \`help name' to find out more about the function \`name'.

 ${[...builtins].join('\n ')}
`;

export function hiddenCommands({
  host,
  print,
  interactive,
  has,
  programs,
  rewritten,
  live,
  work,
}: HiddenOptions): Command[] {
  const byName = new Map(programs.map((program) => [program.name, program]));
  const file: Command = defineCommand(hidden.file, (args, context) => runFile(args, context, host));
  byName.set(hidden.file, file);
  return [
    file,
    testCommand(print),
    optionLists(interactive),
    defineCommand(hidden.terminal, async ([streams = '', name = '', ...args], context) => {
      const { out, err } = streamsOf(streams);
      const path = streams.includes('file') ? live.take() : undefined;
      const file = path === undefined ? undefined : filling(path, context, print, streams.includes('both'));
      const terminal = file?.terminal(err) ?? { out, err, print };
      try {
        return await byName.get(name)!.execute(args, extended(context, { terminal }));
      } finally {
        await file?.written();
      }
    }),
    defineCommand(hidden.absent, async ([name = '']) => printed('', 127, `bash: ${name}: command not found\n`)),
    defineCommand(hidden.refuse, async ([name = '', reason = '', exit = '1']) =>
      printed('', Number(exit), `bash: ${name}: ${reason}\n`),
    ),
    defineCommand(hidden.executable, async ([name = '']) => {
      if (await has(name)) return printed('', 0);
      return printed(
        '',
        127,
        name.includes('/') ? `bash: ${name}: No such file or directory\n` : `bash: exec: ${name}: not found\n`,
      );
    }),
    defineCommand(hidden.menu, async (items) => printed(menu(items), 0)),
    defineCommand(hidden.help, async () => printed(help, 0)),
    defineCommand(hidden.breathe, async ([exit = '0']) => {
      await breathe(work());
      return printed('', Number(exit));
    }),
    defineCommand(hidden.trace, async ([exit = '0', ...trace], { env }) =>
      printed('', Number(exit), env.get(traceVariable) ? traceLine(trace, env.get('PS4')) : ''),
    ),
    defineCommand(hidden.script, async ([exit = '0', streams = '', ...words]) =>
      printed(rewritten(words.join(' '), streamsOf(streams)), Number(exit)),
    ),
    defineCommand(hidden.source, async ([exit = '0', streams = '', name = ''], context) => {
      const { fs, cwd } = context;
      const path = fs.resolvePath(cwd, name);
      // The command's own standard error is not shown.
      const missing = (reason: string): CommandResult =>
        printed(`${commandLine(['echo', `bash: ${name}: ${reason}`])} >&2; return 1`, 1);
      if (!(await fs.exists(path))) return missing('No such file or directory');
      if ((await fs.stat(path)).isDirectory) return missing('Is a directory');
      return printed(rewritten(await fs.readFile(path), streamsOf(streams)), Number(exit));
    }),
  ];
}
