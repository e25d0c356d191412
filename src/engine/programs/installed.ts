/**
 * The programs that run in containers. They are a part of the engine that is loaded when it is first of use: whoever
 * makes a cluster that runs commands installs them before. Without them, a command runs until it is stopped.
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

/** Surroundings of a program that only looks at files. */
export type FilesOnly = Pick<ProgramHost, 'image' | 'env' | 'files'>;

export interface Programs {
  /** The command line of a container. Empty: the image's own server. */
  commandOf(container: Pick<Container, 'image' | 'command' | 'args'>): readonly string[];
  /** @param inside of the cluster that there is when it is asked. */
  hostOf(view: ObjectView, inside: () => Inside, pod: Pod, container: Container): ProgramHost;
  /**
   * Runs a program. A part of a script that the lab does not understand `serves`; whoever goes on gets exit code 0.
   * @param world `now`: virtual ms.
   * @param typed somebody may type something into it.
   */
  run(
    words: readonly string[],
    world: { readonly host: ProgramHost; now(): number },
    print: (text: string) => void,
    typed: boolean,
  ): Generator<Pause, number>;
  /** Why a container cannot be started with a program, in the words of the runtime; `undefined`: it can. */
  startFailure(words: readonly string[], host: ProgramHost): string | undefined;
  /** Runs a program that only looks at files to its end; `undefined`: only the container's process could tell. */
  resultOf(words: readonly string[], files: FilesOnly): ProgramResult | undefined;
}

let programs: Programs | undefined;

export function installPrograms(given: Programs): void {
  programs = given;
}

export const installedPrograms = (): Programs | undefined => programs;
