/** Rules for the downward API: fields of the Pod, and resources of its containers. */
// Models kubernetes/pkg/apis/core/validation/validation.go
import { checked, type Errors, invalidValue, need, notSupported, oneOf, required } from '../errors.ts';
import { isQualifiedName } from '../names.ts';

type Json = Readonly<Record<string, unknown>>;

const inVolumes = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
] as const;
const inVariables = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
] as const;
/** Field paths of this version. */
const known = new Set<string>([
  ...inVolumes,
  ...inVariables,
  'spec.hostname',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
  'spec.hostNetwork',
  'spec.host',
  'status.nominatedNodeName',
]);
const resources = ['limits', 'requests'].flatMap((side) =>
  ['cpu', 'ephemeral-storage', 'memory'].map((name) => `${side}.${name}`),
);

/** Checks a `fieldRef` or a `resourceFieldRef`, of a file in a volume or of an environment variable. */
export function validateDownwardApi(errors: Errors, field: string, source: Json, of: 'volume' | 'variable'): void {
  const { fieldRef, resourceFieldRef } = source as Readonly<Record<string, Json | undefined>>;
  if (fieldRef !== undefined) validateFieldRef(errors, `${field}.fieldRef`, fieldRef, of);
  if (of === 'volume' && fieldRef !== undefined && resourceFieldRef !== undefined) {
    invalidValue(errors, field, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously');
  } else if (resourceFieldRef !== undefined) {
    validateResourceRef(errors, `${field}.resourceFieldRef`, resourceFieldRef, of);
  } else if (of === 'volume' && fieldRef === undefined) {
    required(errors, field, 'one of fieldRef and resourceFieldRef is required');
  }
}

function validateFieldRef(errors: Errors, field: string, { apiVersion, fieldPath }: Json, of: string): void {
  if (!fieldPath) return void required(errors, `${field}.fieldPath`);
  const [, path = fieldPath as string, key] = /^(.+)\['(.*)'\]$/.exec(fieldPath as string) ?? [];
  if (apiVersion !== 'v1' || !known.has(path)) {
    const why = apiVersion === 'v1' ? `field label not supported: ${path}` : `unsupported pod version: ${apiVersion}`;
    invalidValue(errors, `${field}.fieldPath`, fieldPath, `error converting fieldPath: ${why}`);
  } else if (key === undefined) {
    oneOf(errors, `${field}.fieldPath`, path, of === 'volume' ? inVolumes : inVariables);
  } else if (path === 'metadata.annotations') checked(errors, field, key.toLowerCase(), isQualifiedName);
  else if (path === 'metadata.labels') checked(errors, field, key, isQualifiedName);
  else invalidValue(errors, field, path, 'does not support subscript');
}

function validateResourceRef(errors: Errors, field: string, ref: Json, of: string): void {
  const { containerName, divisor } = ref;
  const resource = (ref['resource'] ?? '') as string;
  if (of === 'volume' && !containerName) required(errors, `${field}.containerName`);
  else if (!resource) need(errors, `${field}.resource`, resource);
  else if (!resources.includes(resource) && !/^(limits|requests)\.hugepages-/.test(resource)) {
    notSupported(errors, `${field}.resource`, resource, resources);
  }
  if (divisor === undefined || divisor === '0') return;
  const [, kind = ''] = /\.(cpu|memory|ephemeral-storage|hugepages-)/.exec(resource) ?? [];
  const values = kind === 'cpu' ? '1m and 1' : '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';
  if (kind === '' || values.split(/, | and /).includes(divisor as string)) return;
  const name = { 'ephemeral-storage': 'local ephemeral storage', 'hugepages-': 'hugepages' }[kind] ?? kind;
  const why = `only divisor's values ${values} are supported with the ${name} resource`;
  invalidValue(errors, `${field}.divisor`, resource, why);
}
