/** The columns that the API server prints for each kind. */
// Models kubernetes/pkg/printers/internalversion/printers.go
import type { KubernetesObject, LabelSelector, ResourceInfo, ResourceQuota } from '../../engine/index.ts';
import { age } from '../age.ts';
import { field, int, list, sortedEntries, text, texts } from '../fields.ts';
import { groupResource } from '../rest-mapper.ts';
import { containerCells, formatMap, formatSelector, none } from './cells.ts';
import { endpointsTable, endpointSliceTable, serviceTable } from './network-columns.ts';
import { namespaceTable, nodeTable, podTable } from './node-columns.ts';
import { claimTable, classTable, volumeTable } from './storage-columns.ts';
import { columns, type RowContext, type TableDefinition } from './table.ts';

type Row = (object: KubernetesObject, context: RowContext) => readonly string[];

const define = (names: string, row: Row): TableDefinition => ({ columns: columns(names), row });

const created = (object: KubernetesObject, { now }: RowContext): string => age(object.metadata.creationTimestamp, now);
const name = (object: KubernetesObject): string => object.metadata.name;
const number = (object: KubernetesObject, path: string): string => String(int(object, path));
const count = (object: KubernetesObject, path: string): number => Object.keys(texts(object, path)).length;
const selectorOf = (object: KubernetesObject): string =>
  formatSelector(field(object, 'spec.selector') as LabelSelector | undefined);
const templateCells = (object: KubernetesObject): readonly [string, string] =>
  containerCells(field(object, 'spec.template.spec'));

/** Of kinds of which there is nothing special to show. */
const plain = define('Name, Age', (object, context) => [name(object), created(object, context)]);
const createdAt = define('Name, Created At', (object) => [name(object), object.metadata.creationTimestamp]);

const tables: Readonly<Record<string, TableDefinition>> = {
  pods: podTable,
  nodes: nodeTable,
  namespaces: namespaceTable,
  services: serviceTable,
  endpoints: endpointsTable,
  'endpointslices.discovery.k8s.io': endpointSliceTable,
  persistentvolumes: volumeTable,
  persistentvolumeclaims: claimTable,
  'storageclasses.storage.k8s.io': classTable,
  'statefulsets.apps': define('Name, Ready, Age, Containers*, Images*', (set, context) => [
    name(set),
    `${int(set, 'status.readyReplicas')}/${int(set, 'spec.replicas')}`,
    created(set, context),
    ...templateCells(set),
  ]),
  'deployments.apps': define(
    'Name, Ready, Up-to-date, Available, Age, Containers*, Images*, Selector*',
    (deployment, context) => [
      name(deployment),
      `${int(deployment, 'status.readyReplicas')}/${int(deployment, 'spec.replicas')}`,
      number(deployment, 'status.updatedReplicas'),
      number(deployment, 'status.availableReplicas'),
      created(deployment, context),
      ...templateCells(deployment),
      selectorOf(deployment),
    ],
  ),
  'replicasets.apps': define('Name, Desired, Current, Ready, Age, Containers*, Images*, Selector*', (set, context) => [
    name(set),
    number(set, 'spec.replicas'),
    number(set, 'status.replicas'),
    number(set, 'status.readyReplicas'),
    created(set, context),
    ...templateCells(set),
    selectorOf(set),
  ]),
  replicationcontrollers: define(
    'Name, Desired, Current, Ready, Age, Containers*, Images*, Selector*',
    (controller, context) => [
      name(controller),
      number(controller, 'spec.replicas'),
      number(controller, 'status.replicas'),
      number(controller, 'status.readyReplicas'),
      created(controller, context),
      ...templateCells(controller),
      formatMap(texts(controller, 'spec.selector')),
    ],
  ),
  'horizontalpodautoscalers.autoscaling': define(
    'Name, Reference, Targets, MinPods, MaxPods, Replicas, Age',
    (scaler, context) => [
      name(scaler),
      `${text(scaler, 'spec.scaleTargetRef.kind')}/${text(scaler, 'spec.scaleTargetRef.name')}`,
      none(list(scaler, 'spec.metrics').map(metricTarget).join(', ')),
      text(scaler, 'spec.minReplicas') || '<unset>',
      number(scaler, 'spec.maxReplicas'),
      number(scaler, 'status.currentReplicas'),
      created(scaler, context),
    ],
  ),
  'volumeattachments.storage.k8s.io': define('Name, Attacher, PV, Node, Attached, Age', (attachment, context) => [
    name(attachment),
    text(attachment, 'spec.attacher'),
    text(attachment, 'spec.source.persistentVolumeName'),
    text(attachment, 'spec.nodeName'),
    text(attachment, 'status.attached') || 'false',
    created(attachment, context),
  ]),
  'ingressclasses.networking.k8s.io': define('Name, Controller, Parameters, Age', (ingressClass, context) => [
    name(ingressClass),
    text(ingressClass, 'spec.controller'),
    '<none>',
    created(ingressClass, context),
  ]),
  'daemonsets.apps': define(
    'Name, Desired, Current, Ready, Up-to-date, Available, Node Selector, Age, Containers*, Images*, Selector*',
    (set, context) => [
      name(set),
      number(set, 'status.desiredNumberScheduled'),
      number(set, 'status.currentNumberScheduled'),
      number(set, 'status.numberReady'),
      number(set, 'status.updatedNumberScheduled'),
      number(set, 'status.numberAvailable'),
      none(
        Object.entries(texts(set, 'spec.template.spec.nodeSelector'))
          .map(([key, value]) => `${key}=${value}`)
          .join(','),
      ),
      created(set, context),
      ...templateCells(set),
      selectorOf(set),
    ],
  ),
  'scales.autoscaling': define('Name, Desired, Available, Age', (scale, context) => [
    name(scale),
    number(scale, 'spec.replicas'),
    number(scale, 'status.replicas'),
    created(scale, context),
  ]),
  'controllerrevisions.apps': define('Name, Controller, Revision, Age', (revision, context) => [
    name(revision),
    controllerOf(revision),
    number(revision, 'revision'),
    created(revision, context),
  ]),
  configmaps: define('Name, Data, Age', (map, context) => [
    name(map),
    String(count(map, 'data') + count(map, 'binaryData')),
    created(map, context),
  ]),
  secrets: define('Name, Type, Data, Age', (secret, context) => [
    name(secret),
    text(secret, 'type') || 'Opaque',
    String(count(secret, 'data') + count(secret, 'stringData')),
    created(secret, context),
  ]),
  events: define(
    'Last Seen, Type, Reason, Object, Subobject*, Source*, Message, First Seen*, Count*, Name*',
    (event, { now }) => {
      const { component = '', host } = (field(event, 'source') ?? {}) as { component?: string; host?: string };
      const [kind, about] = [text(event, 'involvedObject.kind').toLowerCase(), text(event, 'involvedObject.name')];
      const first = text(event, 'firstTimestamp') || text(event, 'eventTime');
      return [
        age(text(event, 'lastTimestamp') || first, now),
        text(event, 'type'),
        text(event, 'reason'),
        about === '' ? kind : `${kind}/${about}`,
        text(event, 'involvedObject.fieldPath'),
        [component, ...(host === undefined ? [] : [host])].join(', '),
        text(event, 'message').trim(),
        age(first, now),
        String(int(event, 'count', 1)),
        name(event),
      ];
    },
  ),
  'poddisruptionbudgets.policy': define(
    'Name, Min Available, Max Unavailable, Allowed Disruptions, Age',
    (budget, context) => [
      name(budget),
      text(budget, 'spec.minAvailable') || 'N/A',
      text(budget, 'spec.maxUnavailable') || 'N/A',
      number(budget, 'status.disruptionsAllowed'),
      created(budget, context),
    ],
  ),
  'jobs.batch': define('Name, Status, Completions, Duration, Age, Containers*, Images*, Selector*', (job, context) => [
    name(job),
    jobStatus(job),
    jobCompletions(job),
    '',
    created(job, context),
    ...templateCells(job),
    selectorOf(job),
  ]),
  'cronjobs.batch': define(
    'Name, Schedule, Timezone, Suspend, Active, Last Schedule, Age, Containers*, Images*, Selector*',
    (job, context) => [
      name(job),
      text(job, 'spec.schedule'),
      none(text(job, 'spec.timeZone')),
      field(job, 'spec.suspend') === true ? 'True' : 'False',
      String(list(job, 'status.active').length),
      '<none>',
      created(job, context),
      ...containerCells(field(job, 'spec.jobTemplate.spec.template.spec')),
      formatSelector(field(job, 'spec.jobTemplate.spec.selector') as LabelSelector | undefined),
    ],
  ),
  'ingresses.networking.k8s.io': define('Name, Class, Hosts, Address, Ports, Age', (ingress, context) => [
    name(ingress),
    none(text(ingress, 'spec.ingressClassName')),
    list(ingress, 'spec.rules')
      .map((rule) => text(rule, 'host'))
      .filter((host) => host !== '')
      .join(',') || '*',
    '',
    list(ingress, 'spec.tls').length > 0 ? '80, 443' : '80',
    created(ingress, context),
  ]),
  'networkpolicies.networking.k8s.io': define('Name, Pod-Selector, Age', (policy, context) => [
    name(policy),
    formatSelector(field(policy, 'spec.podSelector') as LabelSelector | undefined),
    created(policy, context),
  ]),
  'priorityclasses.scheduling.k8s.io': define(
    'Name, Value, Global-Default, Age, PreemptionPolicy',
    (object, context) => [
      name(object),
      number(object, 'value'),
      String(field(object, 'globalDefault') === true),
      created(object, context),
      text(object, 'preemptionPolicy') || 'PreemptLowerPriority',
    ],
  ),
  'leases.coordination.k8s.io': define('Name, Holder, Age', (lease, context) => [
    name(lease),
    text(lease, 'spec.holderIdentity'),
    created(lease, context),
  ]),
  serviceaccounts: define('Name, Secrets, Age', (account, context) => [
    name(account),
    String(list(account, 'secrets').length),
    created(account, context),
  ]),
  'roles.rbac.authorization.k8s.io': createdAt,
  'clusterroles.rbac.authorization.k8s.io': createdAt,
  'rolebindings.rbac.authorization.k8s.io': define('Name, Role, Age, Users*, Groups*, ServiceAccounts*', bindingRow),
  'clusterrolebindings.rbac.authorization.k8s.io': define(
    'Name, Role, Age, Users*, Groups*, ServiceAccounts*',
    bindingRow,
  ),
  'customresourcedefinitions.apiextensions.k8s.io': createdAt,
  limitranges: createdAt,
  resourcequotas: define('Name, Request, Limit, Age', (quota, context) => {
    const { hard = {}, used = {} } = (quota as ResourceQuota).status ?? {};
    const among = (limits: boolean): string =>
      sortedEntries(hard)
        .filter(([resource]) => resource.startsWith('limits.') === limits)
        .map(([resource, most]) => `${resource}: ${used[resource] ?? '0'}/${most}`)
        .join(', ');
    return [name(quota), among(false), among(true), created(quota, context)];
  }),
};

function bindingRow(binding: KubernetesObject, context: RowContext): readonly string[] {
  const role = `${text(binding, 'roleRef.kind')}/${text(binding, 'roleRef.name')}`;
  const bound = (kind: string): string =>
    list(binding, 'subjects')
      .filter((subject) => text(subject, 'kind') === kind)
      .map((subject) => (kind === 'ServiceAccount' ? `${text(subject, 'namespace')}/` : '') + text(subject, 'name'))
      .join(', ');
  return [name(binding), role, created(binding, context), bound('User'), bound('Group'), bound('ServiceAccount')];
}

/** The first of its conditions that counts, else what it is about. */
function jobStatus(job: KubernetesObject): string {
  const has = (type: string): boolean =>
    list(job, 'status.conditions').some((c) => text(c, 'type') === type && text(c, 'status') === 'True');
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running';
}

function jobCompletions(job: KubernetesObject): string {
  const [done, wanted] = [int(job, 'status.succeeded'), text(job, 'spec.completions')];
  if (wanted !== '') return `${done}/${wanted}`;
  const parallel = int(job, 'spec.parallelism');
  return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`;
}

/** `cpu: <unknown>/80%`: nothing measures the lab's Pods. */
function metricTarget(metric: unknown): string {
  const type = text(metric, 'type');
  const target = type === 'ContainerResource' ? 'containerResource' : 'resource';
  const utilization = text(metric, `${target}.target.averageUtilization`);
  const wanted = utilization === '' ? text(metric, `${target}.target.averageValue`) : `${utilization}%`;
  return `${text(metric, `${target}.name`)}: <unknown>/${wanted === '' ? '<auto>' : wanted}`;
}

export const tableOf = (mapping: ResourceInfo): TableDefinition => tables[groupResource(mapping)] ?? plain;

/** `statefulset.apps/web`; `<none>` of an orphan. */
function controllerOf({ metadata }: KubernetesObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return '<none>';
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
  return `${owner.kind.toLowerCase()}${group}/${owner.name}`;
}
