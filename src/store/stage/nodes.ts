/** Who runs where: the nodes with the Pods of the set that is shown, and the Pods that have no node yet. */
import { type Node, type ObjectView, type Pod, podRequests, resourceAmounts, virtualTime } from '../../engine/index.ts';
import { bytesText, cpuText } from '../../kubectl/quantities.ts';
import type { PodModel, StageModel } from '../stage-model.ts';
import { ordinalAfter } from './claims.ts';
import type { Machine, Machines } from './machines.ts';
import { podModel, silentNodes } from './pod.ts';

/** Of one resource: what the Pods request, and what the node has for Pods. */
export interface ResourceModel {
  readonly name: 'cpu' | 'memory' | 'pods';
  /** As quantities, e.g. `500m`, `16Gi`. */
  readonly requested: string;
  readonly allocatable: string;
  /** 0 … 1. */
  readonly share: number;
}

/** A Pod that the API server has forgotten and whose containers still run. */
export interface StrayModel {
  readonly pod: PodModel;
  /** The node of the Pod that has its name now: there may be two of one identity. Null: there is none. */
  readonly twinNode: string | null;
}

export interface NodeModel {
  readonly name: string;
  /** There is a Node object. Without one the machine is no part of the cluster, whatever runs there. */
  readonly registered: boolean;
  /** Status of the condition Ready: what the control plane believes. */
  readonly ready: 'True' | 'False' | 'Unknown';
  /** Whether the machine can be reached: what is so. */
  readonly connected: boolean;
  /** Since when (virtual ms) nothing has been heard of it; null while it can be reached. */
  readonly silentSince: number | null;
  readonly unschedulable: boolean;
  /** As kubectl writes them, e.g. `node.kubernetes.io/unreachable:NoExecute`. */
  readonly taints: readonly string[];
  /** When the first Pod goes that does not tolerate what has come over the node (virtual ms); null: none has to. */
  readonly evictionAt: number | null;
  readonly resources: readonly ResourceModel[];
  /** Of the set that is shown, by ordinal. */
  readonly pods: readonly PodModel[];
  /** How many others there are on the node. */
  readonly others: number;
  /** Of the set that is shown. */
  readonly strays: readonly StrayModel[];
}

export interface PendingModel {
  readonly pod: PodModel;
  /** What the scheduler says of it. */
  readonly reason: string | null;
}

export interface NodesModel {
  readonly nodes: readonly NodeModel[];
  /** Pods of the set that have no node. */
  readonly pending: readonly PendingModel[];
}

/** The same view, stage and machines give the same model. Its Pods are those of the stage. */
export function nodesModel(view: ObjectView, stage: StageModel, machines: Machines): NodesModel {
  const own = stage.slots.flatMap(({ pod }) => pod ?? []);
  const byNode = new Map<string, Pod[]>();
  for (const pod of view.list('pods')) {
    const { nodeName } = pod.spec;
    if (nodeName === undefined) continue;
    const list = byNode.get(nodeName);
    if (list === undefined) byNode.set(nodeName, [pod]);
    else list.push(pod);
  }
  const names = new Set([...machines.keys(), ...view.list('nodes').map(({ metadata }) => metadata.name)]);
  return {
    nodes: [...names].sort(byNumber).map((name) => {
      const pods = own.filter(({ node }) => node === name);
      const all = byNode.get(name) ?? [];
      const machine = machines.get(name);
      return {
        ...nodeFacts(name, view.get('nodes', name), all, machine),
        pods,
        others: all.length - pods.length,
        strays: strayModels(view, machine, stage),
      };
    }),
    pending: own
      .filter(({ node }) => node === null)
      .map((pod) => ({ pod, reason: unscheduledReason(view.get('pods', pod.name, stage.namespace)) })),
  };
}

/** `node-2` before `node-10`. */
const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function nodeFacts(name: string, node: Node | undefined, pods: readonly Pod[], machine: Machine | undefined) {
  const ready = node?.status.conditions?.find(({ type }) => type === 'Ready')?.status ?? 'Unknown';
  return {
    name,
    registered: node !== undefined,
    ready: ready as NodeModel['ready'],
    connected: machine?.connected ?? true,
    silentSince: machine?.cutAt ?? null,
    unschedulable: node?.spec.unschedulable ?? false,
    taints: (node?.spec.taints ?? []).map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`),
    evictionAt: node === undefined ? null : evictionAt(node, pods),
    resources: node === undefined ? [] : resourceModels(node, pods),
  };
}

/** As the taint eviction controller reckons: a Pod stays for as long as it tolerates every taint of effect NoExecute. */
function evictionAt({ spec }: Node, pods: readonly Pod[]): number | null {
  const taints = (spec.taints ?? []).filter(({ effect, timeAdded }) => effect === 'NoExecute' && timeAdded);
  const times = pods
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .flatMap((pod) =>
      taints.map(({ key, timeAdded }) => {
        const seconds = (pod.spec.tolerations ?? [])
          .filter((t) => (t.key === key || !t.key) && (!t.effect || t.effect === 'NoExecute'))
          .map((toleration) => toleration.tolerationSeconds ?? Infinity);
        return virtualTime(String(timeAdded)) + (seconds.length === 0 ? 0 : Math.min(...seconds)) * 1000;
      }),
    );
  const first = Math.min(...times);
  return Number.isFinite(first) ? first : null;
}

/** As the scheduler reckons: Pods that have ended need nothing any more. */
function resourceModels({ status }: Node, pods: readonly Pod[]): ResourceModel[] {
  const allocatable = resourceAmounts(status.allocatable);
  const living = pods.filter(({ status: { phase } }) => phase !== 'Succeeded' && phase !== 'Failed');
  return (['cpu', 'memory', 'pods'] as const).map((name) => {
    const all = (allocatable.get(name) ?? 0) / 1000;
    const used =
      name === 'pods'
        ? living.length
        : living.reduce((sum, { spec }) => sum + (podRequests(spec).get(name) ?? 0), 0) / 1000;
    const text = { cpu: cpuText, memory: bytesText, pods: String }[name];
    return { name, requested: text(used), allocatable: text(all), share: all === 0 ? 0 : Math.min(used / all, 1) };
  });
}

function strayModels(
  view: ObjectView,
  machine: Machine | undefined,
  { namespace, setName, revisions, slots }: StageModel,
): StrayModel[] {
  const silent = silentNodes(view);
  const index = (name: string): number => revisions.find((revision) => revision.name === name)?.index ?? 0;
  return (machine?.strays ?? [])
    .filter(({ metadata }) => metadata.namespace === namespace && ordinalAfter(`${setName}-`, metadata.name) !== null)
    .map((stray) => {
      const twin = slots.find(({ podName }) => podName === stray.metadata.name)?.pod;
      return { pod: podModel(stray, silent, index), twinNode: twin?.node ?? null };
    });
}

function unscheduledReason(pod: Pod | undefined): string | null {
  const condition = pod?.status.conditions?.find(({ type }) => type === 'PodScheduled');
  return condition?.status === 'False' ? (condition.message ?? null) : null;
}
