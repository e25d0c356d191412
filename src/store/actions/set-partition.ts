import { action, inNamespace } from './action.ts';

/** Sets `spec.updateStrategy.rollingUpdate.partition`. */
export const setPartition = action({
  id: 'setPartition',
  label: 'action.setPartition',
  enabled: ({ stage }) => stage.setExists && stage.updateStrategy === 'RollingUpdate',
  needs: 'rollingUpdate',
  kubectl: (state, partition: number) =>
    `kubectl patch statefulset ${state.stage.setName}${inNamespace(state)} ` +
    `-p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":${partition}}}}}'`,
  perform: (lab, partition) =>
    lab.setField({
      path: ['spec', 'updateStrategy', 'rollingUpdate', 'partition'],
      value: partition,
      patch: { spec: { updateStrategy: { rollingUpdate: { partition } } } },
      answer: 'patched',
    }),
});
