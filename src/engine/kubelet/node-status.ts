/** Status that a kubelet reports for its node. */
// Models kubernetes/pkg/kubelet/kubelet_node_status.go
// Differs: it reports when it has something new to say; a lease every ten seconds is only thought of.
import type { Node } from '../api/types.ts';
import type { ComponentContext } from '../controllers/component.ts';
import { nodeConditions } from '../controllers/nodelifecycle/node-conditions.ts';

const actor = { name: 'kubelet', reason: 'ReportNode' };

export class NodeStatus {
  /** Nodes that were deleted, as they were. */
  readonly #deleted = new Map<string, Node>();

  constructor(private readonly context: ComponentContext) {}

  keep(node: Node): void {
    this.#deleted.set(node.metadata.name, node);
  }

  isKnown(name: string): boolean {
    return this.context.store.get('nodes', name) !== undefined || this.#deleted.has(name);
  }

  /** Says that the node is well. */
  report(name: string): void {
    const { api, clock, recorder, store } = this.context;
    const node = store.get('nodes', name);
    if (node === undefined) return this.#register(this.#deleted.get(name)!);
    const conditions = nodeConditions(true, clock.now, node.status.conditions);
    if (conditions.every((c, i) => c.status === node.status.conditions?.[i]?.status)) return;
    api.updateStatus({ ...node, status: { ...node.status, conditions } } as Node, actor);
    recorder.event(node, 'Normal', 'NodeReady', `Node ${name} status is now: NodeReady`, 'kubelet', { host: name });
  }

  /** A node without its Node: it is registered again, with the labels that the kubelet gives it. */
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
