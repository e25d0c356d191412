/**
 * Durations in virtual milliseconds. No rule of Kubernetes depends on these numbers. They are chosen so that a person
 * can follow at normal speed, and so that a controller reacts before a person's next request.
 */
export const latency = {
  /** From a change to the controller's reconcile. */
  statefulSetSync: 10,
  replicaSetSync: 5,
  /** Longer than a ReplicaSet needs to delete Pods and count them: a rollout depends on these counts. */
  deploymentSync: 15,
  endpointSliceSync: 20,
  /** From a change to the collector's check of an owner, and to the deletion of a dependent. */
  garbageCollectionOwner: 6,
  garbageCollection: 20,
  volumeSync: 20,
  ephemeralVolumeSync: 5,
  namespaceSync: 20,
  quotaSync: 20,
  scheduling: 15,
  nodeTaint: 20,
  disruptionSync: 20,
  /** From the scheduling or the end of a Pod to attaching or detaching its volume. */
  attach: 100,
  /** From the reconnection of a node to its kubelet's report. */
  nodeStatus: 50,
  /** From the scheduler's binding, or a deletion, to the kubelet's reaction. */
  kubeletSync: 50,
  /** Provisioning of a volume by the storage system: minimum, maximum. */
  provision: [250, 450],
  /** Pulling an image that the node does not have: minimum, maximum. */
  pull: [700, 1500],
  /** A registry's answer that an image does not exist. */
  pullFailure: 500,
  containerStart: [250, 450],
  /** From the start of a container to readiness without a probe. */
  becomeReady: 300,
  /** From SIGTERM to the end of a Pod whose processes handle it. */
  terminate: 800,
  /** Between the removals of two Pods that were deleted at the same time. */
  removal: 7,
  /** From the start of a crashing container to its end. */
  crash: 500,
} as const;
