/** Validates updates of a Pod: the fields that can change. */
// Models kubernetes/pkg/apis/core/validation/validation.go (ValidatePodUpdate)
import { equal } from '../../../base/values.ts';
import { mustRun } from '../../affinity.ts';
import type { Container, Labels, Pod, PodSpec } from '../../types.ts';
import { type Errors, forbiddenField, invalidValue } from '../errors.ts';
import { podSpecDiff } from '../spec-diff.ts';

/**
 * Images can be changed, tolerations added, and scheduling gates removed; for a gated Pod, also some scheduling rules.
 */
export function validatePodUpdate(errors: Errors, pod: Pod, old: Pod): void {
  if (pod.spec === old.spec) return;
  for (const list of ['containers', 'initContainers'] as const) {
    if ((pod.spec[list] ?? []).length === (old.spec[list] ?? []).length) continue;
    forbiddenField(errors, `spec.${list}`, 'pod updates may not add or remove containers');
    return;
  }
  if (!validateDeadlineUpdate(errors, pod.spec, old.spec)) return;
  validateTolerationsUpdate(errors, pod.spec, old.spec);
  validateGatesUpdate(errors, pod.spec, old.spec);
  if (isGated(old)) validateNodeChoiceUpdate(errors, pod.spec, old.spec);
  const rest = withMutableFields(pod.spec, old.spec, isGated(old));
  if (equal(rest, old.spec)) return;
  const why =
    'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
  forbiddenField(errors, 'spec', `${why}\n${podSpecDiff(old.spec, rest)}`);
}

const isGated = ({ spec }: Pod): boolean => (spec.schedulingGates ?? []).length > 0;

/**
 * A deadline can be added or shortened.
 * @returns true if other fields are checked as well.
 */
function validateDeadlineUpdate(errors: Errors, spec: PodSpec, old: PodSpec): boolean {
  const [deadline, before] = [spec.activeDeadlineSeconds, old.activeDeadlineSeconds];
  if (before === undefined || (deadline !== undefined && deadline <= before)) return true;
  const why =
    deadline === undefined
      ? 'must not update from a positive integer to nil value'
      : 'must be less than or equal to previous value';
  invalidValue(errors, 'spec.activeDeadlineSeconds', deadline ?? null, why);
  return deadline === undefined;
}

function validateTolerationsUpdate(errors: Errors, spec: PodSpec, old: PodSpec): void {
  const kept = (old.tolerations ?? []).every(({ tolerationSeconds: _, ...before }) =>
    spec.tolerations?.some(({ tolerationSeconds: __, ...now }) => equal(now, before)),
  );
  if (kept) return;
  const why = 'existing toleration can not be modified except its tolerationSeconds';
  forbiddenField(errors, 'spec.tolerations', why);
}

function validateGatesUpdate(errors: Errors, spec: PodSpec, old: PodSpec): void {
  (spec.schedulingGates ?? []).forEach(({ name }, i) => {
    if (old.schedulingGates?.some((gate) => gate.name === name)) return;
    const why = `only deletion is allowed, but found new scheduling gate '${name}'`;
    forbiddenField(errors, `spec.schedulingGates[${i}].name`, why);
  });
}

type NodeAffinity = NonNullable<PodSpec['affinity']>['nodeAffinity'];
type Term = NonNullable<NonNullable<NodeAffinity>[typeof mustRun]>['nodeSelectorTerms'][number];

/** The scheduling rules of a gated Pod can become stricter. */
function validateNodeChoiceUpdate(errors: Errors, spec: PodSpec, old: PodSpec): void {
  const [labels, before] = [spec, old].map(({ nodeSelector }) => (nodeSelector ?? {}) as Labels);
  if (Object.entries(before!).some(([key, value]) => labels![key] !== value)) {
    const why = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
    invalidValue(errors, 'spec.nodeSelector', labels, why);
  }
  const [terms, had] = [spec, old].map(({ affinity }) => affinity?.nodeAffinity?.[mustRun]?.nodeSelectorTerms);
  if (had === undefined || had.length === 0) return;
  const field = `spec.affinity.nodeAffinity.${mustRun}.nodeSelectorTerms`;
  if (terms?.length !== had.length) {
    invalidValue(
      errors,
      field,
      terms ?? null,
      'no additions/deletions to non-empty NodeSelectorTerms list are allowed',
    );
    return;
  }
  terms.forEach((term, i) => {
    if (extendsTerm(term, had[i]!)) return;
    invalidValue(errors, `${field}[${i}]`, term, 'only additions are allowed (no mutations or deletions)');
  });
}

/** Returns true if a term contains all requirements of another one in the same order; it may have more. */
const extendsTerm = (term: Term, before: Term): boolean =>
  (['matchExpressions', 'matchFields'] as const).every((list) =>
    (before[list] ?? []).every((requirement, i) => equal(requirement, term[list]?.[i])),
  );

/** Returns `spec` with the mutable fields of `old`; the remaining differences are not allowed. */
function withMutableFields(spec: PodSpec, old: PodSpec, gated: boolean): PodSpec {
  const images = (containers: readonly Container[] = [], before: readonly Container[] = []): Container[] =>
    containers.map((container, i) => {
      const { image } = before[i] ?? container;
      return image === undefined ? container : { ...container, image };
    });
  const mutable = [
    'activeDeadlineSeconds',
    'tolerations',
    'schedulingGates',
    ...(gated ? ['nodeSelector'] : []),
  ] as const;
  const rest = { ...spec } as Record<string, unknown>;
  for (const name of mutable) {
    delete rest[name];
    const before = (old as unknown as Record<string, unknown>)[name];
    if (before !== undefined) rest[name] = before;
  }
  if (gated) withNodeAffinity(rest, spec, old);
  return {
    ...rest,
    containers: images(spec.containers, old.containers),
    ...(spec.initContainers && { initContainers: images(spec.initContainers, old.initContainers) }),
  } as unknown as PodSpec;
}

/** Resets the node affinity. */
function withNodeAffinity(rest: Record<string, unknown>, spec: PodSpec, old: PodSpec): void {
  const { nodeAffinity: _, ...others } = spec.affinity ?? {};
  const before = old.affinity?.nodeAffinity;
  const affinity = { ...others, ...(before !== undefined && { nodeAffinity: before }) };
  delete rest['affinity'];
  if (old.affinity !== undefined || Object.keys(affinity).length > 0) rest['affinity'] = affinity;
}
