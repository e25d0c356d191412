/** Rules for ResourceQuotas and LimitRanges. */
// Models kubernetes/pkg/apis/core/validation/validation.go (ValidateResourceQuota, ValidateLimitRange)
import type { ScopeSelectorRequirement } from '../../admission-types.ts';
import { compareQuantities, parseQuantity } from '../../quantity.ts';
import { isStandardResource, standardResourceProblem, validateContainerResourceName } from './container-resources.ts';
import { type Errors, follows, forbiddenField, invalidValue, required, unique } from '../errors.ts';
import { internalFields } from '../internal-form.ts';
import { type Json, list, record } from '../json.ts';

type Quantities = Readonly<Record<string, string>>;

const quantities = (value: unknown): Quantities => record(value) as Quantities;
const sortedKeys = (value: unknown): readonly string[] => Object.keys(record(value)).toSorted();

const counted =
  /^(pods|resourcequotas|services|replicationcontrollers|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers))$/;
const compute = /^((requests|limits)\.)?(cpu|memory)$/;
const claims = /^(persistentvolumeclaims|requests\.storage)$/;

const inQuotas = (name: string): boolean => name !== 'storage' && isStandardResource(name);

const scopeNames = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
];
const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

/** Returns true if a quota with the scope can count the resource. */
function counts(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods';
  if (scope === 'VolumeAttributesClass') return claims.test(resource);
  return !scopeNames.includes(scope) || resource === 'pods' || compute.test(resource);
}

/** @param spec The spec of a ResourceQuota. */
export function validateResourceQuota(errors: Errors, { hard, scopes, scopeSelector }: Json): void {
  const resources = sortedKeys(hard);
  for (const name of resources) validateHard(errors, `spec.hard[${name}]`, name, quantities(hard)[name]!);
  const check = (field: string, value: unknown, given: readonly string[], each?: (i: number) => void): void => {
    given.forEach((scope, i) => {
      const named = each === undefined ? { at: field, value } : { at: `${field}.scopeName`, value: scope };
      if (!scopeNames.includes(scope)) invalidValue(errors, named.at, named.value, 'unsupported scope');
      for (const name of resources) {
        if (!inQuotas(name) || counts(scope, name)) continue;
        invalidValue(errors, field, value, 'unsupported scope applied to resource');
      }
      each?.(i);
    });
    for (const pair of opposites) {
      if (!pair.every((scope) => given.includes(scope))) continue;
      invalidValue(errors, field, scopes, 'conflicting scopes');
    }
  };
  if (scopes !== undefined) check('spec.scopes', scopes, scopes as readonly string[]);
  const selector = record(scopeSelector);
  const expressions = list(selector['matchExpressions']) as unknown as readonly ScopeSelectorRequirement[];
  const at = 'spec.scopeSelector.matchExpressions';
  check(
    at,
    internalFields('ScopeSelector', selector),
    expressions.map((e) => e.scopeName),
    (i) => validateScopeOperator(errors, at, expressions[i]!),
  );
}

function validateScopeOperator(
  errors: Errors,
  field: string,
  { scopeName, operator, values = [] }: ScopeSelectorRequirement,
): void {
  const wrong = (name: string, value: unknown, why: string): unknown =>
    invalidValue(errors, `${field}.${name}`, value, why);
  if (/Terminating|BestEffort|Affinity/.test(scopeName) && operator !== 'Exists') {
    const why =
      "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
    wrong('operator', operator, why);
  }
  if (operator === 'In' || operator === 'NotIn') {
    const why = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
    if (values.length === 0) required(errors, `${field}.values`, why);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    const why = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
    if (values.length > 0) wrong('values', values, why);
  } else wrong('operator', operator, 'not a valid selector operator');
}

function validateHard(errors: Errors, field: string, name: string, amount: string): void {
  follows(errors, field, name, standardResourceProblem);
  if (!name.includes('/') && !inQuotas(name)) {
    invalidValue(errors, field, name, 'must be a standard resource for quota');
  }
  if (compareQuantities(amount, 0) < 0) {
    invalidValue(errors, field, amount, 'must be greater than or equal to 0');
  }
  const whole = counted.test(name) || (/\//.test(name) && !/^count\/|kubernetes\.io\/|^requests\./.test(name));
  if (whole && parseQuantity(amount)!.nanos % 1_000_000_000n !== 0n) {
    invalidValue(errors, field, amount, 'must be an integer');
  }
}

const limitTypes = ['Pod', 'Container', 'PersistentVolumeClaim'];

/** @param spec The spec of a LimitRange. */
export function validateLimitRange(errors: Errors, { limits }: Json): void {
  const seen = new Set<string>();
  list(limits).forEach((limit, i) => {
    const field = `spec.limits[${i}]`;
    const type = (limit['type'] ?? '') as string;
    if (!type.includes('/') && !limitTypes.includes(type)) {
      invalidValue(errors, `${field}.type`, type, 'must be a standard limit type or fully qualified');
    }
    unique(errors, `${field}.type`, type, seen);
    validateLimit(errors, field, type, limit);
  });
}

function validateLimit(errors: Errors, field: string, type: string, limit: Json): void {
  const lists = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
  for (const list of lists) {
    const forbidden = type === 'Pod' && list.startsWith('default');
    if (forbidden && sortedKeys(limit[list]).length > 0) {
      forbiddenField(errors, `${field}.${list}`, "may not be specified when `type` is 'Pod'");
    }
    if (list === 'maxLimitRequestRatio' && type === 'PersistentVolumeClaim') needStorage(errors, field, limit);
    for (const name of forbidden ? [] : sortedKeys(limit[list])) {
      const at = `${field}.${list}[${name}]`;
      if (type === 'Pod' || type === 'Container') validateContainerResourceName(errors, at, name);
      else follows(errors, at, name, standardResourceProblem);
    }
  }
  const names = new Set(lists.flatMap((list) => sortedKeys(limit[list])));
  for (const name of names) validateBounds(errors, field, name, limit);
}

function needStorage(errors: Errors, field: string, { min, max }: Json): void {
  if ('storage' in record(min) || 'storage' in record(max)) return;
  const why = 'either minimum or maximum storage value is required, but neither was provided';
  required(errors, `${field}.limits`, why);
}

/** Checks that the amounts of one resource are consistent. */
function validateBounds(errors: Errors, field: string, name: string, limit: Json): void {
  const of = (list: string): string | undefined => quantities(limit[list])[name];
  const [min, max, usual, request] = [of('min'), of('max'), of('default'), of('defaultRequest')];
  const ordered = (
    list: string,
    shown: 0 | 1,
    low: readonly [string, string?],
    high: readonly [string, string?],
  ): void => {
    const [[lowName, a], [highName, b]] = [low, high];
    if (a === undefined || b === undefined || compareQuantities(a, b) <= 0) return;
    const why = `${lowName} value ${a} is greater than ${highName} value ${b}`;
    invalidValue(errors, `${field}.${list}[${name}]`, [a, b][shown], why);
  };
  ordered('min', 0, ['min', min], ['max', max]);
  ordered('defaultRequest', 1, ['min', min], ['default request', request]);
  ordered('defaultRequest', 0, ['default request', request], ['max', max]);
  ordered('defaultRequest', 0, ['default request', request], ['default limit', usual]);
  ordered('default', 0, ['min', min], ['default', usual]);
  ordered('default', 1, ['default', usual], ['max', max]);
  const ratio = of('maxLimitRequestRatio');
  if (ratio === undefined) return;
  const at = `${field}.maxLimitRequestRatio[${name}]`;
  if (compareQuantities(ratio, 1) < 0) invalidValue(errors, at, ratio, `ratio ${ratio} is less than 1`);
  if (min === undefined || max === undefined) return;
  const [low, high, times] = [min, max, ratio].map((q) => Number(parseQuantity(q)!.nanos));
  const most = high! / low!;
  if (times! / 1e9 > most) {
    invalidValue(errors, at, ratio, `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`);
  }
}
