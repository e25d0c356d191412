/** Validates objects, with the API server's messages. */
import { resourceOfKind } from '../resources.ts';
import type { FieldError } from '../../base/status-error.ts';
import type { FeatureGates } from '../feature-gates.ts';
import type {
  KubernetesObject,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  Service,
  StatefulSet,
  StorageClass,
} from '../types.ts';
import { validateClaimSpec, validateClaimUpdate, validateStorageClass } from './core.ts';
import { validateDeployment, validateReplicaSet, validateSelectorUpdate } from './deployment.ts';
import type { Errors } from './errors.ts';
import { validateVolume } from './persistent-volume.ts';
import { validateEphemeralUpdate, validateNoEphemeralContainers } from './pod/ephemeral-containers.ts';
import { immutableFields } from './immutable-fields.ts';
import { validateFinalizersUpdate, validateObjectMeta } from './meta.ts';
import { isDns1123Label, isDns1123Subdomain, type NameCheck } from './names.ts';
import { validatePod } from './pod/pod.ts';
import { validatePodResize } from './pod/pod-resize.ts';
import { validatePodUpdate } from './pod/pod-update.ts';
import { validateService, validateServiceUpdate } from './service.ts';
import { storedRules } from './stored.ts';
import { validateStatefulSet, validateStatefulSetUpdate } from './stateful-set.ts';

interface Rules {
  /** By default, a DNS subdomain. */
  readonly name?: NameCheck;
  readonly object?: (errors: Errors, object: never, gates: FeatureGates) => void;
  readonly create?: (errors: Errors, object: never) => void;
  readonly update?: (errors: Errors, object: never, old: never) => void;
}

const rules: Readonly<Record<string, Rules>> = {
  ...storedRules,
  StatefulSet: {
    name: isDns1123Label,
    object: validateStatefulSet satisfies (e: Errors, o: StatefulSet, g: FeatureGates) => void,
    update: validateStatefulSetUpdate,
  },
  Deployment: { object: validateDeployment, update: validateSelectorUpdate },
  ReplicaSet: { object: validateReplicaSet, update: validateSelectorUpdate },
  Pod: {
    object: validatePod satisfies (e: Errors, o: Pod) => void,
    create: validateNoEphemeralContainers satisfies (e: Errors, o: Pod) => void,
    update: validatePodUpdate,
  },
  Service: {
    name: isDns1123Label,
    object: validateService satisfies (e: Errors, o: Service) => void,
    update: validateServiceUpdate,
  },
  PersistentVolumeClaim: {
    object: (errors: Errors, claim: PersistentVolumeClaim) => validateClaimSpec(errors, 'spec', claim.spec),
    update: validateClaimUpdate,
  },
  PersistentVolume: { object: validateVolume satisfies (e: Errors, o: PersistentVolume) => void },
  StorageClass: { object: validateStorageClass satisfies (e: Errors, o: StorageClass) => void },
  Namespace: { name: isDns1123Label },
};

/**
 * Returns the errors of an object to create, in the API server's order; empty if it is valid. The object has defaults.
 */
export function validateCreate(object: KubernetesObject, gates: FeatureGates): readonly FieldError[] {
  const errors = validateObject(object, gates);
  rulesOf(object).create?.(errors, object as never);
  return errors;
}

function validateObject(object: KubernetesObject, gates: FeatureGates): Errors {
  const errors = validateMeta(object);
  rulesOf(object).object?.(errors, object as never, gates);
  return errors;
}

function validateMeta(object: KubernetesObject): Errors {
  const errors: Errors = [];
  validateObjectMeta(errors, object.metadata, rulesOf(object).name ?? isDns1123Subdomain);
  return errors;
}

/** A custom resource may have the same kind as one of Kubernetes' own. */
const isKubernetesOwn = ({ apiVersion, kind }: KubernetesObject): boolean =>
  resourceOfKind(apiVersion, kind) !== undefined;
const rulesOf = (object: KubernetesObject): Rules => (isKubernetesOwn(object) && rules[object.kind]) || {};
const updateRule = (object: KubernetesObject): Rules['update'] =>
  rulesOf(object).update ?? (isKubernetesOwn(object) ? immutableFields[object.kind] : undefined);

/** Returns the errors of an object that replaces `old`. */
export function validateUpdate(
  object: KubernetesObject,
  old: KubernetesObject,
  gates: FeatureGates,
  subresource?: string,
): readonly FieldError[] {
  // An unchanged spec is still valid; most writes do not change it.
  const { spec } = object as { readonly spec?: unknown };
  const sameSpec = spec !== undefined && spec === (old as { readonly spec?: unknown }).spec;
  const errors = sameSpec ? validateMeta(object) : validateObject(object, gates);
  validateFinalizersUpdate(errors, object.metadata, old.metadata);
  if (subresource === 'resize') validatePodResize(errors, object as Pod, old as Pod);
  else if (subresource === 'ephemeralcontainers') validateEphemeralUpdate(errors, object as Pod, old as Pod);
  else updateRule(object)?.(errors, object as never, old as never);
  return errors;
}
