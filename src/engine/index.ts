/**
 * The entry point of the engine: a small Kubernetes control plane. It is synchronous and deterministic, and uses no
 * wall clock, no unseeded randomness and no DOM. The same options and requests give the same history on every machine.
 */
export type * from './api/types.ts';
export type { LimitRange, ResourceQuota } from './api/admission-types.ts';
export type { Decision, DecisionRule } from './trace/decision.ts';
export {
  type Actor,
  type HistoryRecord,
  isDecision,
  isWrite,
  type DataRecord,
  type NodeRecord,
  type SyncRecord,
  type WriteRecord,
} from './trace/history.ts';
export type { Input, Place, ReplayInput, Turn } from './trace/input.ts';
export { isInput } from './input-args.ts';
export { FieldSet } from './api/managedfields/field-set.ts';
export { lastAppliedAnnotation } from './apiserver/managedfields/server-side-apply.ts';
export type { ManagedFieldsEntry } from './api/managedfields/managers.ts';
export { StatusError, type FieldError } from './base/status-error.ts';
export type {
  ApiServer,
  DeleteOptions,
  ListOptions,
  ObjectView,
  PatchOptions,
  PatchType,
  PropagationPolicy,
  WriteOptions,
} from './apiserver/api.ts';
export { isDns1123Subdomain, isPortName } from './api/validation/names.ts';
export { podContainers } from './api/pod-containers.ts';
export { amounts as resourceAmounts, podAmounts, podRequests } from './api/pod-requests.ts';
export { formatQuantity, parseQuantity, type Quantity, quantityError } from './api/quantity.ts';
export { jsonPatch } from './apiserver/json-patch.ts';
export { mergePatch, strategicMergePatch } from './apiserver/strategic-merge-patch.ts';
export { threeWayPatch } from './apiserver/three-way-merge.ts';
export { canonicalJson } from './base/hash.ts';
export { valueOf } from './base/values.ts';
export { clusterCapacity } from './api/capacity.ts';
export { classOf as storageClassNameOf } from './api/claims.ts';
export { checkObjectMeta, decode as decodeObject } from './api/decode.ts';
export { createCluster } from './cluster.ts';
export { WorkError } from './apiserver/object-store.ts';
export type { Cluster, ClusterOptions } from './cluster-door.ts';
export { engineFingerprint } from './fingerprint.ts';
export { Random } from './sim/random.ts';
export { beginCalendar, timestamp, virtualTime } from './sim/time.ts';
export {
  apiVersionOf,
  customResources,
  resourceInfo,
  resourceOfKind,
  resources,
  type ResourceInfo,
} from './api/resources.ts';
export { claimNames } from './controllers/volume/pod-claims.ts';
export { resolve, type DnsType } from './dns/dns.ts';
export { DnsCache } from './dns/resolver.ts';
export type { FileChange } from './kubelet/files/container-files.ts';
export { hasOnlyBusybox } from './kubelet/containers/images.ts';
export { usualDirectories } from './programs/paths.ts';
export { installedPrograms, installPrograms, type Programs } from './programs/installed.ts';
export type { HttpAnswer, ProgramOutcome, ProgramHost } from './programs/program-host.ts';
export { getOrdinal } from './controllers/statefulset/stateful-set-utils.ts';
