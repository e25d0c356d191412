/** Phases of a container on its node, as the kubelet carries them out one after the other. */
export type ContainerPhase =
  /** Until its image and its environment are there. */
  | 'Preparing'
  | 'Starting'
  | 'Running'
  /** Between SIGTERM and its end. */
  | 'Stopping'
  /** Ended, to be started again as soon as the kubelet has noticed. */
  | 'Ended'
  | 'CrashLoopBackOff'
  /** Ended for good. */
  | 'Completed';
