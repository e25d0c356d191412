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
  /** Takes the machine off the network; its containers run on. kubectl cannot do that. */
  cutNode: simulationAction({
    label: 'node.cut',
    group: 'nodes',
    takes,
    perform: ({ requests }, { name }) => requests.toNodes((nodes, actor) => nodes.cutNode(name, actor)),
  }),
  /** Brings the machine back to the network. If its Node was deleted, it registers again. */
  restoreNode: simulationAction({
    label: 'node.restore',
    group: 'nodes',
    takes,
    perform: ({ requests }, { name }) => requests.toNodes((nodes, actor) => nodes.restoreNode(name, actor)),
  }),
  /** Cordons the node and evicts its Pods; asks again until they are gone, or until `cancelDrain`. */
  drainNode: simulationAction({
    label: 'node.drain',
    group: 'nodes',
    takes,
    kubectl: ({ view }, { name }) => ['drain', name, ...drainFlags(view, name)],
    perform: ({ state, drains }, { name }) => drains.begin(name, ['drain', name, ...drainFlags(state.view, name)]),
  }),
  /** Stops asking, as Ctrl-C does: the Pods that were evicted go, the others stay, and the node stays cordoned. */
  cancelDrain: simulationAction({
    label: 'node.cancelDrain',
    group: 'nodes',
    takes,
    perform: ({ drains }, { name }) => drains.cancel(name),
  }),
  /** Keeps new Pods from the node; those on it stay. */
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
  /** Deletes the Node, not the machine: its containers run on until the machine hears of it. */
  deleteNode: kubectlAction({
    label: 'node.delete',
    group: 'nodes',
    takes,
    kubectl: (_, { name }) => ['delete', 'node', name],
  }),
} as const;
