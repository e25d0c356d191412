/** Rules for the requests and limits of containers. */
// Models kubernetes/pkg/apis/core/validation/validation.go validateResourceRequirements
import { compareQuantities } from '../../quantity.ts';
import { type Errors, forbiddenField, invalidValue, required } from '../errors.ts';
import { isQualifiedName } from '../names.ts';

type Quantities = Readonly<Record<string, string>>;

const ofContainers = /^(cpu|memory|ephemeral-storage|hugepages-.*)$/;
/** Resource names that are valid in a quota but not in a container. */
const standard =
  /^((requests|limits)\.(cpu|memory|ephemeral-storage)|(requests\.)?(storage|hugepages-.*)|pods|resourcequotas|services|replicationcontrollers|secrets|configmaps|persistentvolumeclaims|services\.(nodeports|loadbalancers))$/;

/** Returns true for a native resource, not one of a device plugin. */
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');
/** Returns true for a resource that can be overcommitted. */
const overcommits = (name: string): boolean => isNative(name) && !name.startsWith('hugepages-');

export function validateResources(errors: Errors, field: string, resources: object = {}): void {
  const { limits = {}, requests = {} } = resources as Readonly<Record<string, Quantities>>;
  for (const [side, list] of Object.entries({ limits, requests })) {
    for (const [name, quantity] of Object.entries(list)) {
      const at = `${field}.${side}[${name}]`;
      validateContainerResourceName(errors, at, name);
      if (compareQuantities(quantity, 0) < 0) {
        invalidValue(errors, at, quantity, 'must be greater than or equal to 0');
      }
      if (!isNative(name) && quantity.endsWith('m')) invalidValue(errors, at, quantity, 'must be an integer');
      if (side === 'requests') validateRequest(errors, field, name, quantity, limits[name]);
    }
  }
  const names = Object.keys({ ...limits, ...requests });
  if (names.some((n) => n.startsWith('hugepages-')) && !names.includes('cpu') && !names.includes('memory')) {
    forbiddenField(errors, field, 'HugePages require cpu or memory');
  }
}

/** Returns true for a native resource of a container or a quota. */
export const isStandardResource = (name: string): boolean => ofContainers.test(name) || standard.test(name);

/** Returns the errors in the name of a resource. */
export function standardResourceProblem(name: string): readonly string[] {
  const problems = isQualifiedName(name);
  if (problems.length > 0 || name.includes('/') || isStandardResource(name)) return problems;
  return ['must be a standard resource type or fully qualified'];
}

export function validateContainerResourceName(errors: Errors, field: string, name: string): void {
  const wrong = (why: string): unknown => invalidValue(errors, field, name, why);
  standardResourceProblem(name).forEach(wrong);
  if (name.includes('/')) {
    if (name.startsWith('requests.') && !isNative(name)) wrong("doesn't follow extended resource name standard");
  } else if (!ofContainers.test(name)) wrong('must be a standard resource for containers');
}

function validateRequest(errors: Errors, field: string, name: string, request: string, limit?: string): void {
  if (limit === undefined) {
    if (!overcommits(name)) {
      required(errors, `${field}.limits`, 'Limit must be set for non overcommitable resources');
    }
    return;
  }
  const order = compareQuantities(request, limit);
  const rule = overcommits(name) ? 'less than or equal to' : 'equal to';
  if (overcommits(name) ? order > 0 : order !== 0) {
    invalidValue(errors, `${field}.requests`, request, `must be ${rule} ${name} limit of ${limit}`);
  }
}
