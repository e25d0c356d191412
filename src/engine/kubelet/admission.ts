/** Admission of Pods by a node: a Pod with `nodeName` bypasses the scheduler. */
// Models kubernetes/pkg/kubelet/lifecycle/predicate.go and Kubelet.rejectPod
import { amounts, podRequests } from '../api/pod-requests.ts';
import { isTolerated } from '../api/taints.ts';
import type { Pod } from '../api/types.ts';
import type { ObjectView } from '../apiserver/api.ts';
import { controllerUid } from '../apiserver/object-store.ts';
import { nodePorts } from '../scheduler/filters/node-ports.ts';
import { matchesNode } from '../scheduler/filters/node-affinity.ts';
import { type NodeInfo, NodePods } from '../scheduler/node-info.ts';

interface AdmissionFailure {
  readonly reason: string;
  readonly message: string;
}

const predicate = (reason: string, why: string): AdmissionFailure => ({
  reason,
  message: `Predicate ${reason} failed: ${why}`,
});

/** Returns the resource of which the node has too little; the first in upstream's order. */
function shortage(pod: Pod, { node, load }: NodeInfo): AdmissionFailure | undefined {
  const allocatable = amounts(node.status.allocatable);
  const asked = podRequests(pod.spec);
  for (const name of new Set(['pods', 'cpu', 'memory', 'ephemeral-storage', ...asked.keys()])) {
    // Extended resources that no node has may be provided by the cluster.
    if (name.includes('/') && !allocatable.has(name)) continue;
    const unit = name === 'cpu' ? 1 : 1000;
    const inUnits = (thousandths = 0): number => Math.ceil(thousandths / unit);
    const requested = name === 'pods' ? 1 : inUnits(asked.get(name));
    const used = name === 'pods' ? load.pods.size : inUnits(load.requested.get(name));
    const capacity = inUnits(allocatable.get(name));
    if (requested > 0 && requested > capacity - used) {
      const message = `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
      return { reason: `OutOf${name}`, message };
    }
  }
  return undefined;
}

/**
 * Returns the reason why the node rejects the Pod. A cordon, or a taint with an effect other than NoExecute, is not
 * one.
 */
export function admissionFailure(pod: Pod, info: NodeInfo, store: ObjectView): AdmissionFailure | undefined {
  const { spec } = info.node;
  if ((pod.spec.os?.name ?? 'linux') !== 'linux') {
    return { reason: 'PodOSNotSupported', message: "Failed to admit pod as the OS field doesn't match node OS" };
  }
  const lacking = shortage(pod, info);
  if (lacking !== undefined) return lacking;
  if (!matchesNode(pod, info.node))
    return predicate('NodeAffinity', "node(s) didn't match Pod's node affinity/selector");
  const portsFilter = nodePorts.preFilter(pod, { nodes: [info], store });
  const taken = typeof portsFilter === 'function' ? portsFilter(info) : undefined;
  if (taken !== undefined) return predicate('NodePorts', taken.reasons[0]!);
  const repels = spec.taints?.some((t) => t.effect === 'NoExecute' && !isTolerated(t, pod.spec.tolerations));
  return repels ? predicate('TaintToleration', "node(s) had taints that the pod didn't tolerate") : undefined;
}

/** Number of rejections of one controller's Pods without a delay. */
const promptRejections = 20;
const [firstDelay, longestDelay] = [10_000, 300_000];

/** The Pods that each node has admitted, with their allocated resources. */
export class Admission {
  readonly #loads = new Map<string, NodePods>();
  /** By uid of the controller: the number of its rejected Pods, and the time of the next rejection. */
  readonly #rejections = new Map<string, { readonly count: number; readonly next: number }>();

  constructor(private readonly store: ObjectView) {}

  #loadOn(node: string): NodePods {
    let load = this.#loads.get(node);
    if (load === undefined) this.#loads.set(node, (load = new NodePods()));
    return load;
  }

  /** Notes that the node has admitted the Pod, or has allocated new resources to its containers. */
  take(pod: Pod): void {
    this.#loadOn(pod.spec.nodeName!).set(pod);
  }

  /** Notes that no container of the Pod runs any more. */
  release(pod: Pod): void {
    this.#loads.get(pod.spec.nodeName!)?.delete(pod);
  }

  failure(pod: Pod): AdmissionFailure | undefined {
    const node = this.store.get('nodes', pod.spec.nodeName!);
    return node && admissionFailure(pod, { node, load: this.#loadOn(node.metadata.name) }, this.store);
  }

  /**
   * Returns the virtual ms until a Pod may be rejected. Differs: upstream never waits; a controller that endlessly
   * replaces its Pods would fill the cluster.
   */
  delay(pod: Pod, now: number): number {
    return Math.max(0, (this.#rejections.get(controllerUid(pod) ?? '')?.next ?? 0) - now);
  }

  /** Counts a rejection. */
  reject(pod: Pod, now: number): void {
    const controller = controllerUid(pod);
    if (controller === undefined) return;
    const count = (this.#rejections.get(controller)?.count ?? 0) + 1;
    const waits = count < promptRejections ? 0 : Math.min(firstDelay * 2 ** (count - promptRejections), longestDelay);
    this.#rejections.set(controller, { count, next: now + waits });
  }
}
