/** The immutable fields of each kind. */
// Models kubernetes/pkg/apis/{core,apps,batch,discovery,networking,rbac,scheduling,storage}/validation (…Update)
import { equal } from '../../base/values.ts';
import type { PersistentVolume, PodTemplateSpec } from '../types.ts';
import { type Errors, forbiddenField, invalidValue } from './errors.ts';
import { internalFields, internalPodSpec, internalVolumeSource } from './internal-form.ts';
import { type Json, record } from './json.ts';
import { internalDiff } from './spec-diff.ts';

type UpdateRule = (errors: Errors, object: never, old: never) => void;
type Rule = (errors: Errors, object: Json, old: Json) => void;

const at = (object: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => record(value)[name], object);

/** Checks that fields do not change. */
const immutable =
  (...paths: readonly string[]): Rule =>
  (errors, object, old) => {
    for (const path of paths) {
      const value = at(object, path);
      if (!equal(value, at(old, path))) invalidValue(errors, path, value ?? null, 'field is immutable');
    }
  };

/** Checks that fields do not change; the message names the field. */
const noUpdates =
  (...fields: readonly string[]): Rule =>
  (errors, object, old) => {
    for (const field of fields) {
      if (!equal(object[field], old[field])) {
        forbiddenField(errors, field, `updates to ${field} are forbidden.`);
      }
    }
  };

const all =
  (...rules: readonly Rule[]): Rule =>
  (errors, object, old) => {
    for (const rule of rules) rule(errors, object, old);
  };

/** A ConfigMap or Secret that is marked as immutable keeps its data and the mark. */
const immutableData =
  (...fields: readonly string[]): Rule =>
  (errors, object, old) => {
    if (old['immutable'] !== true) return;
    const changed = fields.filter((field) => !equal(object[field], old[field]));
    for (const field of object['immutable'] === true ? changed : ['immutable', ...changed]) {
      forbiddenField(errors, field, 'field is immutable when `immutable` is set');
    }
  };

const sameRole: Rule = (errors, object, old) => {
  if (equal(object['roleRef'], old['roleRef'])) return;
  invalidValue(errors, 'roleRef', internalFields('RoleRef', record(object['roleRef'])), 'cannot change roleRef');
};

const sameScopes: Rule = (errors, object, old) => {
  const [scopes, before] = [object, old].map((o) => (at(o, 'spec.scopes') ?? []) as readonly string[]);
  if (equal(new Set(scopes).size, new Set(before).size) && scopes!.every((scope) => before!.includes(scope))) return;
  invalidValue(errors, 'spec.scopes', at(object, 'spec.scopes') ?? null, 'field is immutable');
};

const sameTemplate: Rule = (errors, object, old) => {
  const [template, before] = [object, old].map((o) => at(o, 'spec.template') as PodTemplateSpec);
  if (equal(template, before)) return;
  const value = { ...template!.metadata, Spec: internalPodSpec(template!.spec!) };
  invalidValue(errors, 'spec.template', value, 'field is immutable');
};

const sameNode: Rule = (errors, object, old) => {
  const [spec, before] = [record(object['spec']), record(old['spec'])];
  const cidrs = ({ podCIDR, podCIDRs }: Json): unknown => podCIDRs ?? (podCIDR && [podCIDR]);
  const change = (field: string, name: string): unknown =>
    forbiddenField(errors, `spec.${field}`, `node updates may not change ${name} except from "" to valid`);
  if (cidrs(before) && !equal(cidrs(spec), cidrs(before))) change('podCIDRs', 'podCIDR');
  if (before['providerID'] && before['providerID'] !== spec['providerID']) change('providerID', 'providerID');
};

function sameVolume(errors: Errors, { spec }: PersistentVolume, { spec: old }: PersistentVolume): void {
  const [source, before] = [internalVolumeSource(spec), internalVolumeSource(old)];
  if (!equal(source, before)) {
    const why = 'spec.persistentvolumesource is immutable after creation';
    forbiddenField(errors, 'spec.persistentvolumesource', `${why}\n${internalDiff(before, source)}`);
  }
  if (spec.volumeMode !== old.volumeMode) {
    invalidValue(errors, 'volumeMode', spec.volumeMode ?? null, 'field is immutable');
  }
  if (old.nodeAffinity !== undefined && !equal(spec.nodeAffinity, old.nodeAffinity)) {
    const affinity = spec.nodeAffinity && internalFields('VolumeNodeAffinity', spec.nodeAffinity as unknown as Json);
    invalidValue(errors, 'nodeAffinity', affinity ?? null, 'field is immutable');
  }
}

export const immutableFields: Readonly<Record<string, UpdateRule>> = {
  ConfigMap: immutableData('data', 'binaryData'),
  Secret: all(immutable('type'), immutableData('data')),
  PersistentVolume: sameVolume,
  StorageClass: all(noUpdates('parameters', 'provisioner', 'reclaimPolicy'), immutable('volumeBindingMode')),
  VolumeAttributesClass: noUpdates('driverName', 'parameters'),
  CSIDriver: all(
    (errors, object, old) => {
      const attach = at(object, 'spec.attachRequired');
      if (equal(attach, at(old, 'spec.attachRequired'))) return;
      // The API server's name of the field.
      invalidValue(errors, 'spec.attachedRequired', attach ?? null, 'field is immutable');
    },
    immutable('spec.fsGroupPolicy', 'spec.volumeLifecycleModes'),
  ),
  PriorityClass: all((errors, object, old) => {
    if (object['value'] !== old['value']) forbiddenField(errors, 'value', 'may not be changed in an update.');
  }, immutable('preemptionPolicy')),
  Job: all(immutable('spec.completions', 'spec.selector'), sameTemplate, immutable('spec.completionMode')),
  DaemonSet: immutable('spec.selector'),
  RoleBinding: sameRole,
  ClusterRoleBinding: sameRole,
  ResourceQuota: sameScopes,
  IngressClass: immutable('spec.controller'),
  ControllerRevision: immutable('data'),
  EndpointSlice: immutable('addressType'),
  Node: sameNode,
};
