/**
 * Drains a node as `kubectl drain` does: no new Pods, each Pod evicted, and what a PodDisruptionBudget forbids asked for
 * again and again. It ends when the Pods are gone, when the user has had enough, and with the run that it began in.
 */
// Models kubectl/pkg/drain/drain.go
import { type Actor, type ApiServer, type ObjectView, type Pod, StatusError } from '../engine/index.ts';
import type { Lab, Outcome } from './lab.ts';
import type { Drain } from './lab-state.ts';

/** Virtual ms before kubectl asks again for an eviction that was refused. */
const retryAfter = 5000;

export const podsOn = (view: ObjectView, node: string): readonly Pod[] =>
  view.list('pods').filter(({ spec }) => spec.nodeName === node);

interface Pending {
  readonly pod: Pod;
  /** When to ask for it next (virtual ms); Infinity once it was granted. */
  askAt: number;
}

/** Cordons the node and evicts what may go at once. What that came to is the outcome; the rest is done as time runs. */
export function beginDrain(lab: Lab, node: string): Outcome {
  const lines: string[] = [];
  let pending: Pending[] = [];
  let drain: Drain = { node, refusal: null };
  const outcome = lab.request((api, actor) => {
    api.patch('nodes', node, undefined, 'strategic', { spec: { unschedulable: true } }, actor);
    lines.push(`node/${node} cordoned`);
    const pods = podsOn(api, node);
    // kubectl begins with the last: so Go runs what was started at once.
    pending = [...pods.slice(-1), ...pods.slice(0, -1)].map((pod) => ({ pod, askAt: 0 }));
    drain = { node, refusal: ask(api, actor, pending, lab.access.cluster.now(), lines) };
    if (pending.length === 0) lines.push(`node/${node} drained`);
    return lines;
  });
  if (!outcome.ok || pending.length === 0) return outcome;
  show(lab, drain);
  void goOn(lab, node, pending);
  return outcome;
}

/** In the place of what is shown of the node, else after the others. */
function show(lab: Lab, drain: Drain): void {
  const { drains } = lab.state();
  const begun = drains.some(({ node }) => node === drain.node);
  lab.set({ drains: begun ? drains.map((d) => (d.node === drain.node ? drain : d)) : [...drains, drain] });
}

async function goOn(lab: Lab, node: string, asked: readonly Pending[]): Promise<void> {
  let pending = asked;
  const { run } = lab.state();
  const over = new AbortController();
  const unsubscribe = lab.store.subscribe(({ drains, past, run: now }) => {
    if (past || now !== run || !drains.some((drain) => drain.node === node)) over.abort();
  });
  try {
    for (;;) {
      await lab.access.wait(Math.min(...pending.map(({ askAt }) => askAt)), over.signal);
      if (over.signal.aborted) return;
      const { api, cluster } = lab.access;
      pending = pending.filter(({ pod }) => isThere(api, pod));
      if (pending.length === 0) return;
      const now = cluster.now();
      if (!pending.some(({ askAt }) => askAt <= now)) continue;
      lab.request((server, actor) => {
        show(lab, { node, refusal: ask(server, actor, pending, now) });
        return [];
      });
    }
  } finally {
    unsubscribe();
    lab.set({ drains: lab.state().drains.filter((drain) => drain.node !== node) });
  }
}

const isThere = (api: ApiServer, { metadata }: Pod): boolean =>
  api.get('pods', metadata.name, metadata.namespace)?.metadata.uid === metadata.uid;

/** Asks for the evictions that are due. Returns the last refusal. */
function ask(
  api: ApiServer,
  actor: Actor,
  pending: readonly Pending[],
  now: number,
  lines: string[] = [],
): Drain['refusal'] {
  let refusal: Drain['refusal'] = null;
  for (const one of pending) {
    if (one.askAt > now) continue;
    const { name, namespace = '' } = one.pod.metadata;
    lines.push(`evicting pod ${namespace}/${name}`);
    one.askAt = Infinity;
    try {
      api.evictPod(name, namespace, actor);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      if (error.reason === 'NotFound') continue;
      // Whatever else it is, asking again does not help: the Pod stays, and so does the reason.
      const again = error.reason === 'TooManyRequests';
      if (again) one.askAt = now + retryAfter;
      refusal = { pod: name, message: error.message };
      const retry = again ? ' (will retry after 5s)' : '';
      lines.push(`error when evicting pods/"${name}" -n "${namespace}"${retry}: ${error.message}`);
    }
  }
  return refusal;
}
