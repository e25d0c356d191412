/**
 * How long things take, in virtual milliseconds. No rule of Kubernetes rests on these numbers; they are chosen so that
 * at normal speed a person can follow, and so that a controller reacts sooner than a person's next request.
 */
export const latency = {
  /** From a change to the controller's reconcile. */
  statefulSetSync: 10,
  replicaSetSync: 5,
  /** Later than a ReplicaSet has deleted Pods and then counted them: a rollout goes by such counts. */
  deploymentSync: 15,
  endpointSliceSync: 20,
  /** From a change to the collector's look at what an owner waits for, and to the deletion of a dependent. */
  garbageCollectionOwner: 6,
  garbageCollection: 20,
  volumeSync: 20,
  ephemeralVolumeSync: 5,
  namespaceSync: 20,
  quotaSync: 20,
  scheduling: 15,
  nodeTaint: 20,
  disruptionSync: 20,
  /** From a Pod's placement, or its end, to the volume at its node, or off it. */
  attach: 100,
  /** From the moment a node is back in the network to its kubelet's report. */
  nodeStatus: 50,
  /** From the scheduler's binding, or a deletion, to the kubelet's reaction. */
  kubeletSync: 50,
  /** Provisioning of a volume by the storage system: min, max. */
  provision: [250, 450],
  /** Pulling an image that the node does not have: min, max. */
  pull: [700, 1500],
  /** A registry's answer that there is no such image. */
  pullFailure: 500,
  containerStart: [250, 450],
  /** From a running container to readiness, when no probe says otherwise. */
  becomeReady: 300,
  /** From SIGTERM to the end of a Pod whose processes behave. */
  terminate: 800,
  /** Between the removals of two Pods that are deleted at the same time. */
  removal: 7,
  /** From the start of a container that crashes to its end. */
  crash: 500,
} as const;
