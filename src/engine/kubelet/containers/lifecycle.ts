/** Stops a container: its preStop hook, SIGTERM, and SIGKILL at the end of the grace period. */
// Models kubernetes/pkg/kubelet/kuberuntime/kuberuntime_container.go (killContainer)
import type { Container } from '../../api/types.ts';
import { sleepTime } from '../../programs/sh/sleep-time.ts';

/** Shortest time between SIGTERM and SIGKILL, even after a long hook, in virtual ms. */
export const leastGrace = 2000;

/** Of the hooks, only sleeps take time. */
function preStopTime({ lifecycle }: Container): number {
  const { sleep, exec } = lifecycle?.preStop ?? {};
  if (sleep !== undefined) return sleep.seconds * 1000;
  const pauses = (exec?.command ?? []).join(' ').matchAll(/\bsleep\s+([\d.]+[smhd]?)/g);
  return [...pauses].reduce((sum, [, time]) => sum + (sleepTime(time!) ?? 0), 0);
}

/**
 * Returns the virtual ms from the first hook to the end.
 * @param grace In seconds.
 * @param terminate Virtual ms that a process needs to handle SIGTERM.
 */
export function stopTime(container: Container, ignoresSigterm: boolean, grace: number, terminate: number): number {
  const hook = Math.min(preStopTime(container), grace * 1000);
  const left = Math.max(grace * 1000 - hook, leastGrace);
  return hook + (ignoresSigterm ? left : Math.min(terminate, left));
}
