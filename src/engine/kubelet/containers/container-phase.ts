/** The phases of a container on its node, in order. */
export type ContainerPhase =
  /** Until its image and its environment are ready. */
  | 'Preparing'
  | 'Starting'
  | 'Running'
  /** Between SIGTERM and its end. */
  | 'Stopping'
  /** Ended; restarts as soon as the kubelet has noticed. */
  | 'Ended'
  | 'CrashLoopBackOff'
  /** Ended for good. */
  | 'Completed';
