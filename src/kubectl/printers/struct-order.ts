/**
 * `-o json` of objects that kubectl knows by their Go types, such as those that it creates itself: their fields have
 * the order of Go's structs.
 */
// Models k8s.io/api/{core,apps,batch,autoscaling,networking,policy,rbac,scheduling} types.go
import { isFields } from '../resources/fields.ts';
import { escapeHtml } from './json.ts';

const podSpec =
  'volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity schedulerName tolerations hostAliases priorityClassName priority dnsConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead topologySpreadConstraints setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources';
const jobSpec =
  'parallelism completions activeDeadlineSeconds podFailurePolicy successPolicy backoffLimit backoffLimitPerIndex maxFailedIndexes selector manualSelector template ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy';
const container =
  'name image command args workingDir ports envFrom env resources resizePolicy restartPolicy volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty';

/**
 * Fields in the order of their struct, by the field that holds it; where one name has several structs, with the kind or
 * the parent field. Everything else is a map, or is sorted like the keys of a map.
 */
const orders: Readonly<Record<string, string>> = {
  '': 'kind apiVersion metadata immutable secrets imagePullSecrets spec rules aggregationRule subjects roleRef data binaryData stringData type value globalDefault description preemptionPolicy status',
  'Secret.': 'kind apiVersion metadata immutable data stringData type',
  metadata:
    'name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences finalizers managedFields',
  ownerReferences: 'apiVersion kind name uid controller blockOwnerDeletion',
  'Pod.spec': podSpec,
  'template.spec': podSpec,
  'Deployment.spec':
    'replicas selector template strategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds',
  'StatefulSet.spec':
    'replicas selector template volumeClaimTemplates serviceName podManagementPolicy updateStrategy revisionHistoryLimit minReadySeconds persistentVolumeClaimRetentionPolicy ordinals',
  'StatefulSet.status':
    'observedGeneration replicas readyReplicas currentReplicas updatedReplicas currentRevision updateRevision collisionCount conditions availableReplicas',
  updateStrategy: 'type rollingUpdate',
  volumeClaimTemplates: 'kind apiVersion metadata spec status',
  'volumeClaimTemplates.spec': 'accessModes selector resources volumeName storageClassName volumeMode dataSource',
  'Job.spec': jobSpec,
  'jobTemplate.spec': jobSpec,
  'CronJob.spec':
    'schedule timeZone startingDeadlineSeconds concurrencyPolicy suspend jobTemplate successfulJobsHistoryLimit failedJobsHistoryLimit',
  'Service.spec':
    'ports selector clusterIP clusterIPs type externalIPs sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig ipFamilies ipFamilyPolicy allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy trafficDistribution',
  'PodDisruptionBudget.spec': 'minAvailable selector maxUnavailable unhealthyPodEvictionPolicy',
  'Ingress.spec': 'ingressClassName defaultBackend tls rules',
  'ResourceQuota.spec': 'hard scopes scopeSelector',
  'HorizontalPodAutoscaler.spec': 'scaleTargetRef minReplicas maxReplicas metrics behavior',
  template: 'metadata spec',
  jobTemplate: 'metadata spec',
  selector: 'matchLabels matchExpressions',
  containers: container,
  initContainers: container,
  'spec.ports': 'name protocol appProtocol port targetPort nodePort',
  'containers.ports': 'name hostPort containerPort protocol hostIP',
  env: 'name value valueFrom',
  resources: 'limits requests claims',
  strategy: 'type rollingUpdate',
  rollingUpdate: 'partition maxUnavailable maxSurge',
  tolerations: 'key operator value effect tolerationSeconds',
  volumes: 'name',
  volumeMounts: 'name readOnly recursiveReadOnly mountPath subPath mountPropagation subPathExpr',
  projected: 'sources defaultMode',
  sources: 'secret downwardAPI configMap serviceAccountToken',
  serviceAccountToken: 'audience expirationSeconds path',
  configMap: 'name items',
  items: 'key path mode fieldRef',
  fieldRef: 'apiVersion fieldPath',
  paths: 'path pathType backend',
  backend: 'service resource',
  defaultBackend: 'service resource',
  service: 'name port',
  'service.port': 'name number',
  tls: 'hosts secretName',
  rules: 'verbs apiGroups resources resourceNames nonResourceURLs',
  'spec.rules': 'host http',
  subjects: 'kind apiGroup name namespace',
  roleRef: 'apiGroup kind name',
  scaleTargetRef: 'kind name apiVersion',
  metrics: 'type object pods resource containerResource external',
  resource: 'name target',
  target: 'type value averageValue averageUtilization',
  'PodDisruptionBudget.status':
    'observedGeneration disruptedPods disruptionsAllowed currentHealthy desiredHealthy expectedPods conditions',
};

/** Returns the object as Go's encoder writes a struct. */
export const toStructJson = (object: { readonly kind?: unknown }): string =>
  `${escapeHtml(JSON.stringify(inOrder(object, [String(object.kind)]), null, 4))}\n`;

/** @param path The kind, then the path of the value. */
function inOrder(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, path));
  if (!isFields(value)) return value;
  const order = orderAt(path);
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key], [...path, key])]));
}

function orderAt(path: readonly string[]): readonly string[] {
  const field = path.length === 1 ? '' : path.at(-1)!;
  const around = path.length === 1 ? path[0]! : path.at(-2)!;
  return (orders[`${around}.${field}`] ?? orders[field] ?? '').split(' ');
}
