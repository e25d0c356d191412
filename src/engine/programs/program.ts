/** Runs programs in containers, and reports programs that do not exist. */
import { hasOnlyBusybox } from '../kubelet/containers/images.ts';
import { call, has } from './sh/call.ts';
import type { ProgramHost } from './program-host.ts';
import type { FilesOnly, ProgramResult } from './installed.ts';
import { NotUnderstood } from './sh/lexer.ts';
import type { Pause } from './sh/pause.ts';
import { Leave, type World } from './sh/running-shell.ts';
import { Shell } from './sh/shell.ts';
import { Bounded, Collected, InputStream, type Streams } from './sh/streams.ts';
import { usualPrograms } from './image-programs.ts';

/** The exit code of a process that was killed. */
const killed = 137;

const shellFor = (world: World): Shell => {
  const { env, workingDirectory } = world.host;
  return new Shell(
    world,
    hasOnlyBusybox(world.host.image) ? 'sh' : 'bash',
    new Map(Object.entries(env)),
    workingDirectory,
  );
};

/**
 * Runs a program. A part of a script that the lab does not understand runs as a server (`serves`); if it is continued,
 * its exit code is 0.
 * @param typed True if input can be typed into it.
 */
export function* runProgram(
  words: readonly string[],
  world: Omit<World, 'steps'>,
  print: (text: string) => void,
  typed: boolean,
): Generator<Pause, number> {
  const streams: Streams = { in: new InputStream('', typed), out: print, err: print };
  try {
    return yield* call(words, shellFor({ ...world, steps: 0 }), streams);
  } catch (error) {
    if (error instanceof Leave) return error.code;
    if (error instanceof Bounded) return killed;
    if (!(error instanceof NotUnderstood)) throw error;
    yield 'serves';
    return 0;
  }
}

/** Returns the reason why the runtime cannot start a program in a container, in its words; `undefined` if it can. */
export function startFailure([word = '']: readonly string[], host: ProgramHost): string | undefined {
  if (word === '' || usualPrograms(host.image) === undefined) return undefined;
  if (has(word, shellFor({ host, now: () => 0, steps: 0 }))) return undefined;
  const why = word.includes('/') ? `stat ${word}: no such file or directory` : 'executable file not found in $PATH';
  return `exec: ${JSON.stringify(word)}: ${why}`;
}

/**
 * Runs a program that only reads files; `undefined` if the result depends on the container's process. One that takes
 * longer than `longest`, in virtual ms, or computes too long, is killed.
 */
export function resultOf(words: readonly string[], files: FilesOnly, longest: number): ProgramResult | undefined {
  const host = onlyFiles(files);
  const output = new Collected();
  let [takes, moments] = [0, 0];
  try {
    if (startFailure(words, host) !== undefined) return undefined;
    const program = runProgram(words, { host, now: away }, output.write, false);
    for (;;) {
      const step = program.next();
      if (step.done === true) return { exitCode: step.value, output: output.text, takes };
      if (typeof step.value === 'string') return undefined;
      takes = step.value.busy && ++moments > mostMoments ? Infinity : takes + step.value.sleep;
      if (takes > longest) return { exitCode: killed, output: output.text, takes };
    }
  } catch (error) {
    if (error instanceof OutOfReach) return undefined;
    throw error;
  }
}

/** Number of moments for which a probe may compute: it runs within one task, and so do those of other Pods. */
const mostMoments = 5;

/** The probe depends on something whose changes it does not notice. */
class OutOfReach extends Error {}

const away = (): never => {
  throw new OutOfReach();
};

/** Returns the environment of a probe's command: read-only files, and no network. */
function onlyFiles(host: FilesOnly): ProgramHost {
  return {
    hostname: host.env['HOSTNAME'] ?? '',
    namespace: '',
    address: '',
    workingDirectory: '/',
    nameserver: '',
    ...host,
    change: away,
    lookup: away,
    query: away,
    request: away,
    listens: away,
  };
}
