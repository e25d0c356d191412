/** What can be done to a node: by the API server, and to the machine itself. */
import type { Lab, Outcome } from '../lab.ts';
import type { LabState } from '../lab-state.ts';
import { beginDrain, podsOn } from '../drain.ts';
import { action } from './action.ts';

/** Takes the machine off the network: kubectl knows nothing like it. Its containers run on. */
export const cutNode = action({
  id: 'cutNode',
  label: 'node.cut',
  perform: (lab, name: string) =>
    lab.request((_, actor, nodes) => {
      nodes.cutNode(name, actor);
      return [];
    }),
});

/** The machine is on the network again; one whose Node was deleted registers anew. */
export const restoreNode = action({
  id: 'restoreNode',
  label: 'node.restore',
  perform: (lab, name: string) =>
    lab.request((_, actor, nodes) => {
      nodes.restoreNode(name, actor);
      return [];
    }),
});

function setUnschedulable(lab: Lab, name: string, unschedulable: boolean): Outcome {
  return lab.request((api, actor) => {
    const spec = { unschedulable: unschedulable || null };
    api.patch('nodes', name, undefined, 'strategic', { spec }, actor);
    return [`node/${name} ${unschedulable ? 'cordoned' : 'uncordoned'}`];
  });
}

/** No Pod is scheduled to the node any more; those on it stay. */
export const cordonNode = action({
  id: 'cordonNode',
  label: 'node.cordon',
  kubectl: (_, name: string) => `kubectl cordon ${name}`,
  perform: (lab, name) => setUnschedulable(lab, name, true),
});

export const uncordonNode = action({
  id: 'uncordonNode',
  label: 'node.uncordon',
  kubectl: (_, name: string) => `kubectl uncordon ${name}`,
  perform: (lab, name) => setUnschedulable(lab, name, false),
});

/** The flags without which kubectl would drain nothing. */
function drainFlags({ view }: LabState, node: string): string {
  const pods = podsOn(view, node);
  const unmanaged = pods.some(({ metadata }) => !metadata.ownerReferences?.some(({ controller }) => controller));
  const local = pods.some(({ spec }) => spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined));
  return `${unmanaged ? ' --force' : ''}${local ? ' --delete-emptydir-data' : ''}`;
}

/** Cordons the node and evicts its Pods; goes on asking until they are gone, or until {@link cancelDrain}. */
export const drainNode = action({
  id: 'drainNode',
  label: 'node.drain',
  kubectl: (state, name: string) => `kubectl drain ${name}${drainFlags(state, name)}`,
  perform(lab, name) {
    if (!lab.state().drains.some(({ node }) => node === name)) return beginDrain(lab, name);
  },
});

/** Ctrl-C: the Pods that were evicted go, the others stay, and the node stays cordoned. */
export const cancelDrain = action({
  id: 'cancelDrain',
  label: 'node.cancelDrain',
  perform: (lab, name: string) => lab.set({ drains: lab.state().drains.filter(({ node }) => node !== name) }),
});

/** Deletes the Node, not the machine: its Pods are collected, its containers run on until the machine hears of it. */
export const deleteNode = action({
  id: 'deleteNode',
  label: 'node.delete',
  kubectl: (_, name: string) => `kubectl delete node ${name}`,
  perform: (lab, name) =>
    lab.request((api, actor) => {
      api.delete('nodes', name, undefined, actor);
      return [`node "${name}" deleted`];
    }),
});
