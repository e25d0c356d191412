/** The status of a node that its kubelet reports. */
// Models kubernetes/pkg/kubelet/kubelet_node_status.go
// Differs: it reports only changes; the lease every ten seconds is implied.
import type { Node } from '../api/types.ts';
import type { ComponentContext } from '../controllers/component.ts';
import { nodeConditions } from '../controllers/nodelifecycle/node-conditions.ts';

const actor = { name: 'kubelet', reason: 'ReportNode' };

export class NodeStatus {
  /** Deleted nodes, with their last state. */
  readonly #deleted = new Map<string, Node>();

  constructor(private readonly context: ComponentContext) {}

  keep(node: Node): void {
    this.#deleted.set(node.metadata.name, node);
  }

  isKnown(name: string): boolean {
    return this.context.store.get('nodes', name) !== undefined || this.#deleted.has(name);
  }

  /** Reports that the node is healthy. */
  report(name: string): void {
    const { api, clock, recorder, store } = this.context;
    const node = store.get('nodes', name);
    if (node === undefined) return this.#register(this.#deleted.get(name)!);
    const conditions = nodeConditions(true, clock.now, node.status.conditions);
    if (conditions.every((c, i) => c.status === node.status.conditions?.[i]?.status)) return;
    api.updateStatus({ ...node, status: { ...node.status, conditions } } as Node, actor);
    recorder.event(node, 'Normal', 'NodeReady', `Node ${name} status is now: NodeReady`, 'kubelet', { host: name });
  }

  /** Registers a machine without a Node object again, with the labels that a kubelet sets. */
  #register({ metadata: { name, labels = {} }, status }: Node): void {
    const own = Object.fromEntries(Object.entries(labels).filter(([label]) => label.startsWith('kubernetes.io/')));
    const conditions = nodeConditions(true, this.context.clock.now);
    const metadata = { name, labels: own };
    this.context.api.create(
      { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status: { ...status, conditions } },
      actor,
    );
  }
}
