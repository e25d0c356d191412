/** Rules for Services, claims, volumes and StorageClasses. */
// Models kubernetes/pkg/apis/{core,storage}/validation/validation.go
import { compareQuantities } from '../quantity.ts';
import type { PersistentVolume, PersistentVolumeClaim, Service, StorageClass } from '../types.ts';
import { equal } from '../../apiserver/values.ts';
import { duplicate, type Errors, forbiddenField, invalidValue, oneOf, portNumber, required } from './errors.ts';
import { validateLabels, validateName } from './meta.ts';
import { isDns1123Label, isPortName } from './names.ts';
import { claimSpecDiff } from './spec-diff.ts';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** A claim's spec; `field` is its path, also inside a claim template. */
export function validateClaimSpec(errors: Errors, field: string, spec: PersistentVolumeClaim['spec']): void {
  const modes = spec.accessModes ?? [];
  if (modes.length === 0) errors.push(required(`${field}.accessModes`, 'at least 1 access mode is required'));
  for (const mode of modes) oneOf(errors, `${field}.accessModes`, mode, accessModes);
  if (modes.length > 1 && modes.includes('ReadWriteOncePod')) {
    const why = 'may not use ReadWriteOncePod with other access modes';
    errors.push(forbiddenField(`${field}.accessModes`, why));
  }
  const storage = spec.resources?.requests?.['storage'];
  if (storage === undefined) errors.push(required(`${field}.resources[storage]`));
  else if (compareQuantities(storage, 0) <= 0) {
    errors.push(invalidValue(`${field}.resources[storage]`, storage, 'must be greater than zero'));
  }
  oneOf(errors, `${field}.volumeMode`, spec.volumeMode, ['Block', 'Filesystem']);
}

/** A claim's spec is fixed, but for what binding fills in, and the size of a bound claim. */
export function validateClaimUpdate(errors: Errors, claim: PersistentVolumeClaim, old: PersistentVolumeClaim): void {
  const [spec, before] = [claim.spec, old.spec];
  const bound = claim.status.phase === 'Bound';
  const size = before.resources?.requests?.['storage'];
  const sameSize = bound && spec.resources?.requests && { requests: { ...spec.resources.requests, storage: size } };
  const wanted: PersistentVolumeClaim['spec'] = {
    ...spec,
    ...(sameSize && { resources: { ...spec.resources, ...(sameSize as object) } }),
    ...(bound && 'volumeAttributesClassName' in spec && attributesClass(before)),
  };
  const had = before.volumeName ? before : { ...before, ...(spec.volumeName && { volumeName: spec.volumeName }) };
  if (!equal(wanted, had)) {
    const why =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    errors.push(forbiddenField('spec', `${why}\n${claimSpecDiff(had, wanted)}`));
  }
  const [newSize, capacity] = [spec.resources?.requests?.['storage'], old.status.capacity?.['storage']];
  if (newSize !== undefined && size !== undefined && compareQuantities(newSize, size) < 0) {
    if (capacity === undefined || compareQuantities(newSize, capacity) > 0) return;
    errors.push(forbiddenField('spec.resources.requests.storage', 'field can not be less than status.capacity'));
  }
  if (spec.volumeMode !== before.volumeMode) {
    errors.push(invalidValue('volumeMode', spec.volumeMode ?? '', 'field is immutable'));
  }
}

const attributesClass = ({ volumeAttributesClassName }: PersistentVolumeClaim['spec']): object =>
  volumeAttributesClassName === undefined ? {} : { volumeAttributesClassName };

export function validateVolume(errors: Errors, { spec }: PersistentVolume): void {
  const capacity = spec.capacity?.['storage'];
  if (capacity === undefined) errors.push(required('spec.capacity'));
  else if (compareQuantities(capacity, 0) <= 0) {
    errors.push(invalidValue('spec.capacity[storage]', capacity, 'must be greater than zero'));
  }
  if ((spec.accessModes ?? []).length === 0) errors.push(required('spec.accessModes'));
  for (const mode of spec.accessModes ?? []) oneOf(errors, 'spec.accessModes', mode, accessModes);
  oneOf(errors, 'spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, [
    'Delete',
    'Recycle',
    'Retain',
  ]);
  const notSources = ['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity'];
  const sources = Object.entries(spec).filter(([name, v]) => typeof v === 'object' && !notSources.includes(name));
  if (sources.length === 0) errors.push(required('spec', 'must specify a volume type'));
}

export function validateStorageClass(errors: Errors, storageClass: StorageClass): void {
  if (!storageClass.provisioner) errors.push(required('provisioner'));
  oneOf(errors, 'reclaimPolicy', storageClass.reclaimPolicy, ['Delete', 'Retain']);
  oneOf(errors, 'volumeBindingMode', storageClass.volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']);
}

const serviceTypes = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export function validateService(errors: Errors, { spec }: Service): void {
  const ports = spec.ports ?? [];
  const headless = spec.clusterIP === 'None';
  if (ports.length === 0 && !headless && spec.type !== 'ExternalName') errors.push(required('spec.ports'));
  oneOf(errors, 'spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None']);
  oneOf(errors, 'spec.type', spec.type, serviceTypes);
  if (headless && (spec.type === 'NodePort' || spec.type === 'LoadBalancer')) {
    const why = `may not be set to 'None' for ${spec.type} services`;
    errors.push(invalidValue('spec.clusterIPs[0]', 'None', why));
  }
  if (spec.type === 'ExternalName' && !spec.externalName) errors.push(required('spec.externalName'));
  validateLabels(errors, 'spec.selector', spec.selector as Record<string, string> | undefined);
  const names = new Set<string>();
  ports.forEach((port, i) => {
    const at = `spec.ports[${i}]`;
    if (port.name) {
      validateName(errors, `${at}.name`, port.name, isDns1123Label);
      if (names.has(port.name)) errors.push(duplicate(`${at}.name`, port.name));
      names.add(port.name);
    } else if (ports.length > 1) errors.push(required(`${at}.name`));
    if (!port.port) errors.push(invalidValue(`${at}.port`, 0, 'must be between 1 and 65535, inclusive'));
    else portNumber(errors, `${at}.port`, port.port);
    oneOf(errors, `${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']);
    if (typeof port.targetPort === 'string') {
      for (const problem of isPortName(port.targetPort)) {
        errors.push(invalidValue(`${at}.targetPort`, port.targetPort, problem));
      }
    } else portNumber(errors, `${at}.targetPort`, port.targetPort);
    if (port.nodePort !== undefined && spec.type === 'ClusterIP') {
      errors.push(forbiddenField(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'"));
    }
  });
}

/** The address of a Service stays as long as it has one. */
export function validateServiceUpdate(errors: Errors, { spec }: Service, old: Service): void {
  if (spec.type === 'ExternalName' || old.spec.type === 'ExternalName') return;
  if (old.spec.clusterIP && spec.clusterIP !== old.spec.clusterIP) {
    errors.push(invalidValue('spec.clusterIPs[0]', spec.clusterIPs ?? [spec.clusterIP], 'may not change once set'));
  }
}
