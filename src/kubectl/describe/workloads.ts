/** Describes StatefulSets, Deployments, ReplicaSets and Pods. */
import {
  canonicalJson,
  type Container,
  type KubernetesObject,
  type LabelSelector,
  type ObjectView,
  type Pod,
  type PodTemplateSpec,
  type StatefulSet,
  virtualTime,
} from '../../engine/index.ts';
import { age, longTime } from '../text/age.ts';
import { field, int, list, text, texts } from '../resources/fields.ts';
import { formatSelector } from '../printers/cells.ts';
import { goString } from '../printers/go-value.ts';
import { formatLabels } from '../printers/table.ts';
import type { Description, Toleration } from './description.ts';
import {
  describeContainers,
  describeResources,
  describeSeccomp,
  describeSpread,
  describeTemplate,
} from './pod-template.ts';
import { describeVolumes } from './volumes.ts';

/** The context of a description besides the object. */
export interface DescribeContext {
  readonly view: ObjectView;
  /** Virtual ms. */
  readonly now: number;
}

export type Describe = (out: Description, object: KubernetesObject, context: DescribeContext) => void;

export function head(out: Description, { metadata }: KubernetesObject): Description {
  return out.line(0, `Name:\t${metadata.name}`).line(0, `Namespace:\t${metadata.namespace ?? ''}`);
}

export const labelsAndAnnotations = (out: Description, { metadata }: KubernetesObject): Description =>
  out.labels('Labels', metadata.labels).annotations('Annotations', metadata.annotations);

/** Only the name, for objects without a namespace and for those described without it. */
export const nameOnly = (out: Description, { metadata }: KubernetesObject): Description =>
  out.line(0, `Name:\t${metadata.name}`);

/** The value with its unit, or `<unset>`. */
export const orUnset = (object: unknown, path: string, unit = ''): string => {
  const value = text(object, path);
  return value === '' ? '<unset>' : value + unit;
};

/** `True`, `False`, or `<unset>`. */
export const trueOrFalse = (object: unknown, path: string): string =>
  ({ true: 'True', false: 'False' })[text(object, path)] ?? '<unset>';

/** `StatefulSet/web`; `undefined` without a controller. */
export function controller({ metadata }: KubernetesObject): string | undefined {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller === true);
  return owner && `${owner.kind}/${owner.name}`;
}

export const selectorOf = (object: KubernetesObject): string =>
  formatSelector(field(object, 'spec.selector') as LabelSelector | undefined);

export const templateOf = (object: KubernetesObject): PodTemplateSpec =>
  field(object, 'spec.template') as PodTemplateSpec;

/** Returns the number of the controller's Pods in each phase. */
function podsStatus(object: KubernetesObject, { view }: DescribeContext): string {
  const pods = view
    .list('pods', object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace })
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(({ uid, controller }) => controller === true && uid === object.metadata.uid),
    );
  const count = (phase: string): number => pods.filter(({ status }) => status.phase === phase).length;
  return `Pods Status:\t${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`;
}

export const describeStatefulSet: Describe = (out, object, context) => {
  const { metadata, spec, status } = object as StatefulSet;
  head(out, object)
    .line(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`)
    .line(0, `Selector:\t${selectorOf(object)}`);
  labelsAndAnnotations(out, object)
    .line(0, `Replicas:\t${spec.replicas} desired | ${status.replicas ?? 0} total`)
    .line(0, `Update Strategy:\t${spec.updateStrategy.type}`);
  const partition = text(spec, 'updateStrategy.rollingUpdate.partition');
  if (partition !== '') {
    out.line(1, `Partition:\t${partition}`);
    const maxUnavailable = text(spec, 'updateStrategy.rollingUpdate.maxUnavailable');
    if (maxUnavailable !== '') out.line(1, `MaxUnavailable:\t${maxUnavailable}`);
  }
  out.line(0, podsStatus(object, context));
  describeTemplate(out, spec.template);
  const claims = spec.volumeClaimTemplates ?? [];
  out.line(0, `Volume Claims:${claims.length === 0 ? '\t<none>' : ''}`);
  for (const { metadata: meta, spec: claim } of claims) {
    out.line(1, `Name:\t${meta.name}`).line(1, `StorageClass:\t${claim.storageClassName ?? ''}`);
    out.labels('  Labels', meta.labels).labels('  Annotations', meta.annotations);
    out.line(1, `Capacity:\t${text(claim, 'resources.requests.storage') || '<default>'}`);
    out.line(1, `Access Modes:\t${goString(claim.accessModes ?? [])}`);
  }
};

export const describeDeployment: Describe = (out, object, context) => {
  head(out, object).line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`);
  const status = (name: string): number => int(object, `status.${name}`);
  labelsAndAnnotations(out, object)
    .line(0, `Selector:\t${selectorOf(object)}`)
    .line(
      0,
      `Replicas:\t${int(object, 'spec.replicas')} desired | ${status('updatedReplicas')} updated | ${status('replicas')} total | ${status('availableReplicas')} available | ${status('unavailableReplicas')} unavailable`,
    )
    .line(0, `StrategyType:\t${text(object, 'spec.strategy.type')}`)
    .line(0, `MinReadySeconds:\t${int(object, 'spec.minReadySeconds')}`);
  const rolling = field(object, 'spec.strategy.rollingUpdate');
  if (rolling !== undefined) {
    const [unavailable, surge] = [text(rolling, 'maxUnavailable'), text(rolling, 'maxSurge')];
    out.line(0, `RollingUpdateStrategy:\t${unavailable} max unavailable, ${surge} max surge`);
  }
  describeTemplate(out, templateOf(object));
  conditions(out, object);
  const sets = ownedReplicaSets(object, context);
  const template = withoutHash(object);
  const current = sets.find((set) => withoutHash(set) === template);
  const older = sets.filter((set) => set !== current);
  out.line(0, `OldReplicaSets:\t${older.map(replicaSetText).join(', ') || '<none>'}`);
  out.line(0, `NewReplicaSet:\t${current === undefined ? '<none>' : replicaSetText(current)}`);
};

/** The template of a Deployment or of one of its ReplicaSets, to be compared. */
function withoutHash(object: KubernetesObject): string {
  const { metadata, ...rest } = templateOf(object);
  const { 'pod-template-hash': _, ...labels } = metadata?.labels ?? {};
  return canonicalJson({ ...rest, metadata: { ...metadata, labels } });
}

/** The oldest first. */
function ownedReplicaSets({ metadata }: KubernetesObject, { view }: DescribeContext): readonly KubernetesObject[] {
  const sets: readonly KubernetesObject[] = view.list('replicasets', { namespace: metadata.namespace ?? 'default' });
  return sets
    .filter((set) => set.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid))
    .sort((a, b) => virtualTime(a.metadata.creationTimestamp) - virtualTime(b.metadata.creationTimestamp));
}

const replicaSetText = (set: KubernetesObject): string =>
  `${set.metadata.name} (${int(set, 'status.replicas')}/${int(set, 'spec.replicas')} replicas created)`;

function conditions(out: Description, object: KubernetesObject): void {
  const found = list(object, 'status.conditions');
  if (found.length === 0) return;
  out.line(0, 'Conditions:').line(1, 'Type\tStatus\tReason').line(1, '----\t------\t------');
  for (const c of found) out.line(1, `${text(c, 'type')} \t${text(c, 'status')}\t${text(c, 'reason')}`);
}

export const describeReplicaSet: Describe = (out, object, context) => {
  head(out, object).line(0, `Selector:\t${selectorOf(object)}`);
  labelsAndAnnotations(out, object);
  const owner = controller(object);
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner}`);
  out.line(0, `Replicas:\t${int(object, 'status.replicas')} current / ${int(object, 'spec.replicas')} desired`);
  out.line(0, podsStatus(object, context));
  describeTemplate(out, templateOf(object));
  conditions(out, object);
};

export const describeReplicationController: Describe = (out, object, context) => {
  head(out, object).line(0, `Selector:\t${formatLabels(texts(object, 'spec.selector'))}`);
  labelsAndAnnotations(out, object).line(
    0,
    `Replicas:\t${int(object, 'status.replicas')} current / ${int(object, 'spec.replicas')} desired`,
  );
  out.line(0, podsStatus(object, context));
  describeTemplate(out, templateOf(object));
  conditions(out, object);
};

export const describeDaemonSet: Describe = (out, object, context) => {
  head(out, object)
    .line(0, `Selector:\t${selectorOf(object)}`)
    .line(0, `Node-Selector:\t${formatLabels(templateOf(object).spec.nodeSelector)}`);
  const count = (name: string): number => int(object, `status.${name}`);
  labelsAndAnnotations(out, object)
    .line(0, `Desired Number of Nodes Scheduled: ${count('desiredNumberScheduled')}`)
    .line(0, `Current Number of Nodes Scheduled: ${count('currentNumberScheduled')}`)
    .line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${count('updatedNumberScheduled')}`)
    .line(0, `Number of Nodes Scheduled with Available Pods: ${count('numberAvailable')}`)
    .line(0, `Number of Nodes Misscheduled: ${count('numberMisscheduled')}`)
    .line(0, podsStatus(object, context));
  describeTemplate(out, templateOf(object));
};

export const describePod: Describe = (out, object, { now }) => {
  const { metadata, spec, status } = object as Pod;
  head(out, object);
  if (spec.priority !== undefined) out.line(0, `Priority:\t${spec.priority}`);
  if (spec.priorityClassName) out.line(0, `Priority Class Name:\t${spec.priorityClassName}`);
  const runtimeClass = text(spec, 'runtimeClassName');
  if (runtimeClass !== '') out.line(0, `Runtime Class Name:\t${runtimeClass}`);
  if (spec.serviceAccountName) out.line(0, `Service Account:\t${spec.serviceAccountName}`);
  out.line(0, `Node:\t${spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>'}`);
  if (status.startTime) out.line(0, `Start Time:\t${longTime(status.startTime)}`);
  labelsAndAnnotations(out, object);
  const over = status.phase === 'Failed' || status.phase === 'Succeeded';
  if (metadata.deletionTimestamp === undefined || over) out.line(0, `Status:\t${status.phase}`);
  else {
    out.line(0, `Status:\tTerminating (lasts ${age(metadata.deletionTimestamp, now)})`);
    out.line(0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds}s`);
  }
  if (status.reason) out.line(0, `Reason:\t${status.reason}`);
  if (status.message) out.line(0, `Message:\t${status.message}`);
  describeSeccomp(out, 0, spec.securityContext);
  out.line(0, `IP:\t${status.podIP ?? ''}`);
  const ips = status.podIPs ?? [];
  out.line(0, `IPs:${ips.length === 0 ? '\t<none>' : ''}`);
  for (const { ip } of ips) out.line(1, `IP:\t${ip}`);
  const owner = controller(object);
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner}`);
  if (status.nominatedNodeName) out.line(0, `NominatedNodeName:\t${status.nominatedNodeName}`);
  if (field(spec, 'resources') !== undefined) describeResources(out.line(0, 'Resources:'), 1, spec);
  if (spec.initContainers?.length) {
    describeContainers(out, 'Init Containers', spec.initContainers, '', object as Pod);
  }
  describeContainers(out, 'Containers', spec.containers, '', object as Pod);
  if (spec.ephemeralContainers?.length) {
    const ephemeral = spec.ephemeralContainers as readonly Container[];
    describeContainers(out, 'Ephemeral Containers', ephemeral, '', object as Pod);
  }
  gatesAndConditions(out, object as Pod);
  describeVolumes(out, spec.volumes ?? [], '');
  out.line(0, `QoS Class:\t${status.qosClass ?? 'BestEffort'}`);
  out.labels('Node-Selectors', spec.nodeSelector);
  out.tolerations('Tolerations', (spec.tolerations ?? []) as readonly Toleration[]);
  describeSpread(out, spec, '');
};

function gatesAndConditions(out: Description, { spec, status }: Pod): void {
  const gates = spec.readinessGates ?? [];
  const found = status.conditions ?? [];
  if (gates.length > 0) {
    out.line(0, 'Readiness Gates:').line(1, 'Type\tStatus');
    for (const { conditionType } of gates) {
      const now = found.find(({ type }) => type === conditionType)?.status ?? '<none>';
      out.line(1, `${conditionType} \t${now} `);
    }
  }
  if (found.length > 0) {
    out.line(0, 'Conditions:').line(1, 'Type\tStatus');
    for (const c of found) out.line(1, `${c.type} \t${c.status} `);
  }
}
