/** The admission plugins, in the order in which the API server calls them. */
// Models kubernetes/pkg/kubeapiserver/options/plugins.go
import type { KubernetesObject } from '../../api/types.ts';
import { capacity } from './capacity.ts';
import { defaultTolerationSeconds } from './default-toleration-seconds.ts';
import { limitRanger } from './limit-ranger.ts';
import { namespaceLifecycle } from './namespace-lifecycle.ts';
import type { AdmissionContext, AdmissionPlugin, AdmissionRequest } from './plugin.ts';
import { podSecurity } from './pod-security.ts';
import { podTopologyLabels } from './pod-topology-labels.ts';
import { podPriority, priorityClasses } from './priority.ts';
import { resourceQuota } from './resource-quota.ts';
import { runtimeClass } from './runtime-class.ts';
import { serviceAccount } from './service-account.ts';
import { claimResize, defaultStorageClass, storageObjectInUseProtection } from './storage.ts';

const plugins = [
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  podSecurity,
  podPriority,
  priorityClasses,
  defaultTolerationSeconds,
  defaultStorageClass,
  ...storageObjectInUseProtection,
  claimResize,
  runtimeClass,
  podTopologyLabels,
  resourceQuota,
  capacity,
] as readonly AdmissionPlugin[];

/** The plugins of each resource, cached. */
const known = new Map<string, readonly AdmissionPlugin[]>();

function pluginsOf({ info: { resource } }: AdmissionRequest): readonly AdmissionPlugin[] {
  let found = known.get(resource);
  if (found === undefined) {
    found = plugins.filter(({ resources }) => resources?.includes(resource) ?? true);
    known.set(resource, found);
  }
  return found;
}

/**
 * Returns the object after the changes by the plugins.
 * @throws StatusError
 */
export function admit(
  object: KubernetesObject,
  request: AdmissionRequest,
  context: AdmissionContext,
): KubernetesObject {
  let admitted = object;
  for (const plugin of pluginsOf(request)) admitted = plugin.admit?.(admitted, request, context) ?? admitted;
  return admitted;
}

/**
 * Lets the plugins check a valid object.
 * @throws StatusError
 */
export function validateAdmission(
  object: KubernetesObject,
  request: AdmissionRequest,
  context: AdmissionContext,
): void {
  for (const plugin of pluginsOf(request)) plugin.validate?.(object, request, context);
}
