/** Rules for ResourceQuotas and LimitRanges. */
// Models kubernetes/pkg/apis/core/validation/validation.go (ValidateResourceQuota, ValidateLimitRange)
import { canonicalQuantity, compareQuantities, parseQuantity } from '../quantity.ts';
import { isStandardResource, standardResourceProblem, validateContainerResourceName } from './container-resources.ts';
import { duplicate, type Errors, forbiddenField, invalidValue, need, required } from './errors.ts';
import { type Json, list, record } from './json.ts';

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
/** Scopes that a selector can only ask for, not compare. */
const flags = scopeNames.filter((scope) => !['PriorityClass', 'VolumeAttributesClass'].includes(scope));
const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

/** A quota of the scope can count the resource. */
function counts(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods';
  if (scope === 'VolumeAttributesClass') return claims.test(resource);
  return !scopeNames.includes(scope) || resource === 'pods' || compute.test(resource);
}

/** @param spec The spec of a ResourceQuota. */
export function validateResourceQuota(errors: Errors, { hard, scopes, scopeSelector }: Json): void {
  const resources = sortedKeys(hard);
  for (const name of resources) validateHard(errors, `spec.hard[${name}]`, name, quantities(hard)[name]!);
  const fits = (scope: string): readonly string[] => resources.filter((name) => inQuotas(name) && !counts(scope, name));
  const given = (scopes ?? []) as readonly string[];
  for (const scope of given) {
    const wrong = (why: string): unknown => errors.push(invalidValue('spec.scopes', given, why));
    if (!scopeNames.includes(scope)) wrong('unsupported scope');
    fits(scope).forEach(() => wrong('unsupported scope applied to resource'));
  }
  validateOpposites(errors, 'spec.scopes', given, given);
  const selected = list(record(scopeSelector)['matchExpressions']);
  selected.forEach((requirement) => {
    const field = 'spec.scopeSelector.matchExpressions';
    const scope = (requirement['scopeName'] ?? '') as string;
    if (!scopeNames.includes(scope)) errors.push(invalidValue(`${field}.scopeName`, scope, 'unsupported scope'));
    const value = { MatchExpressions: selected.map(internalRequirement) };
    fits(scope).forEach(() => errors.push(invalidValue(field, value, 'unsupported scope applied to resource')));
    validateOperator(errors, field, scope, requirement);
  });
  const names = selected.map(({ scopeName }) => scopeName as string);
  validateOpposites(errors, 'spec.scopeSelector.matchExpressions', names, scopes ?? null);
}

/** As Go prints the API server's internal struct. */
const internalRequirement = ({ scopeName = '', operator = '', values = null }: Json): object => ({
  ScopeName: scopeName,
  Operator: operator,
  Values: values,
});

function validateHard(errors: Errors, field: string, name: string, amount: string): void {
  const problems = standardResourceProblem(name);
  for (const why of problems) errors.push(invalidValue(field, name, why));
  if (!name.includes('/') && !inQuotas(name)) {
    errors.push(invalidValue(field, name, 'must be a standard resource for quota'));
  }
  if (compareQuantities(amount, 0) < 0) {
    errors.push(invalidValue(field, canonicalQuantity(amount), 'must be greater than or equal to 0'));
  }
  const whole = counted.test(name) || (/\//.test(name) && !/^count\/|kubernetes\.io\/|^requests\./.test(name));
  if (whole && parseQuantity(amount)!.nanos % 1_000_000_000n !== 0n) {
    errors.push(invalidValue(field, canonicalQuantity(amount), 'must be an integer'));
  }
}

function validateOpposites(errors: Errors, field: string, scopes: readonly string[], value: unknown): void {
  for (const pair of opposites) {
    if (pair.every((scope) => scopes.includes(scope))) errors.push(invalidValue(field, value, 'conflicting scopes'));
  }
}

function validateOperator(errors: Errors, field: string, scope: string, { operator = '', values }: Json): void {
  if (flags.includes(scope) && operator !== 'Exists') {
    const why =
      "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
    errors.push(invalidValue(`${field}.operator`, operator, why));
  }
  if (operator === 'In' || operator === 'NotIn') {
    const why = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
    need(errors, `${field}.values`, values, why);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if ((values as readonly string[] | undefined)?.length) {
      const why = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
      errors.push(invalidValue(`${field}.values`, values, why));
    }
  } else errors.push(invalidValue(`${field}.operator`, operator, 'not a valid selector operator'));
}

const limitTypes = ['Pod', 'Container', 'PersistentVolumeClaim'];

/** @param spec The spec of a LimitRange. */
export function validateLimitRange(errors: Errors, { limits }: Json): void {
  const seen = new Set<unknown>();
  list(limits).forEach((limit, i) => {
    const field = `spec.limits[${i}]`;
    const type = (limit['type'] ?? '') as string;
    if (!type.includes('/') && !limitTypes.includes(type)) {
      errors.push(invalidValue(`${field}.type`, type, 'must be a standard limit type or fully qualified'));
    }
    if (seen.has(type)) errors.push(duplicate(`${field}.type`, type));
    seen.add(type);
    validateLimit(errors, field, type, limit);
  });
}

function validateLimit(errors: Errors, field: string, type: string, limit: Json): void {
  const lists = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
  for (const list of lists) {
    const forbidden = type === 'Pod' && list.startsWith('default');
    if (forbidden && sortedKeys(limit[list]).length > 0) {
      errors.push(forbiddenField(`${field}.${list}`, "may not be specified when `type` is 'Pod'"));
    }
    if (list === 'maxLimitRequestRatio' && type === 'PersistentVolumeClaim') needStorage(errors, field, limit);
    for (const name of forbidden ? [] : sortedKeys(limit[list])) {
      const at = `${field}.${list}[${name}]`;
      if (type === 'Pod' || type === 'Container') validateContainerResourceName(errors, at, name);
      else for (const why of standardResourceProblem(name)) errors.push(invalidValue(at, name, why));
    }
  }
  const names = new Set(lists.flatMap((list) => sortedKeys(limit[list])));
  for (const name of names) validateBounds(errors, field, name, limit);
}

function needStorage(errors: Errors, field: string, { min, max }: Json): void {
  if ('storage' in record(min) || 'storage' in record(max)) return;
  const why = 'either minimum or maximum storage value is required, but neither was provided';
  errors.push(required(`${field}.limits`, why));
}

/** How the amounts of one resource stand to each other. */
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
    errors.push(invalidValue(`${field}.${list}[${name}]`, [a, b][shown], why));
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
  if (compareQuantities(ratio, 1) < 0) errors.push(invalidValue(at, ratio, `ratio ${ratio} is less than 1`));
  if (min === undefined || max === undefined) return;
  const [low, high, times] = [min, max, ratio].map((q) => Number(parseQuantity(q)!.nanos));
  const most = high! / low!;
  if (times! / 1e9 > most) {
    errors.push(invalidValue(at, ratio, `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`));
  }
}
