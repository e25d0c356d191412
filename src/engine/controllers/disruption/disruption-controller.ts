/** Updates the status of each PodDisruptionBudget: the number of its Pods that may be evicted now. */
// Models kubernetes/pkg/controller/disruption/disruption.go
import { selectorMatches } from '../../api/labels.ts';
import type { KubernetesObject, Labels, Pod, PodDisruptionBudget } from '../../api/types.ts';
import { controllerUid } from '../../apiserver/object-store.ts';
import { equal } from '../../base/values.ts';
import { timestamp, virtualTime } from '../../sim/time.ts';
import { type Component, type ComponentContext, splitKey, type WatchedWrite } from '../component.ts';
import { latency } from '../latencies.ts';

const controllerName = 'controllermanager';
const actor = { name: 'disruption-controller', reason: 'SyncDisruptionBudget' };
/** Virtual ms after which a granted eviction without a deletion is forgotten. */
const deletionTimeout = 120_000;

const isReady = (pod: Pod): boolean =>
  pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;

export class DisruptionController implements Component {
  readonly name = 'disruption';

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    poddisruptionbudgets: ({ object }: WatchedWrite): void => this.#wake(object as PodDisruptionBudget),
    pods: ({ object, previous }: WatchedWrite): void => {
      for (const budget of this.context.store.inNamespace('poddisruptionbudgets', object.metadata.namespace!)) {
        const chooses = (labels: Labels | undefined): boolean => selectorMatches(budget.spec.selector, labels);
        if (chooses(object.metadata.labels) || chooses(previous?.metadata.labels)) this.#wake(budget);
      }
    },
  };

  #wake({ metadata }: PodDisruptionBudget, delay: number = latency.disruptionSync): void {
    this.context.clock.schedule(this.name, `${metadata.namespace}/${metadata.name}`, delay);
  }

  run(key: string): void {
    const { api, clock, store, recorder } = this.context;
    const { namespace, name } = splitKey(key);
    const budget = store.get('poddisruptionbudgets', name, namespace);
    if (budget === undefined) return;
    const pods = [...store.inNamespace('pods', namespace)].filter((p) =>
      selectorMatches(budget.spec.selector, p.metadata.labels),
    );
    if (pods.length === 0) recorder.event(budget, 'Normal', 'NoPods', 'No matching pods found', controllerName);
    const { expectedPods, desiredHealthy } = this.#expected(budget, pods);
    const disruptedPods = this.#disrupted(budget, pods);
    const currentHealthy = pods.filter(
      (p) => p.metadata.deletionTimestamp === undefined && !Object.hasOwn(disruptedPods, p.metadata.name) && isReady(p),
    ).length;
    const allowed = expectedPods === 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
    const [status, reason] = allowed > 0 ? ['True', 'SufficientPods'] : ['False', 'InsufficientPods'];
    const observedGeneration = budget.metadata.generation;
    const old = budget.status?.conditions?.[0];
    const lastTransitionTime = old?.status === status ? old?.lastTransitionTime : timestamp(clock.now);
    const next = {
      observedGeneration,
      ...(Object.keys(disruptedPods).length > 0 && { disruptedPods }),
      disruptionsAllowed: allowed,
      currentHealthy,
      desiredHealthy,
      expectedPods,
      conditions: [{ type: 'DisruptionAllowed', status, observedGeneration, lastTransitionTime, reason, message: '' }],
    };
    if (!equal(next, budget.status)) api.updateStatus({ ...budget, status: next } as PodDisruptionBudget, actor);
  }

  /** Returns the expected number of Pods, and how many of them must be healthy. */
  #expected({ spec }: PodDisruptionBudget, pods: readonly Pod[]): { expectedPods: number; desiredHealthy: number } {
    const { minAvailable, maxUnavailable } = spec;
    const count = (limit: string | number, of: number): number =>
      typeof limit === 'number' ? limit : Math.ceil((parseInt(limit, 10) * of) / 100);
    if (maxUnavailable !== undefined) {
      const expectedPods = this.#scale(pods);
      return { expectedPods, desiredHealthy: Math.max(0, expectedPods - count(maxUnavailable, expectedPods)) };
    }
    const expectedPods = typeof minAvailable === 'string' ? this.#scale(pods) : pods.length;
    return minAvailable === undefined
      ? { expectedPods: 0, desiredHealthy: 0 }
      : { expectedPods, desiredHealthy: count(minAvailable, expectedPods) };
  }

  /** Returns the replicas of the Pods' controllers; for ReplicaSets, those of their Deployment. */
  #scale(pods: readonly Pod[]): number {
    const scales = new Map<string, number>();
    for (const uid of new Set(pods.map(controllerUid))) {
      let top: KubernetesObject | undefined;
      for (let o = this.context.store.byUid(uid ?? ''); o !== undefined;) {
        top = o;
        o = this.context.store.byUid(controllerUid(o) ?? '');
      }
      if (top !== undefined)
        scales.set(top.metadata.uid, (top as { spec?: { replicas?: number } }).spec?.replicas ?? 0);
    }
    return [...scales.values()].reduce((sum, n) => sum + n, 0);
  }

  /** Returns the granted evictions whose deletions are not visible yet. */
  #disrupted(budget: PodDisruptionBudget, pods: readonly Pod[]): Readonly<Record<string, string>> {
    const { now } = this.context.clock;
    const waiting = Object.entries(budget.status?.disruptedPods ?? {}).filter(([name, granted]) => {
      const pod = pods.find((p) => p.metadata.name === name);
      const left = virtualTime(granted) + deletionTimeout - now;
      if (pod === undefined || pod.metadata.deletionTimestamp !== undefined || left <= 0) return false;
      this.#wake(budget, left);
      return true;
    });
    return Object.fromEntries(waiting);
  }
}
