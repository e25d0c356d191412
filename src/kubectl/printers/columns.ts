/** The columns that the API server prints for each kind. */
// Models kubernetes/pkg/printers/internalversion/printers.go
import type { KubernetesObject, LabelSelector, ResourceInfo } from '../../engine/index.ts';
import { age } from '../age.ts';
import { field, int, list, text, texts } from '../fields.ts';
import { groupResource } from '../rest-mapper.ts';
import { containerCells, formatSelector, none } from './cells.ts';
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
  'jobs.batch': define('Name, Status, Completions, Duration, Age', (job, context) => [
    name(job),
    list(job, 'status.conditions').some((c) => text(c, 'type') === 'Complete') ? 'Complete' : 'Running',
    `${int(job, 'status.succeeded')}/${int(job, 'spec.completions', 1)}`,
    '',
    created(job, context),
  ]),
  'cronjobs.batch': define('Name, Schedule, Timezone, Suspend, Active, Last Schedule, Age', (job, context) => [
    name(job),
    text(job, 'spec.schedule'),
    none(text(job, 'spec.timeZone')),
    field(job, 'spec.suspend') === true ? 'True' : 'False',
    String(list(job, 'status.active').length),
    '<none>',
    created(job, context),
  ]),
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
  'rolebindings.rbac.authorization.k8s.io': define('Name, Role, Age', bindingRow),
  'clusterrolebindings.rbac.authorization.k8s.io': define('Name, Role, Age', bindingRow),
  'customresourcedefinitions.apiextensions.k8s.io': createdAt,
  limitranges: createdAt,
};

function bindingRow(binding: KubernetesObject, context: RowContext): readonly string[] {
  const role = `${text(binding, 'roleRef.kind')}/${text(binding, 'roleRef.name')}`;
  return [name(binding), role, created(binding, context)];
}

export const tableOf = (mapping: ResourceInfo): TableDefinition => tables[groupResource(mapping)] ?? plain;

/** `statefulset.apps/web`; `<none>` of an orphan. */
function controllerOf({ metadata }: KubernetesObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return '<none>';
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
  return `${owner.kind.toLowerCase()}${group}/${owner.name}`;
}
