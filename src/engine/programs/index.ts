/** The second entry point of the engine: the programs of containers, loaded on demand. */
import type { Programs } from './installed.ts';
import { mainCommand } from './image-contents.ts';
import { resultOf, runProgram, startFailure } from './program.ts';
import { programHost } from './reach.ts';

export { contentsOf, mainCommand } from './image-contents.ts';
export { programHost } from './reach.ts';
export { curl, type HttpClient, wget } from './http-tools.ts';
export { containerTools } from './tools.ts';

export const programs: Programs = {
  commandOf: mainCommand,
  hostOf: programHost,
  run: runProgram,
  startFailure,
  resultOf,
};
