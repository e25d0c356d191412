/** Main process of a container: how long it runs, when it answers, and how it ends. */
import type { Container } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import { imageBehaviour } from './images.ts';
import { portsOf } from './listening.ts';
import { mainScript, type TimedChange } from './script/main-script.ts';

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
  /** Output at the start, if its command determines it. */
  readonly output: readonly string[] | undefined;
  /** Its changes to files, in order. */
  readonly changes: readonly TimedChange[];
  /** Ports on which it answers; `undefined`: on whichever it is asked. */
  readonly ports: ReadonlySet<number> | undefined;
}

/** How a process that is asked whether it is well fails to say so. */
export type Silence =
  /** It does not listen yet. */
  'refused' | 'unavailable' | 'hangs';

const slowStart = 30_000;
const hangsAfter = 20_000;

/** @param container With the variables in its command and arguments put in. */
export function processOf(container: Container, init: boolean, valueOf: (name: string) => string | undefined): Process {
  const behaviour = imageBehaviour(container.image!);
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const script = mainScript(words, valueOf);
  const crashes = behaviour === 'crash';
  const takes = script === undefined ? (init ? latency.becomeReady : Infinity) : scriptTime(script.takes);
  return {
    endsAt: crashes ? latency.crash : takes,
    exitCode: crashes ? 1 : (script?.exitCode ?? 0),
    worksAt: behaviour === 'slow' ? slowStart : latency.becomeReady,
    hangsAt: behaviour === 'unhealthy' ? hangsAfter : Infinity,
    unavailable: behaviour === 'never-ready',
    ignoresSigterm: behaviour === 'stubborn',
    output: script?.prints,
    changes: script?.changes ?? [],
    ports: script === undefined ? portsOf(container) : new Set(),
  };
}

const scriptTime = (takes: number): number => Math.max(takes, latency.becomeReady);

/** Returns why the process, `elapsed` ms old, does not answer; `undefined` if it does. */
export function silence(process: Process, elapsed: number, asksForReadiness: boolean): Silence | undefined {
  if (elapsed < process.worksAt) return 'refused';
  if (elapsed >= process.hangsAt) return 'hangs';
  return asksForReadiness && process.unavailable ? 'unavailable' : undefined;
}

/** When a process `elapsed` ms old next answers otherwise than now. */
export const nextChange = ({ worksAt, hangsAt }: Process, elapsed: number): number =>
  elapsed < worksAt ? worksAt : elapsed < hangsAt ? hangsAt : Infinity;
