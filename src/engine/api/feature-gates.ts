/** Feature gates of the cluster: they change what the API server accepts and what controllers do. */
export interface FeatureGates {
  /** Beta and off by default in v1.36. While it is off, the API server drops `maxUnavailable` of a StatefulSet. */
  readonly MaxUnavailableStatefulSet: boolean;
}
