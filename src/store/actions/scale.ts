import { action, inNamespace } from './action.ts';
import type { LabState } from '../lab-state.ts';

const command = (state: LabState, replicas: number) =>
  `kubectl scale statefulset ${state.stage.setName}${inNamespace(state)} --replicas=${replicas}`;
const exists = ({ stage }: LabState) => stage.setExists;

/** Sets `spec.replicas`. */
export const scale = action({
  id: 'scale',
  label: 'action.scale',
  enabled: exists,
  needs: 'set',
  kubectl: command,
  perform: (lab, replicas: number) =>
    lab.setField({ path: ['spec', 'replicas'], value: replicas, patch: { spec: { replicas } }, answer: 'scaled' }),
});

export const addReplica = action({
  id: 'addReplica',
  label: 'action.addReplica',
  shortcut: '+',
  enabled: exists,
  needs: 'set',
  kubectl: (state) => command(state, state.stage.replicas + 1),
  perform: (lab) => scale.perform(lab, lab.state().stage.replicas + 1),
});

export const removeReplica = action({
  id: 'removeReplica',
  label: 'action.removeReplica',
  shortcut: '-',
  enabled: (state) => exists(state) && state.stage.replicas > 0,
  needs: 'replica',
  kubectl: (state) => command(state, state.stage.replicas - 1),
  perform: (lab) => scale.perform(lab, lab.state().stage.replicas - 1),
});
