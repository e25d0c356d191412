/** Entry point of the shell, loaded when the terminal is first used. */
export { type Computer, newComputer } from './machine/computer.ts';
export type { Candidate, Completion } from './completion/complete.ts';
export type { Emit, Hint, Output, ShellEnvironment } from './environment.ts';
export { createShell, type Shell } from './shell.ts';
