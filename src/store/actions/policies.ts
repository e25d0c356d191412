/** Actions on the policies of the set: by a patch if the API server allows it, or else by other ways. */
import { hasValue, policies, policyEdits, policyNames, policyPatch, policyValues } from '../../view/policies.ts';
import type { LabState } from '../state/lab-state.ts';
import type { PendingOutcome, Outcome } from '../state/outcome.ts';
import { inNamespace, kubectlAction, recordingAction, simulationAction } from './action.ts';
import { ArgumentError, oneOf } from './arguments.ts';

const takes = { policy: oneOf(policyNames), value: oneOf(policyValues) };
type Taken = { readonly [Name in keyof typeof takes]: ReturnType<(typeof takes)[Name]> };

function check({ policy, value }: Taken): void {
  if (!hasValue(policy, value)) throw new ArgumentError(`${policy} cannot be ${value}`);
}

const lives = ({ stage }: LabState): boolean => stage.setExists && !stage.terminating;

/** Returns the arguments of the command that changes a policy of the live set. */
export const patchCommand = (state: LabState, { policy, value }: Taken): readonly string[] => [
  ...['patch', 'statefulset', state.stage.setName, ...inNamespace(state), '--type', 'merge', '-p'],
  policyPatch(policy, value),
];

/** Returns the arguments of the command that deletes the set and leaves its Pods running. */
export const orphanCommand = (state: LabState): readonly string[] => [
  ...['delete', 'statefulset', state.stage.setName, ...inNamespace(state), '--cascade=orphan'],
];

const unreadable: Outcome = { ok: false, lines: ['the text in the editor does not hold this StatefulSet'] };

export const policyActions = {
  /** Sets a mutable policy of the live set. */
  setPolicy: kubectlAction({
    label: 'action.setPolicy',
    group: 'set',
    takes,
    enabled: lives,
    needs: 'set',
    kubectl(state, argument) {
      check(argument);
      const { policy } = argument;
      if (policies[policy].immutable) throw new ArgumentError(`${policy} of an existing StatefulSet is immutable`);
      return patchCommand(state, argument);
    },
    writes: ({ policy, value }) => policyEdits(policy, value),
  }),
  /**
   * Changes an immutable policy: deletes the set without its Pods, writes the policy into the text, and applies the
   * text. The new set adopts the Pods.
   */
  recreateSet: simulationAction({
    label: 'action.recreateSet',
    group: 'set',
    takes,
    enabled: lives,
    needs: 'set',
    kubectl: orphanCommand,
    perform({ state, editor, kubectl, sessions, moment }, argument): Outcome | PendingOutcome {
      check(argument);
      const fields = policyEdits(argument.policy, argument.value);
      if (!editor.canWrite(fields)) return unreadable;
      return kubectl.run(orphanCommand(state), {
        ended(succeeded) {
          if (!succeeded || !editor.draft(fields)) return;
          sessions.recordApply(() => editor.apply());
          moment.settle();
        },
      });
    },
  }),
  /** Writes a policy into the text; for a set that does not exist yet. */
  writePolicy: recordingAction({
    label: 'action.writePolicy',
    group: 'set',
    takes,
    perform({ editor }, argument): Outcome {
      check(argument);
      return editor.draft(policyEdits(argument.policy, argument.value)) ? { ok: true, lines: [] } : unreadable;
    },
  }),
} as const;
