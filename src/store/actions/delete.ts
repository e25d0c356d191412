/** Deleting a Pod, a claim, the set. */
import type { PropagationPolicy, ResourceName } from '../../engine/index.ts';
import type { Lab, Outcome } from '../lab.ts';
import { action, inNamespace } from './action.ts';

function remove(lab: Lab, resource: ResourceName, printed: string, name: string, policy?: PropagationPolicy): Outcome {
  const { namespace } = lab.state().stage;
  return lab.request((api, actor) => {
    api.delete(resource, name, namespace, actor, { propagationPolicy: policy });
    return [`${printed} "${name}" deleted from ${namespace} namespace`];
  });
}

export const deletePod = action({
  id: 'deletePod',
  label: 'action.deletePod',
  kubectl: (state, name: string) => `kubectl delete pod ${name}${inNamespace(state)}`,
  perform: (lab, name) => remove(lab, 'pods', 'pod', name),
});

export const deleteClaim = action({
  id: 'deleteClaim',
  label: 'action.deleteClaim',
  kubectl: (state, name: string) => `kubectl delete pvc ${name}${inNamespace(state)}`,
  perform: (lab, name) => remove(lab, 'persistentvolumeclaims', 'persistentvolumeclaim', name),
});

interface Cascade {
  readonly orphan: boolean;
}

/** Deletes the set. `orphan` leaves its Pods running without it. */
export const deleteSet = action({
  id: 'deleteSet',
  label: 'action.deleteSet',
  enabled: ({ stage }) => stage.setExists && !stage.terminating,
  needs: 'set',
  kubectl: (state, { orphan }: Cascade) =>
    `kubectl delete statefulset ${state.stage.setName}${inNamespace(state)}${orphan ? ' --cascade=orphan' : ''}`,
  perform: (lab, { orphan }) =>
    remove(lab, 'statefulsets', 'statefulset.apps', lab.state().stage.setName, orphan ? 'Orphan' : 'Background'),
});
