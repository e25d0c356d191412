/**
 * What the address asks for: `?lang=zh&theme=dark&motion=off&speed=4&seed=7&paused=1&example=tutorial&autoplay`,
 * `?presenter=1`, `?intro=off`.
 */
import type { Theme } from '../store/lab-state.ts';
import { type ExampleId, exampleIds } from '../store/examples.ts';
import { speeds } from '../store/playback.ts';

export interface Flags {
  readonly language: string | null;
  readonly theme: Theme | null;
  /** False: nothing moves; everything jumps to where it belongs. */
  readonly motion: boolean;
  readonly speed: number;
  readonly seed: number;
  readonly paused: boolean;
  readonly example: ExampleId;
  /** The example is applied at once. */
  readonly autoplay: boolean;
  /** The stage has the screen to itself. */
  readonly presenting: boolean;
  /** A first visitor is introduced; who comes for something else is not. */
  readonly introduction: boolean;
}

/** The value, if it is one of those that are known. */
function oneOf<T>(known: readonly T[], value: unknown): T | null {
  return known.includes(value as T) ? (value as T) : null;
}

/** Reads the query of an address. What it does not understand it leaves at its default. */
export function readFlags(query: string): Flags {
  const asked = new URLSearchParams(query);
  const on = (flag: string): boolean => asked.has(flag) && asked.get(flag) !== '0';
  const seed = Number(asked.get('seed') ?? 1);
  return {
    language: asked.get('lang'),
    theme: oneOf<Theme>(['auto', 'light', 'dark', 'contrast'], asked.get('theme')),
    motion: asked.get('motion') !== 'off',
    speed: oneOf<number>(speeds, Number(asked.get('speed'))) ?? 1,
    seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : 1,
    paused: on('paused'),
    example: oneOf(exampleIds, asked.get('example')) ?? 'complete',
    autoplay: on('autoplay'),
    presenting: on('presenter'),
    introduction: asked.get('intro') !== 'off' && !['autoplay', 'presenter', 'embed'].some(on),
  };
}
