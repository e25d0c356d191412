/** The entry point of kubectl, loaded when the terminal is first used. */
export type { KubeConfig, KubectlEnvironment, CommandRun } from './command.ts';
export { type Hunk, hunksOf } from './diff/hunks.ts';
export { linesOf, normalFormat, unifiedFormat } from './diff/formats.ts';
export { kustomized, literalDirectory } from './files/files.ts';
export { globalFlags } from './flags/global-flags.ts';
export { findCommand, kubectl } from './kubectl.ts';
export { commands } from './verbs/index.ts';
export type { FieldDocs } from './explain/field-docs.ts';
export type { Answer, CopyPlace, InContainer, Request } from './client/requests.ts';
