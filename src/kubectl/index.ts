/** kubectl's door, for whoever loads it when the terminal is first used. */
export type { Chunk, Command, KubeConfig, KubectlEnvironment, ParsedArgs, Run } from './command.ts';
export { kubectl } from './kubectl.ts';
