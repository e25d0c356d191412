/** `kubectl exec` and `attach`: run a command in a container, or connect the terminal to a shell in it. */
import type { CommandContext } from '../commands/terminal-output.ts';
import { commandLine } from '../language/quoting.ts';
import { Processes } from '../session/processes.ts';
import { BashSession } from '../session/session.ts';
import type { SessionOptions } from '../session/session-options.ts';
import type { Read, ReadLine } from '../session/typed-input.ts';
import { hasOnlyBusybox } from '../../engine/index.ts';
import type { RunningContainer } from './find-container.ts';
import { ContainerFileSystem } from './file-system.ts';
import { exportedIn, printenvCommand } from './environment-tools.ts';
import { containerCommands } from './container-commands.ts';
import { contentsOf } from '../../engine/programs/index.ts';

/** The terminal as seen by a command in a container. */
export interface Terminal {
  readonly print: (stream: 'stdout' | 'stderr', text: string) => void;
  /** Returns the next typed line, or the reason why there is none. */
  readonly readLine: ReadLine;
  /** Runs a function that receives Ctrl-C: the signal that it is given is aborted. */
  readonly interruptible: <T>(run: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** Ends the function that receives Ctrl-C. */
  readonly interrupt: () => void;
  /** Resolves when the cluster has changed or the signal is aborted. */
  readonly changed: (signal: AbortSignal) => Promise<void>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Virtual time in ms. */
  readonly now: () => number;
}

export interface Entered {
  readonly exit?: number;
  /** The error in kubectl's words. */
  readonly error?: string;
}

const shells = new Set(['sh', 'bash', 'ash', 'dash']);
/** Exit code of a killed process: 128 and the number of SIGKILL, 9. */
const killed = 137;

export interface Call {
  readonly command: readonly string[];
  readonly stdin: string;
  /** Typed lines are passed on. */
  readonly interactive: boolean;
  readonly signal: AbortSignal;
}

export async function runIn(container: RunningContainer, call: Call, terminal: Terminal): Promise<Entered> {
  const session = newSession(container, terminal, call);
  try {
    return await runWith(session, container, call, terminal);
  } finally {
    session.jobs.stop();
  }
}

async function runWith(
  session: BashSession,
  container: RunningContainer,
  call: Call,
  terminal: Terminal,
): Promise<Entered> {
  const [name = '', ...args] = call.command;
  const program = programOf(call);
  if (shells.has(program)) {
    const at = args.findIndex((arg) => /^-\w*c$/.test(arg));
    // Words after the script are its parameters.
    if (at >= 0) return { exit: await run(session, withParameters(args.slice(at + 1)), call) };
    if (args.every((arg) => arg.startsWith('-'))) {
      if (call.stdin !== '') return { exit: await run(session, call.stdin, { ...call, stdin: '' }) };
      return call.interactive ? { exit: await converse(container, session, call.signal, terminal) } : { exit: 0 };
    }
  }
  if (!shells.has(program) && !session.commands.includes(program)) {
    const reason = `exec: "${name}": executable file not found in $PATH`;
    return {
      error: `Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: ${reason}`,
    };
  }
  return { exit: await run(session, commandLine([program, ...args]), call) };
}

const programOf = ({ command: [name = ''] }: Call): string => name.split('/').at(-1)!;

async function run(session: BashSession, script: string, { signal, stdin }: Call): Promise<number> {
  const { exit } = await session.runToEnd(script, signal, stdin);
  return exit;
}

/** `sh -c 'echo $1' name value` */
function withParameters([script = '', , ...values]: readonly string[]): string {
  return values.length === 0 ? script : `set -- ${commandLine(values)}\n${script}`;
}

/** Reads and runs lines until the user leaves the shell or the container ends. */
async function converse(
  container: RunningContainer,
  session: BashSession,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<number> {
  const { prompt } = contentsOf(container.image);
  let exit = 0;
  const command = session.commandReader();
  while (container.running() && !signal.aborted) {
    terminal.print('stdout', session.jobs.ended());
    const asked = command.begun ? '> ' : prompt(container.hostname, session.cwd);
    const read = await readWhileRunning(container, asked, signal, terminal);
    if (read === 'ended' || signal.aborted) break;
    if (read === 'closed') return exit;
    if (read === 'interrupted') {
      command.forget();
      continue;
    }
    const text = command.take(read.line) ?? '';
    if (text.trim() === '') continue;
    const left = /^\s*(?:exit|logout)(?:\s+(\d+))?\s*$/.exec(text);
    if (left !== null) return left[1] === undefined ? exit : Number(left[1]) % 256;
    ({ exit } = await terminal.interruptible((stop) => session.run(text, stop)));
  }
  return killed;
}

/** Returns a line, or `ended` as soon as the container has ended. */
async function readWhileRunning(
  container: RunningContainer,
  prompt: string,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Read | 'ended'> {
  const over = new AbortController();
  const stop = (): void => over.abort();
  signal.addEventListener('abort', stop);
  const reading = terminal.readLine(prompt, over.signal);
  let ended = false;
  void (async () => {
    while (!over.signal.aborted && container.running()) await terminal.changed(over.signal);
    ended = !container.running();
    stop();
  })();
  const read = await reading;
  stop();
  signal.removeEventListener('abort', stop);
  return ended ? 'ended' : read;
}

function newSession(container: RunningContainer, terminal: Terminal, call: Call): BashSession {
  const { print, sleep, readLine, interrupt } = terminal;
  const processes = Processes.create();
  const shell = shells.has(programOf(call)) ? programOf(call) : undefined;
  const exported = (context: CommandContext) => exportedIn(container, shell, context);
  const inBackground = (): SessionOptions => ({
    files: new ContainerFileSystem(container),
    home: container.workingDirectory,
    env: { ...container.env, SHELL: '/bin/sh' },
    commands: () => [...containerCommands(container, terminal.now), printenvCommand(exported)],
    exported,
    busybox: hasOnlyBusybox(container.image),
    streaming: new Set(),
    print,
    now: terminal.now,
    sleep,
    processes,
    inBackground,
  });
  return new BashSession({ ...inBackground(), ...(call.interactive && { readLine, interrupt, interactive: true }) });
}
