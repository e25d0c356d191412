/** The shell on the user's machine: its variables, and its commands besides those of bash. */
import { defineCommand } from 'just-bash/browser';
import { editCommands } from '../commands/edit-command.ts';
import { kubectlCommands } from '../commands/kubectl-command.ts';
import { machine, type Person } from '../commands/machine.ts';
import { networkCommands } from '../commands/network-commands.ts';
import { watchCommand } from '../commands/watch-command.ts';
import { type Computer, home } from './computer.ts';
import type { Emit, Hint, ShellEnvironment } from '../environment.ts';
import { envsubstCommand } from '../programs/envsubst.ts';
import { mktempCommand } from '../programs/mktemp.ts';
import { shufCommand } from '../programs/shuf.ts';
import type { Processes } from '../session/processes.ts';
import { systemCommands } from './system-commands.ts';
import type { SessionOptions } from '../session/session-options.ts';
import { sleep } from '../time.ts';

export interface Laptop {
  readonly environment: ShellEnvironment;
  readonly emit: Emit;
  readonly computer: Computer;
  /** Collects the lab's hints until the command has ended. */
  readonly hint: (hint: Hint, values: Readonly<Record<string, string>>) => void;
  readonly processes: Processes;
  /** Number of inputs of the cluster when the typed line began; undefined in the background. */
  readonly line: () => number | undefined;
  /** Executed commands, oldest first. */
  readonly history: () => readonly string[];
}

const user = 'lab';

/** Keyboard of background jobs, which never returns a line. */
const nobody: Person = {
  readLine: () => Promise.resolve('closed'),
  interruptible: (run) => run(new AbortController().signal),
  interrupt: () => {},
};

export function sessionOptions(laptop: Laptop, person: Person): SessionOptions {
  const { environment, emit, computer, hint, history, processes, line } = laptop;
  const { files, config, ports } = computer;
  const print = (kind: 'stdout' | 'stderr', text: string) => emit({ kind, text });
  return {
    files,
    home,
    env: {
      HOME: home,
      USER: user,
      LOGNAME: user,
      SHELL: '/bin/bash',
      LANG: 'C.UTF-8',
      TERM: 'dumb',
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      EDITOR: 'vi',
    },
    now: () => environment.cluster.now(),
    interruptible: person.interruptible,
    streaming: new Set(['kubectl', 'k', 'watch']),
    print,
    sleep: (ms, signal) => sleep(environment, ms, signal),
    commands: (host) => [
      ...kubectlCommands({ environment, config, line, answer: machine(environment, ports, person, host) }),
      ...networkCommands(ports, hint),
      watchCommand(environment, emit),
      ...systemCommands,
      ...[envsubstCommand(host), mktempCommand, shufCommand],
      ...editCommands(environment),
      defineCommand('history', async () => {
        const lines = history().map((line, i) => `${String(i + 1).padStart(5)}  ${line}\n`);
        return { stdout: lines.join(''), stderr: '', exitCode: 0 };
      }),
      defineCommand('clear', async () => {
        emit({ kind: 'clear' });
        return { stdout: '', stderr: '', exitCode: 0 };
      }),
    ],
    processes,
    inBackground: () => sessionOptions({ ...laptop, line: () => undefined }, nobody),
  };
}
