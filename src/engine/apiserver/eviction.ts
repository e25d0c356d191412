/** The subresource `pods/eviction`: deletes a Pod if its disruption budget allows it. */
// Models kubernetes/pkg/registry/core/pod/storage/eviction.go
import { selectorMatches } from '../api/labels.ts';
import { withCondition } from '../api/pod-condition.ts';
import type { Pod, PodDisruptionBudget } from '../api/types.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import type { ApiServer, DeleteOptions } from './api.ts';
import { notFound, StatusError } from '../base/status-error.ts';

/** @param now Virtual ms. */
export function evict(
  api: ApiServer,
  now: number,
  name: string,
  namespace: string,
  actor: Actor,
  options?: DeleteOptions,
): void {
  const pod = api.get('pods', name, namespace);
  if (pod === undefined) throw notFound('pods', '', name);
  if (disrupts(pod)) {
    const budgets = api
      .list('poddisruptionbudgets', { namespace })
      .filter((b) => selectorMatches(b.spec.selector, pod.metadata.labels));
    if (budgets.length > 1) {
      const why = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
      throw new StatusError('InternalError', why);
    }
    const budget = budgets[0];
    if (budget !== undefined && !mayGoUnhealthy(pod, budget)) spend(api, budget, name, now, actor);
    const status = withCondition(
      pod.status,
      { type: 'DisruptionTarget', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' },
      now,
    );
    api.updateStatus({ ...pod, status } as Pod, actor);
  }
  api.delete('pods', name, namespace, actor, options);
}

/** A Pod that does not run, or is already being deleted, needs no budget. */
const disrupts = ({ status, metadata }: Pod): boolean =>
  status.phase === 'Running' && metadata.deletionTimestamp === undefined;

/** A Pod that is not ready is evicted without the budget if enough others are healthy, or always, by its policy. */
function mayGoUnhealthy(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True')) return false;
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {};
  return spec.unhealthyPodEvictionPolicy === 'AlwaysAllow' || (desiredHealthy > 0 && currentHealthy >= desiredHealthy);
}

/** Takes one disruption from the budget, or refuses the eviction. */
function spend(api: ApiServer, budget: PodDisruptionBudget, pod: string, now: number, actor: Actor): void {
  const { name, generation = 0 } = budget.metadata;
  const { status = {} } = budget;
  const { disruptionsAllowed = 0, currentHealthy = 0, desiredHealthy = 0, observedGeneration = 0 } = status;
  if (observedGeneration < generation)
    throw refusal(`The disruption budget ${name} is still being processed by the server.`);
  if (disruptionsAllowed === 0) {
    throw refusal(
      `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
    );
  }
  const disruptedPods = { ...status.disruptedPods, [pod]: timestamp(now) };
  api.updateStatus(
    {
      ...budget,
      status: { ...status, disruptionsAllowed: disruptionsAllowed - 1, disruptedPods },
    } as PodDisruptionBudget,
    actor,
  );
}

const refusal = (message: string): StatusError =>
  new StatusError('TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", [
    { type: 'DisruptionBudget', field: '', message },
  ]);
