/** Objects as kubectl writes them when it has read them into Go types: some empty fields are there all the same. */
// Models k8s.io/api/{core,apps,batch}/v1/types.go (fields without `omitempty`)
import type { Container, KubernetesObject, PodSpec } from '../../engine/index.ts';
import { fieldsAt, type Json, podSpecPath, withFields } from './pod-spec-path.ts';

const ofKind: Readonly<Record<string, Json>> = {
  CronJob: { spec: { jobTemplate: { metadata: {}, spec: { template: { metadata: {} } } } }, status: {} },
  DaemonSet: {
    spec: { template: { metadata: {} }, updateStrategy: {} },
    status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  },
  Deployment: { spec: { strategy: {}, template: { metadata: {} } }, status: {} },
  Job: { spec: { template: { metadata: {} } }, status: {} },
  Pod: { status: {} },
  ReplicaSet: { status: { replicas: 0 } },
  ReplicationController: { status: { replicas: 0 } },
  Service: { status: { loadBalancer: {} } },
  StatefulSet: {
    spec: { serviceName: '', template: { metadata: {} }, updateStrategy: {} },
    status: { availableReplicas: 0, replicas: 0 },
  },
};

const isFields = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds fields that are missing. */
function filled(value: unknown, missing: Json): Json {
  const given = isFields(value) ? value : {};
  const added = Object.entries(missing).map(([key, field]) => [
    key,
    isFields(field) ? filled(given[key], field) : (given[key] ?? field),
  ]);
  return { ...given, ...(Object.fromEntries(added) as Json) };
}

/** An empty image is not written. */
const withResources = (containers: readonly Container[]): Container[] =>
  containers.map(({ image, ...container }) => ({ resources: {}, ...(image && { image }), ...container }));

const claimFields = { metadata: {}, spec: { resources: {} }, status: {} };

/** Returns an object of a file as kubectl prints it. */
export function asTyped(object: KubernetesObject, resource: string): KubernetesObject {
  let typed = filled(object, ofKind[object.kind] ?? {});
  const path = podSpecPath(resource);
  const spec = path && (fieldsAt(typed, path) as PodSpec | undefined);
  if (spec !== undefined) {
    typed = withFields(typed, path!, {
      ...spec,
      ...(spec.initContainers && { initContainers: withResources(spec.initContainers) }),
      containers: withResources(spec.containers),
    });
  }
  const ports = fieldsAt(typed, ['spec', 'ports']) as readonly object[] | undefined;
  if (ports !== undefined && object.kind === 'Service') {
    typed = withFields(
      typed,
      ['spec', 'ports'],
      ports.map((port) => ({ targetPort: 0, ...port })),
    );
  }
  const claims = fieldsAt(typed, ['spec', 'volumeClaimTemplates']) as readonly unknown[] | undefined;
  if (claims === undefined || object.kind !== 'StatefulSet') return typed as unknown as KubernetesObject;
  const all = claims.map((claim) => filled(claim, claimFields));
  return withFields(typed, ['spec', 'volumeClaimTemplates'], all) as unknown as KubernetesObject;
}
