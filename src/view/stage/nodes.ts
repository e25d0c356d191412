/** The nodes with the Pods of the set that is shown, and the Pods that have no node yet. */
import { type Node, type Pod, resourceAmounts, virtualTime } from '../../engine/index.ts';
import { bytesText, cpuText } from '../../kubectl/text/quantities.ts';
import { shareStructure } from '../share-structure.ts';
import type { Snapshot } from '../snapshot.ts';
import type { PodModel, SlotModel, StageModel } from '../stage-model.ts';
import { ordinalAfter } from './claims.ts';
import { slotIndex } from './find-slot.ts';
import type { Machine, Machines } from './machines.ts';
import { type Load, NodeLoads } from './node-loads.ts';
import { podModel, silentNodes } from './pod.ts';

/** One resource: the sum of the Pods' requests, and the node's allocatable amount. */
export interface ResourceModel {
  readonly name: 'cpu' | 'memory' | 'pods';
  /** As quantities, e.g. `500m`, `16Gi`. */
  readonly requested: string;
  readonly allocatable: string;
  /** 0 … 1. */
  readonly share: number;
}

/** A Pod that the API server no longer knows and whose containers still run. */
export interface StrayModel {
  readonly pod: PodModel;
  /** The node of another Pod of the same name, if there is one: two Pods may have one identity. */
  readonly twinNode: string | null;
}

export interface NodeModel {
  readonly name: string;
  /** True if there is a Node object. Without one the machine is not part of the cluster. */
  readonly registered: boolean;
  /** Status of the condition Ready: what the control plane believes. */
  readonly ready: 'True' | 'False' | 'Unknown';
  /** Actual state of the machine's connection. */
  readonly connected: boolean;
  /** Since when it is unreachable (virtual ms); null while it is reachable. */
  readonly silentSince: number | null;
  readonly unschedulable: boolean;
  /** As kubectl writes them, e.g. `node.kubernetes.io/unreachable:NoExecute`. */
  readonly taints: readonly string[];
  /** When the first Pod that does not tolerate the node's taints is evicted (virtual ms); null if none is. */
  readonly evictionAt: number | null;
  readonly resources: readonly ResourceModel[];
  /** Of the set that is shown, by ordinal. */
  readonly pods: readonly PodModel[];
  /** The slots that they are in. */
  readonly slots: readonly SlotModel[];
  /** How many others there are on the node. */
  readonly others: number;
  /** Of the set that is shown. */
  readonly strays: readonly StrayModel[];
}

export interface PendingModel {
  readonly pod: PodModel;
  /** The scheduler's message about it. */
  readonly reason: string | null;
}

export interface NodesModel {
  readonly nodes: readonly NodeModel[];
  /** Pods of the set that have no node. */
  readonly pending: readonly PendingModel[];
}

type NodeFacts = Omit<NodeModel, 'pods' | 'slots' | 'others' | 'strays'>;

/** The same view, stage and machines give the same model. Its Pods and slots are those of the stage. */
export function nodesModel(view: Snapshot, stage: StageModel, machines: Machines): NodesModel {
  return new NodesDerivation().derive(view, stage, machines);
}

/**
 * Derives one moment after the other. An unchanged node stays the same object, and only changed Pods are read again.
 * The result for a moment does not depend on the moments before.
 */
export class NodesDerivation {
  readonly #loads = new NodeLoads();
  readonly #strayPods = new WeakMap<Pod, PodModel>();
  #silent: ReadonlySet<string> = new Set();
  #facts: ReadonlyMap<string, NodeFacts> = new Map();
  #nodes: ReadonlyMap<string, NodeModel> = new Map();
  #model: NodesModel = { nodes: [], pending: [] };

  derive(view: Snapshot, stage: StageModel, machines: Machines): NodesModel {
    this.#loads.advance(view);
    this.#silent = silentNodes(view, this.#silent);
    const byNode = slotsByNode(stage.slots);
    const names = [...new Set([...machines.keys(), ...view.list('nodes').map(({ metadata }) => metadata.name)])];
    const facts = new Map<string, NodeFacts>();
    const nodes = names.sort(byNumber).map((name): NodeModel => {
      const before = this.#nodes.get(name);
      const [machine, load] = [machines.get(name), this.#loads.of(name)];
      const slots = sameItems(before?.slots, byNode.get(name) ?? []);
      const own = shareStructure(this.#facts.get(name), nodeFacts(name, view.get('nodes', name), load, machine));
      facts.set(name, own);
      const node: NodeModel = {
        ...own,
        slots,
        pods: slots === before?.slots ? before.pods : sameItems(before?.pods, podsOf(slots)),
        others: load.pods.size - slots.length,
        strays: shareStructure(before?.strays, this.#strayModels(machine, stage)),
      };
      return before !== undefined && sameFields(before, node) ? before : node;
    });
    this.#facts = facts;
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
    const pending = this.#pending(view, stage.namespace, podsOf(byNode.get(null) ?? []));
    const model: NodesModel = { nodes: sameItems(this.#model.nodes, nodes), pending };
    return (this.#model = sameFields(this.#model, model) ? this.#model : model);
  }

  #pending(view: Snapshot, namespace: string, pods: readonly PodModel[]): readonly PendingModel[] {
    const known = new Map(this.#model.pending.map((pending) => [pending.pod, pending]));
    const models = pods.map((pod): PendingModel => {
      const reason = unscheduledReason(view.get('pods', pod.name, namespace));
      const before = known.get(pod);
      return before?.reason === reason ? before : { pod, reason };
    });
    return sameItems(this.#model.pending, models);
  }

  #strayModels(machine: Machine | undefined, stage: StageModel): readonly StrayModel[] {
    const { namespace, setName, slots } = stage;
    return (machine?.strays ?? []).flatMap((stray) => {
      const ordinal = ordinalAfter(`${setName}-`, stray.metadata.name);
      if (stray.metadata.namespace !== namespace || ordinal === null) return [];
      const twin = slots[slotIndex(slots, ordinal)]?.pod;
      return { pod: this.#strayPod(stray, stage), twinNode: twin?.node ?? null };
    });
  }

  #strayPod(stray: Pod, { revisions }: StageModel): PodModel {
    const index = (name: string): number => revisions.find((revision) => revision.name === name)?.index ?? 0;
    const known = this.#strayPods.get(stray);
    const silent = this.#silent.has(stray.spec.nodeName ?? '');
    if (known !== undefined && known.nodeSilent === silent && known.revisionIndex === index(known.revision))
      return known;
    const model = podModel(stray, this.#silent, index);
    this.#strayPods.set(stray, model);
    return model;
  }
}

/** Returns the slots with a Pod, by its node; null stands for no node. */
function slotsByNode(slots: readonly SlotModel[]): ReadonlyMap<string | null, readonly SlotModel[]> {
  const byNode = new Map<string | null, SlotModel[]>();
  for (const slot of slots) {
    if (slot.pod === null) continue;
    const list = byNode.get(slot.pod.node);
    if (list === undefined) byNode.set(slot.pod.node, [slot]);
    else list.push(slot);
  }
  return byNode;
}

const podsOf = (slots: readonly SlotModel[]): PodModel[] => slots.flatMap(({ pod }) => pod ?? []);

/** Returns the list before, if it has the same items. */
function sameItems<T>(before: readonly T[] | undefined, after: readonly T[]): readonly T[] {
  return before?.length === after.length && after.every((item, i) => item === before[i]) ? before : after;
}

/** Reports if each field is the same value or the same object. */
const sameFields = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(b) as (keyof T)[]).every((field) => Object.is(a[field], b[field]));

/** `node-2` before `node-10`. */
function byNumber(a: string, b: string): number {
  const [nameA, nameB] = [a, b].map((name) => name.replace(/\d+$/, ''));
  if (nameA === nameB) return Number(a.slice(nameA?.length)) - Number(b.slice(nameB?.length));
  return a < b ? -1 : 1;
}

function nodeFacts(name: string, node: Node | undefined, load: Load, machine: Machine | undefined): NodeFacts {
  const ready = node?.status.conditions?.find(({ type }) => type === 'Ready')?.status ?? 'Unknown';
  return {
    name,
    registered: node !== undefined,
    ready: ready as NodeModel['ready'],
    connected: machine?.connected ?? true,
    silentSince: machine?.cutAt ?? null,
    unschedulable: node?.spec.unschedulable ?? false,
    taints: (node?.spec.taints ?? []).map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`),
    evictionAt: node === undefined ? null : evictionAt(node, load),
    resources: node === undefined ? [] : resourceModels(node, load),
  };
}

/**
 * Computes as the taint eviction controller does: a Pod stays as long as it tolerates every taint of effect NoExecute.
 */
function evictionAt({ spec }: Node, { pods }: Load): number | null {
  const taints = (spec.taints ?? []).filter(({ effect, timeAdded }) => effect === 'NoExecute' && timeAdded);
  if (taints.length === 0) return null;
  let first = Infinity;
  for (const pod of pods.values()) {
    if (pod.metadata.deletionTimestamp !== undefined) continue;
    for (const { key, timeAdded } of taints) {
      const seconds = (pod.spec.tolerations ?? [])
        .filter((t) => (t.key === key || !t.key) && (!t.effect || t.effect === 'NoExecute'))
        .map((toleration) => toleration.tolerationSeconds ?? Infinity);
      const stays = seconds.length === 0 ? 0 : Math.min(...seconds);
      first = Math.min(first, virtualTime(String(timeAdded)) + stays * 1000);
    }
  }
  return Number.isFinite(first) ? first : null;
}

function resourceModels({ status }: Node, load: Load): ResourceModel[] {
  const allocatable = resourceAmounts(status.allocatable);
  return (['cpu', 'memory', 'pods'] as const).map((name) => {
    const all = (allocatable.get(name) ?? 0) / 1000;
    const used = name === 'pods' ? load.living : (load.requests.get(name) ?? 0) / 1000;
    const text = { cpu: cpuText, memory: bytesText, pods: String }[name];
    return { name, requested: text(used), allocatable: text(all), share: all === 0 ? 0 : Math.min(used / all, 1) };
  });
}

function unscheduledReason(pod: Pod | undefined): string | null {
  const condition = pod?.status.conditions?.find(({ type }) => type === 'PodScheduled');
  return condition?.status === 'False' ? (condition.message ?? null) : null;
}
