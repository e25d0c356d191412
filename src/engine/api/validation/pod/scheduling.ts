/** Rules for scheduling: affinity, tolerations, spread. */
// Models kubernetes/pkg/apis/core/validation/validation.go
import type { LabelSelector, PodSpec } from '../../types.ts';
import { mayRun, mustRun } from '../../affinity.ts';
import { checked, duplicate, type Errors, forbiddenField, invalidValue, oneOf, required } from '../errors.ts';
import { validateLabelName, validateLabelSelector, validateOperator } from '../meta.ts';
import { isDns1123Label, isDns1123Subdomain, isLabelValue } from '../names.ts';

type Affinity = NonNullable<PodSpec['affinity']>;
type NodeTerm = NonNullable<Affinity['nodeAffinity']>['requiredDuringSchedulingIgnoredDuringExecution'] extends
  { nodeSelectorTerms: readonly (infer T)[] } | undefined
  ? T
  : never;
type Requirement = NonNullable<NodeTerm['matchExpressions']>[number];
type PodTerms = NonNullable<Affinity['podAffinity']>;
type PodTerm = NonNullable<PodTerms['requiredDuringSchedulingIgnoredDuringExecution']>[number];

export function validateAffinity(errors: Errors, field: string, affinity: Affinity): void {
  const node = affinity.nodeAffinity;
  const selector = node?.[mustRun];
  if (selector !== undefined) {
    validateNodeSelector(errors, `${field}.nodeAffinity.${mustRun}.nodeSelectorTerms`, selector.nodeSelectorTerms);
  }
  (node?.[mayRun] ?? []).forEach(({ weight, preference }, i) => {
    const at = `${field}.nodeAffinity.${mayRun}[${i}]`;
    validateWeight(errors, at, weight);
    validateNodeTerm(errors, `${at}.preference`, preference ?? {}, true);
  });
  for (const name of ['podAffinity', 'podAntiAffinity'] as const) {
    const terms = affinity[name];
    (terms?.[mustRun] ?? []).forEach((term, i) => validatePodTerm(errors, `${field}.${name}.${mustRun}[${i}]`, term));
    (terms?.[mayRun] ?? []).forEach(({ weight, podAffinityTerm }, i) => {
      const at = `${field}.${name}.${mayRun}[${i}]`;
      validateWeight(errors, at, weight);
      validatePodTerm(errors, `${at}.podAffinityTerm`, podAffinityTerm ?? {});
    });
  }
}

function validateWeight(errors: Errors, field: string, weight = 0): void {
  if (weight < 1 || weight > 100) invalidValue(errors, `${field}.weight`, weight, 'must be in the range 1-100');
}

export function validateNodeSelector(errors: Errors, field: string, terms: readonly NodeTerm[] = []): void {
  if (terms.length === 0) required(errors, field, 'must have at least one node selector term');
  terms.forEach((term, i) => validateNodeTerm(errors, `${field}[${i}]`, term, false));
}

function validateNodeTerm(errors: Errors, field: string, term: NodeTerm, preferred: boolean): void {
  (term.matchExpressions ?? []).forEach((requirement, i) => {
    validateRequirement(errors, `${field}.matchExpressions[${i}]`, requirement, preferred);
  });
  (term.matchFields ?? []).forEach(({ key = '', operator = '', values = [] }, i) => {
    const at = `${field}.matchFields[${i}]`;
    if (operator !== 'In' && operator !== 'NotIn') {
      invalidValue(errors, `${at}.operator`, operator, 'not a valid selector operator');
    } else if (values.length !== 1) {
      const why = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
      required(errors, `${at}.values`, why);
    }
    if (key !== 'metadata.name') invalidValue(errors, `${at}.key`, key, 'not a valid field selector key');
    else values.forEach((value, j) => checked(errors, `${at}.values[${j}]`, value, isDns1123Subdomain));
  });
}

function validateRequirement(errors: Errors, field: string, requirement: Requirement, preferred: boolean): void {
  const { key = '', operator = '', values = [] } = requirement;
  const at = `${field}.values`;
  if (operator === 'Gt' || operator === 'Lt') {
    const why = "must be specified single value when `operator` is 'Lt' or 'Gt'";
    if (values.length !== 1) required(errors, at, why);
  } else validateOperator(errors, field, operator, values);
  validateLabelName(errors, `${field}.key`, key);
  // A wish with such a value may be granted where nobody has to choose between nodes.
  if (!preferred) values.forEach((value, i) => checked(errors, `${at}[${i}]`, value, isLabelValue));
}

function validatePodTerm(errors: Errors, field: string, term: Partial<PodTerm>): void {
  const { labelSelector, namespaceSelector, namespaces = [], topologyKey = '' } = term;
  for (const [name, selector] of Object.entries({ labelSelector, namespaceSelector })) {
    if (selector !== undefined) validateLabelSelector(errors, `${field}.${name}`, selector as LabelSelector);
  }
  for (const name of namespaces) checked(errors, `${field}.namespace`, name, isDns1123Label);
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys'] as const) {
    const keys = term[name] ?? [];
    if (keys.length > 0 && labelSelector === undefined) {
      forbiddenField(errors, `${field}.${name}`, 'must not be specified when labelSelector is not set');
    } else keys.forEach((key, i) => validateLabelName(errors, `${field}.${name}[${i}]`, key));
  }
  if (topologyKey === '') required(errors, `${field}.topologyKey`, 'can not be empty');
  validateLabelName(errors, `${field}.topologyKey`, topologyKey);
}

export function validateTolerations(errors: Errors, field: string, tolerations: PodSpec['tolerations'] = []): void {
  tolerations.forEach(({ key = '', operator, value = '', effect, tolerationSeconds }, i) => {
    const at = `${field}[${i}]`;
    if (key !== '') validateLabelName(errors, `${at}.key`, key);
    else if (operator !== 'Exists') {
      const why = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
      invalidValue(errors, `${at}.operator`, operator ?? '', why);
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      const why = "effect must be 'NoExecute' when `tolerationSeconds` is set";
      invalidValue(errors, `${at}.effect`, effect ?? '', why);
    }
    if ((operator ?? 'Equal') === 'Equal') {
      const problems = isLabelValue(value);
      if (problems.length > 0) invalidValue(errors, `${at}.operator`, value, problems.join(';'));
    } else if (operator === 'Exists') {
      const why = "value must be empty when `operator` is 'Exists'";
      if (value !== '') invalidValue(errors, `${at}.operator`, value, why);
    } else oneOf(errors, `${at}.operator`, operator, ['Equal', 'Exists']);
    oneOf(errors, `${at}.effect`, effect, ['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
  });
}

export function validateTopologySpread(
  errors: Errors,
  field: string,
  constraints: PodSpec['topologySpreadConstraints'] = [],
): void {
  const pairs = constraints.map(
    ({ topologyKey = '', whenUnsatisfiable = '' }) => `{${topologyKey}, ${whenUnsatisfiable}}`,
  );
  const last = new Map(pairs.map((pair, i) => [pair, i]));
  constraints.forEach((constraint, i) => {
    const at = `${field}[${i}]`;
    const { maxSkew = 0, topologyKey = '', whenUnsatisfiable = '', minDomains, labelSelector } = constraint;
    if (maxSkew <= 0) invalidValue(errors, `${at}.maxSkew`, maxSkew, 'must be greater than zero');
    if (topologyKey === '') required(errors, `${at}.topologyKey`, 'can not be empty');
    oneOf(errors, `${at}.whenUnsatisfiable`, whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway']);
    if (last.get(pairs[i]!) !== i) duplicate(errors, `${at}.{topologyKey, whenUnsatisfiable}`, pairs[i]!);
    if (minDomains !== undefined) {
      if (minDomains <= 0) invalidValue(errors, `${at}.minDomains`, minDomains, 'must be greater than zero');
      if (whenUnsatisfiable !== 'DoNotSchedule') {
        const why = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
        invalidValue(errors, `${at}.minDomains`, minDomains, why);
      }
    }
    oneOf(errors, `${at}.nodeAffinityPolicy`, constraint.nodeAffinityPolicy, ['Honor', 'Ignore']);
    oneOf(errors, `${at}.nodeTaintsPolicy`, constraint.nodeTaintsPolicy, ['Honor', 'Ignore']);
    const keys = constraint.matchLabelKeys ?? [];
    if (keys.length > 0 && labelSelector === undefined) {
      forbiddenField(errors, `${at}.matchLabelKeys`, 'must not be specified when labelSelector is not set');
    }
    keys.forEach((key, j) => {
      validateLabelName(errors, `${at}.matchLabelKeys[${j}]`, key);
      const { matchLabels = {}, matchExpressions = [] } = (labelSelector ?? {}) as LabelSelector;
      if (key in matchLabels || matchExpressions.some((e) => e.key === key)) {
        const why = 'exists in both matchLabelKeys and labelSelector';
        invalidValue(errors, `${at}.matchLabelKeys[${j}]`, key, why);
      }
    });
    if (labelSelector !== undefined) {
      validateLabelSelector(errors, `${at}.labelSelector`, labelSelector as LabelSelector);
    }
  });
}
