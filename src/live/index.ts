/** The entry point of the layer that follows a real cluster. */
export { LiveCluster, type LiveChange, type LiveEffect, type LiveInput, type LiveStatus } from './live-cluster.ts';
export { type Limits, maxLine, maxPage } from './limits.ts';
export { liveResources } from './kinds.ts';
export type { KindStatus } from './watch-protocol.ts';
export { observeFrom } from './observed-recording.ts';
export { inferred, type ExpectedWrite } from './inferred.ts';
export { gatesOf } from './gates.ts';
export { type JudgedWrite, Predictions, type SeenChanges } from './predictions.ts';
export { type OtherWriter, OtherWriters } from './other-writers.ts';
export { forkOf, type SeenState } from './fork.ts';
export type { LiveAct, ServerAnswer, Proposal, WriteRequest } from './acts/acts.ts';
export { withoutValues } from './without-values.ts';
