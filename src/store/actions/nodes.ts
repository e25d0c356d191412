/** Actions on nodes: through the API server, and on the machine itself. */
import type { ObjectView, Pod } from '../../engine/index.ts';
import { kubectlAction, simulationAction } from './action.ts';
import { objectName } from './arguments.ts';

const takes = { name: objectName };

const podsOn = (view: Pick<ObjectView, 'list'>, node: string): readonly Pod[] =>
  view.list('pods').filter(({ spec }) => spec.nodeName === node);

/** Returns the flags without which kubectl would refuse to drain the node. */
function drainFlags(view: Pick<ObjectView, 'list'>, node: string): readonly string[] {
  const pods = podsOn(view, node);
  const unmanaged = pods.some(({ metadata }) => !metadata.ownerReferences?.some(({ controller }) => controller));
  const local = pods.some(({ spec }) => spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined));
  return [...(unmanaged ? ['--force'] : []), ...(local ? ['--delete-emptydir-data'] : [])];
}

export const nodeActions = {
  /** Disconnects the machine from the network; its containers keep running. kubectl has no command for this. */
  cutNode: simulationAction({
    label: 'node.cut',
    group: 'nodes',
    takes,
    perform: ({ requests }, { name }) => requests.toNodes((nodes, actor) => nodes.cutNode(name, actor)),
  }),
  /** Reconnects the machine to the network. If its Node was deleted, it registers again. */
  restoreNode: simulationAction({
    label: 'node.restore',
    group: 'nodes',
    takes,
    perform: ({ requests }, { name }) => requests.toNodes((nodes, actor) => nodes.restoreNode(name, actor)),
  }),
  /** Cordons the node and evicts its Pods; retries until they are gone, or until `cancelDrain`. */
  drainNode: simulationAction({
    label: 'node.drain',
    group: 'nodes',
    takes,
    kubectl: ({ view }, { name }) => ['drain', name, ...drainFlags(view, name)],
    perform: ({ state, drains }, { name }) => drains.begin(name, ['drain', name, ...drainFlags(state.view, name)]),
  }),
  /** Stops draining, as Ctrl-C does: evicted Pods are still deleted, the others stay, and the node stays cordoned. */
  cancelDrain: simulationAction({
    label: 'node.cancelDrain',
    group: 'nodes',
    takes,
    perform: ({ drains }, { name }) => drains.cancel(name),
  }),
  /** Marks the node unschedulable; its Pods stay. */
  cordonNode: kubectlAction({
    label: 'node.cordon',
    group: 'nodes',
    takes,
    kubectl: (_, { name }) => ['cordon', name],
  }),
  uncordonNode: kubectlAction({
    label: 'node.uncordon',
    group: 'nodes',
    takes,
    kubectl: (_, { name }) => ['uncordon', name],
  }),
  /** Deletes the Node, not the machine: its containers keep running until the kubelet learns of the deletion. */
  deleteNode: kubectlAction({
    label: 'node.delete',
    group: 'nodes',
    takes,
    kubectl: (_, { name }) => ['delete', 'node', name],
  }),
} as const;
