/** What the main process of a container does: how long it runs, when it answers, and how it ends. */
import type { Container } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import { imageBehaviour } from './images.ts';

/** Times are virtual ms from the start of the process. */
export interface Process {
  readonly endsAt: number;
  readonly exitCode: number;
  /** From when on it does its work, and from when on it hangs: does nothing any more, not even on SIGTERM. */
  readonly worksAt: number;
  readonly hangsAt: number;
  /** Says of itself that it is not ready for requests. */
  readonly unavailable: boolean;
  readonly ignoresSigterm: boolean;
  /** What it prints at once, when its command tells. */
  readonly output: readonly string[] | undefined;
}

/** How a process that is asked whether it is well fails to say so. */
export type Silence =
  /** It does not listen yet. */
  'refused' | 'unavailable' | 'hangs';

const slowStart = 30_000;
const hangsAfter = 20_000;

export function processOf(container: Container, init: boolean): Process {
  const behaviour = imageBehaviour(container.image!);
  const script = init || container.command || container.args ? scriptOf(container) : undefined;
  const crashes = behaviour === 'crash';
  return {
    endsAt: crashes ? latency.crash : (script?.takes ?? (init ? latency.becomeReady : Infinity)),
    exitCode: crashes ? 1 : (script?.exitCode ?? 0),
    worksAt: behaviour === 'slow' ? slowStart : latency.becomeReady,
    hangsAt: behaviour === 'unhealthy' ? hangsAfter : Infinity,
    unavailable: behaviour === 'never-ready',
    ignoresSigterm: behaviour === 'stubborn',
    output: script?.prints,
  };
}

/** Whether the process, `elapsed` ms old, answers; `undefined`: it does. */
export function silence(process: Process, elapsed: number, asksForReadiness: boolean): Silence | undefined {
  if (elapsed < process.worksAt) return 'refused';
  if (elapsed >= process.hangsAt) return 'hangs';
  return asksForReadiness && process.unavailable ? 'unavailable' : undefined;
}

/** When a process `elapsed` ms old next answers otherwise than now. */
export const nextChange = ({ worksAt, hangsAt }: Process, elapsed: number): number =>
  elapsed < worksAt ? worksAt : elapsed < hangsAt ? hangsAt : Infinity;

interface Script {
  readonly takes: number;
  readonly exitCode: number;
  readonly prints: readonly string[];
}

/**
 * The few commands whose duration can be told without running them: `sleep`, `echo`, `true`, `false`, `exit`, alone or
 * one after the other in a shell. Whatever else a command says is taken for a server that runs until it is stopped.
 */
function scriptOf({ command = [], args = [] }: Container): Script | undefined {
  const words = [...command, ...args];
  const shell = /^(\/bin\/)?(ba|a|da)?sh$/.test(words[0] ?? '') && /^-e?c$/.test(words[1] ?? '');
  const lines = shell ? (words[2] ?? '').split(/\n|;|&&/).map((l) => l.trim()) : [words.join(' ')];
  let [takes, exitCode] = [0, 0];
  const prints: string[] = [];
  for (const line of lines.filter((l) => l !== '')) {
    const [, name, rest = ''] = /^(?:\/bin\/|\/usr\/bin\/)?(sleep|echo|true|false|exit)(?:\s+(.*))?$/.exec(line) ?? [];
    if (name === undefined || /[|<>&`$]/.test(rest)) return undefined;
    if (name === 'sleep') {
      const ms = sleepTime(rest);
      if (ms === undefined) return undefined;
      takes += ms;
    } else if (name === 'echo' && takes === 0) prints.push(rest.replace(/^(['"])(.*)\1$/, '$2'));
    exitCode = name === 'false' ? 1 : name === 'exit' ? Number(rest) || 0 : 0;
    if (name === 'exit') break;
  }
  return words.length === 0 ? undefined : { takes: Math.max(takes, latency.becomeReady), exitCode, prints };
}

/** Virtual ms of a `sleep`; forever is no number. */
export function sleepTime(text: string): number | undefined {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)([smhd])?$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 's' | 'm' | 'h' | 'd'];
}
