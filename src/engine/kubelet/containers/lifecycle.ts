/** How a container is stopped: its preStop hook, SIGTERM, and SIGKILL when the grace period is over. */
// Models kubernetes/pkg/kubelet/kuberuntime/kuberuntime_container.go (killContainer)
import type { Container } from '../../api/types.ts';
import { sleepTime } from '../../programs/sh/sleep-time.ts';

/** Least time between SIGTERM and SIGKILL, however long the hook took, in virtual ms. */
export const leastGrace = 2000;

/** Of the hooks only pauses take time. */
function preStopTime({ lifecycle }: Container): number {
  const { sleep, exec } = lifecycle?.preStop ?? {};
  if (sleep !== undefined) return sleep.seconds * 1000;
  const pauses = (exec?.command ?? []).join(' ').matchAll(/\bsleep\s+([\d.]+[smhd]?)/g);
  return [...pauses].reduce((sum, [, time]) => sum + (sleepTime(time!) ?? 0), 0);
}

/**
 * Virtual ms from the first hook to the end.
 * @param grace in seconds.
 * @param terminate how long a process that heeds SIGTERM needs.
 */
export function stopTime(container: Container, ignoresSigterm: boolean, grace: number, terminate: number): number {
  const hook = Math.min(preStopTime(container), grace * 1000);
  const left = Math.max(grace * 1000 - hook, leastGrace);
  return hook + (ignoresSigterm ? left : Math.min(terminate, left));
}
