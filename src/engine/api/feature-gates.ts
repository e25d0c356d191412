/** Switches of the cluster that change what the API server accepts and what controllers do. */
export interface FeatureGates {
  /** Beta and off by default in v1.36: the API server drops `maxUnavailable` of a StatefulSet while it is off. */
  readonly MaxUnavailableStatefulSet: boolean;
}
