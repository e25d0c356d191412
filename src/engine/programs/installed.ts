/**
 * The programs that run in containers. This part of the engine is loaded on demand: install it before a cluster runs
 * commands. Without it, a command runs until it is stopped.
 */
import type { Container, Pod } from '../api/types.ts';
import type { ObjectView } from '../apiserver/api.ts';
import type { Inside, ProgramHost } from './program-host.ts';
import type { Pause } from './sh/pause.ts';

export interface ProgramResult {
  readonly exitCode: number;
  readonly output: string;
  /** Virtual ms. */
  readonly takes: number;
}

/** The environment of a program that only reads files. */
export type FilesOnly = Pick<ProgramHost, 'image' | 'env' | 'files'>;

export interface Programs {
  /** Returns the command line of a container; empty for the image's own server. */
  commandOf(container: Pick<Container, 'image' | 'command' | 'args'>): readonly string[];
  /** @param inside Returns the current state of the cluster. */
  hostOf(view: ObjectView, inside: () => Inside, pod: Pod, container: Container): ProgramHost;
  /**
   * Runs a program. A part of a script that the lab does not understand runs as a server (`serves`); if it is
   * continued, its exit code is 0.
   * @param world `now` is in virtual ms.
   * @param typed True if input can be typed into it.
   */
  run(
    words: readonly string[],
    world: { readonly host: ProgramHost; now(): number },
    print: (text: string) => void,
    typed: boolean,
  ): Generator<Pause, number>;
  /** Returns the reason why the runtime cannot start a program in a container, in its words; `undefined` if it can. */
  startFailure(words: readonly string[], host: ProgramHost): string | undefined;
  /**
   * Runs a program that only reads files; `undefined` if the result depends on the container's process. One that takes
   * longer than `longest`, in virtual ms, or computes too long, is killed.
   */
  resultOf(words: readonly string[], files: FilesOnly, longest: number): ProgramResult | undefined;
}

let programs: Programs | undefined;

export function installPrograms(given: Programs): void {
  programs = given;
}

export const installedPrograms = (): Programs | undefined => programs;
