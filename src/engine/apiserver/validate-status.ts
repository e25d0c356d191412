/** Validates a status. Only controllers write one, but they can make mistakes, too. */
// Models kubernetes/pkg/apis/apps/validation/validation.go (ValidateStatefulSetStatus)
import type { KubernetesObject, StatefulSetStatus } from '../api/types.ts';
import { type Errors, invalidValue, nonNegative } from '../api/validation/errors.ts';

const counters = ['readyReplicas', 'availableReplicas', 'currentReplicas', 'updatedReplicas'] as const;

export function validateStatus(object: KubernetesObject): Errors {
  const errors: Errors = [];
  if (object.kind !== 'StatefulSet') return errors;
  const { status } = object as KubernetesObject & { readonly status: StatefulSetStatus };
  for (const counter of ['replicas', ...counters] as const) nonNegative(errors, `status.${counter}`, status[counter]);
  for (const counter of counters) {
    if ((status[counter] ?? 0) > (status.replicas ?? 0)) {
      invalidValue(errors, `status.${counter}`, status[counter], 'cannot be greater than status.replicas');
    }
  }
  return errors;
}
