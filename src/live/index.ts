/** The door of the layer that follows a real cluster. */
export { LiveCluster, type LiveChange, type LiveEffect, type LiveInput, type LiveStatus } from './live-cluster.ts';
export { type Limits, maxLine, maxPage } from './limits.ts';
export { liveResources } from './kinds.ts';
export type { KindStatus } from './watch-protocol.ts';
export { observeFrom } from './observed-recording.ts';
export { inferredDecisions } from './inferred.ts';
export { withoutValues } from './without-values.ts';
