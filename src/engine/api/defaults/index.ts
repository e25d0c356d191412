/** The API server's defaults, kind by kind. */
// Models kubernetes/pkg/apis/{core,apps,storage,discovery}/v1/defaults.go
import { resourceOfKind } from '../resources.ts';
import type { FeatureGates } from '../feature-gates.ts';
import type { Manifest } from '../types.ts';
import { change, each, fill } from './fill.ts';
import { defaultDeploymentSpec, defaultReplicaSetSpec } from './deployment.ts';
import { defaultPod, defaultPodTemplate } from './pod.ts';
import { storedDefaulters } from './stored.ts';

type Json = Readonly<Record<string, unknown>>;
type Defaulter = (object: Json, gates: FeatureGates) => Json;

/** Defaults of `spec`, for kinds that have no other defaults. */
const ofSpec =
  (defaultSpec: (spec: Json, gates: FeatureGates) => Json): Defaulter =>
  (object, gates) =>
    change(object, 'spec', (spec: Json) => defaultSpec(spec, gates));

function updateStrategy(strategy: Json, gates: FeatureGates): Json {
  const typed = fill(strategy, { type: 'RollingUpdate' });
  if (typed['type'] !== 'RollingUpdate') return dropMaxUnavailable(typed, gates);
  const { MaxUnavailableStatefulSet: gate } = gates;
  const filled = change(fill(typed, { rollingUpdate: {} }), 'rollingUpdate', (r: Json) =>
    fill(r, { partition: 0, maxUnavailable: gate ? 1 : undefined }),
  );
  return dropMaxUnavailable(filled, gates);
}

/** The API server drops a field whose feature gate is off, without a message. */
function dropMaxUnavailable(strategy: Json, gates: FeatureGates): Json {
  if (gates.MaxUnavailableStatefulSet) return strategy;
  return change(strategy, 'rollingUpdate', (r: Json) => {
    if (r['maxUnavailable'] === undefined) return r;
    const { maxUnavailable: _, ...rest } = r;
    return rest;
  });
}

const claimSpec = (spec: Json): Json => fill(spec, { volumeMode: 'Filesystem' });

const claimTemplate = (claim: Json): Json =>
  change(
    fill(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', status: { phase: 'Pending' } }),
    'spec',
    claimSpec,
  );

function statefulSetSpec(spec: Json, gates: FeatureGates): Json {
  let result = fill(spec, {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: {},
    persistentVolumeClaimRetentionPolicy: {},
  });
  result = change(result, 'updateStrategy', (s: Json) => updateStrategy(s, gates));
  result = change(result, 'persistentVolumeClaimRetentionPolicy', (p: Json) =>
    fill(p, { whenDeleted: 'Retain', whenScaled: 'Retain' }),
  );
  result = change(result, 'volumeClaimTemplates', (list: Json[]) => each(list, claimTemplate));
  return change(result, 'template', defaultPodTemplate as (template: never) => unknown);
}

function serviceSpec(spec: Json): Json {
  const type = (spec['type'] as string | undefined) ?? 'ClusterIP';
  const affinity = spec['sessionAffinity'] ?? 'None';
  const given = change(spec, 'sessionAffinityConfig', (config: { readonly clientIP?: Json }) =>
    affinity === 'None' || config.clientIP?.['timeoutSeconds'] === undefined ? undefined : config,
  );
  const result = fill(given, {
    type,
    sessionAffinity: affinity,
    ...(type !== 'ExternalName' && {
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    }),
    ...((type === 'NodePort' || type === 'LoadBalancer') && { externalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
    ...(affinity === 'ClientIP' && { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } }),
  });
  return change(result, 'ports', (ports: Json[]) =>
    each(ports, (p) => fill(p, { protocol: 'TCP', targetPort: p['port'] })),
  );
}

const defaulters: Readonly<Record<string, Defaulter>> = {
  ...storedDefaulters,
  StatefulSet: ofSpec(statefulSetSpec),
  Deployment: ofSpec(defaultDeploymentSpec),
  ReplicaSet: ofSpec(defaultReplicaSetSpec),
  Pod: ofSpec(defaultPod as unknown as (spec: Json) => Json),
  Service: ofSpec(serviceSpec),
  PersistentVolumeClaim: ofSpec(claimSpec),
  PersistentVolume: ofSpec((spec) =>
    change(
      fill(spec, { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' }),
      'hostPath',
      (source: Json) => fill(source, { type: '' }),
    ),
  ),
  StorageClass: (object) => fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  EndpointSlice: (object) =>
    change(object, 'ports', (ports: Json[]) => each(ports, (p) => fill(p, { name: '', protocol: 'TCP' }))),
  Namespace: (object) =>
    change(object, 'metadata', (metadata: Json) => {
      const label = { 'kubernetes.io/metadata.name': metadata['name'] };
      return change(fill(metadata, { labels: label }), 'labels', (labels: Json) => fill(labels, label));
    }),
};

/**
 * Returns the object with the API server's defaults, and without the fields of features that are off. Parts that do not
 * change are shared with the given object.
 */
export function setDefaults<T extends Manifest>(object: T, gates: FeatureGates): T {
  const defaulter = resourceOfKind(object.apiVersion, object.kind) && defaulters[object.kind];
  return defaulter === undefined ? object : (defaulter(object as Json, gates) as T);
}
