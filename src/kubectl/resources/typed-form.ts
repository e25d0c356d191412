/** Objects as Go's types hold them: some fields are there even if nobody has written them. */
// Models k8s.io/api/{core,apps,batch}/v1/types.go: structs and numbers without `omitempty`
import type { KubernetesObject } from '../../engine/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** The empty status of each kind. */
const statuses: Readonly<Record<string, Json>> = {
  CronJob: {},
  DaemonSet: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  Deployment: {},
  Job: {},
  Pod: {},
  ReplicaSet: { replicas: 0 },
  ReplicationController: { replicas: 0 },
  Service: { loadBalancer: {} },
  StatefulSet: { availableReplicas: 0, replicas: 0 },
};

/** Fields of a spec that a written object may lack. */
const specs: Readonly<Record<string, Json>> = {
  DaemonSet: { updateStrategy: {} },
  Deployment: { strategy: {} },
  StatefulSet: { serviceName: '', updateStrategy: {} },
};

/** Returns the object with the fields that its Go type always writes. */
export function typedForm(object: KubernetesObject): KubernetesObject {
  const { kind } = object;
  const { spec, status } = object as { spec?: Json; status?: Json };
  return {
    ...object,
    ...(spec && { spec: { ...specs[kind], ...typedSpec(spec) } }),
    ...(statuses[kind] && { status: { ...statuses[kind], ...status } }),
  };
}

/** Walks down to the containers, the claim templates and the ports. */
function typedSpec(spec: Json): Json {
  const { template, jobTemplate, volumeClaimTemplates, ports } = spec as Record<string, Json & Json[]>;
  return {
    ...spec,
    ...(template && { template: typedTemplate(template) }),
    ...(jobTemplate && { jobTemplate: typedTemplate(jobTemplate) }),
    ...containerLists(spec),
    ...(Array.isArray(ports) && { ports: ports.map((port) => ({ targetPort: 0, ...port })) }),
    ...(Array.isArray(volumeClaimTemplates) && {
      volumeClaimTemplates: volumeClaimTemplates.map((claim) => ({
        ...claim,
        spec: { resources: {}, ...(claim['spec'] as Json | undefined) },
        status: claim['status'] ?? {},
      })),
    }),
  };
}

const typedTemplate = (template: Json): Json => ({
  ...template,
  metadata: template['metadata'] ?? {},
  ...(template['spec'] !== undefined && { spec: typedSpec(template['spec'] as Json) }),
});

const containerLists = (spec: Json): Json =>
  Object.fromEntries(
    ['initContainers', 'containers'].flatMap((field) => {
      const containers = spec[field] as readonly Json[] | undefined;
      return containers ? [[field, containers.map(typedContainer)]] : [];
    }),
  );

/** An empty image is not written. */
function typedContainer({ image, ...container }: Json): Json {
  return {
    ...container,
    ...(image !== '' && image !== undefined && { image }),
    resources: container['resources'] ?? {},
  };
}
