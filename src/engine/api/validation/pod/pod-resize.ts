/** Validation of a resize, the subresource `pods/resize`. */
// Models kubernetes/pkg/apis/core/validation/validation.go (ValidatePodResize)
// Differs: the resources of a Pod as a whole are not resized.
import { equal } from '../../../base/values.ts';
import { isSidecar } from '../../pod-requests.ts';
import { parseQuantity } from '../../quantity.ts';
import { qosClass } from '../../qos.ts';
import type { Container, Pod } from '../../types.ts';
import { type Errors, forbiddenField, invalidValue } from '../errors.ts';

type Side = 'requests' | 'limits';
type Quantities = Readonly<Record<string, string | number>>;
const lists = ['containers', 'initContainers'] as const;
const mutable = ['cpu', 'memory'];

export function validatePodResize(errors: Errors, pod: Pod, old: Pod): void {
  if (qosClass(old.spec) !== qosClass(pod.spec)) {
    invalidValue(errors, 'spec', pod.status.qosClass, 'Pod QOS Class may not change as a result of resizing');
  }
  const running = old.status.containerStatuses?.find(({ state }) => state?.running !== undefined);
  if (running !== undefined && running.resources === undefined) {
    forbiddenField(errors, 'spec', 'Pod running on node without support for resize');
  }
  const before = errors.length;
  for (const list of lists) validateOrder(errors, list, pod.spec[list] ?? [], old.spec[list] ?? []);
  if (errors.length > before) return;
  for (const list of lists.toReversed()) {
    (old.spec[list] ?? []).forEach((container, i) => {
      validateRemoval(errors, `spec.${list}[${i}].resources`, pod.spec[list]![i]!, container);
    });
  }
  for (const list of lists) {
    (old.spec[list] ?? []).forEach((container, i) => {
      const next = pod.spec[list]![i]!;
      const within = list === 'containers' ? 'spec' : `spec.initContainers[${i}]`;
      const which = list === 'containers' ? 'resources' : 'resources for init or sidecar containers';
      if (!equal(withoutMutable(next), withoutMutable(container))) {
        forbiddenField(errors, within, `only cpu and memory ${which} are mutable`);
      }
      if (list === 'initContainers' && !isSidecar(next) && restartsToResize(next) && !equal(next, container)) {
        const why = 'non-sidecar init containers with a resize policy of RestartContainer cannot be resized';
        forbiddenField(errors, within, why);
      }
    });
  }
}

function validateOrder(
  errors: Errors,
  list: (typeof lists)[number],
  next: readonly Container[],
  old: readonly Container[],
): void {
  if (next.length !== old.length) {
    forbiddenField(errors, `spec.${list}`, `${list} may not be added or removed on resize`);
    return;
  }
  old.forEach(({ name }, i) => {
    if (next[i]!.name === name) return;
    forbiddenField(errors, `spec.${list}[${i}].name`, `${list} may not be renamed or reordered on resize`);
  });
}

const quantitiesOf = ({ resources }: Container, side: Side): Quantities => (resources?.[side] ?? {}) as Quantities;

function validateRemoval(errors: Errors, field: string, next: Container, old: Container): void {
  for (const side of ['requests', 'limits'] as const) {
    const left = quantitiesOf(next, side);
    if (Object.keys(quantitiesOf(old, side)).some((name) => !Object.hasOwn(left, name))) {
      forbiddenField(errors, `${field}.${side}`, `resource ${side} cannot be removed`);
    }
  }
}

const restartsToResize = ({ resizePolicy = [] }: Container): boolean =>
  resizePolicy.some(({ restartPolicy }) => restartPolicy === 'RestartContainer');

/** Returns the container without the fields that a resize may change. */
function withoutMutable(container: Container): object {
  const others = (side: Side): readonly (readonly [string, bigint | undefined])[] =>
    Object.entries(quantitiesOf(container, side))
      .filter(([name]) => !mutable.includes(name))
      .map(([name, quantity]) => [name, parseQuantity(quantity)?.nanos]);
  return {
    ...container,
    resources: { ...container.resources, requests: others('requests'), limits: others('limits') },
  };
}
