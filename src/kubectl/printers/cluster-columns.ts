/** Columns of cluster-scoped kinds and of access rules: admission, classes, drivers and others. */
import type { KubernetesObject } from '../../engine/index.ts';
import { humanDuration } from '../text/duration.ts';
import { field, list, sortedEntries, text, texts } from '../resources/fields.ts';
import { created, define, name, number, or, size, truth } from './row.ts';
import type { RowContext, TableDefinition } from './table.ts';

/** Kinds without their own columns. */
export const createdAt = define('Name, Created At', (object) => [name(object), object.metadata.creationTimestamp]);

const bindings = define('Name, Role, Age, Users*, Groups*, ServiceAccounts*', bindingRow);
const webhooks = define('Name, Webhooks, Age', (configuration, context) => [
  name(configuration),
  size(configuration, 'webhooks'),
  created(configuration, context),
]);
const policyBindings = define('Name, PolicyName, ParamRef, Age', (binding, context) => [
  name(binding),
  text(binding, 'spec.policyName'),
  parameters(binding),
  created(binding, context),
]);
const policies = (title: string, rules: string): TableDefinition =>
  define(`Name, ${title}, ParamKind, Age`, (policy, context) => {
    const kind = text(policy, 'spec.paramKind.kind');
    return [
      name(policy),
      size(policy, `spec.${rules}`),
      kind === '' ? '<unset>' : `${text(policy, 'spec.paramKind.apiVersion')}/${kind}`,
      created(policy, context),
    ];
  });

export const clusterTables: Readonly<Record<string, TableDefinition>> = {
  'rolebindings.rbac.authorization.k8s.io': bindings,
  'clusterrolebindings.rbac.authorization.k8s.io': bindings,
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': webhooks,
  'validatingwebhookconfigurations.admissionregistration.k8s.io': webhooks,
  'mutatingadmissionpolicies.admissionregistration.k8s.io': policies('Mutations', 'mutations'),
  'validatingadmissionpolicies.admissionregistration.k8s.io': policies('Validations', 'validations'),
  'mutatingadmissionpolicybindings.admissionregistration.k8s.io': policyBindings,
  'validatingadmissionpolicybindings.admissionregistration.k8s.io': policyBindings,
  'apiservices.apiregistration.k8s.io': define('Name, Service, Available, Age', (service, context) => [
    name(service),
    field(service, 'spec.service') === undefined
      ? 'Local'
      : `${text(service, 'spec.service.namespace')}/${text(service, 'spec.service.name')}`,
    availability(service),
    created(service, context),
  ]),
  'certificatesigningrequests.certificates.k8s.io': define(
    'Name, Age, SignerName, Requestor, RequestedDuration, Condition',
    (request, context) => {
      const seconds = text(request, 'spec.expirationSeconds');
      return [
        name(request),
        created(request, context),
        or(request, 'spec.signerName', '<none>'),
        text(request, 'spec.username'),
        seconds === '' ? '<none>' : humanDuration(Number(seconds) * 1000),
        signingStatus(request),
      ];
    },
  ),
  componentstatuses: define('Name, Status, Message, Error', (component) => {
    const healthy = list(component, 'conditions').find((c) => text(c, 'type') === 'Healthy');
    const status = text(healthy, 'status') === 'True' ? 'Healthy' : 'Unhealthy';
    return [
      name(component),
      healthy === undefined ? 'Unknown' : status,
      text(healthy, 'message'),
      text(healthy, 'error'),
    ];
  }),
  'flowschemas.flowcontrol.apiserver.k8s.io': define(
    'Name, PriorityLevel, MatchingPrecedence, DistinguisherMethod, Age, MissingPL',
    (schema, context) => [
      name(schema),
      text(schema, 'spec.priorityLevelConfiguration.name'),
      number(schema, 'spec.matchingPrecedence'),
      or(schema, 'spec.distinguisherMethod.type', '<none>'),
      created(schema, context),
      or(
        list(schema, 'status.conditions').find((c) => text(c, 'type') === 'Dangling'),
        'status',
        '?',
      ),
    ],
  ),
  'prioritylevelconfigurations.flowcontrol.apiserver.k8s.io': define(
    'Name, Type, NominalConcurrencyShares, Queues, HandSize, QueueLengthLimit, Age',
    (level, context) => [
      name(level),
      text(level, 'spec.type'),
      or(level, 'spec.limited.nominalConcurrencyShares', '<none>'),
      or(level, 'spec.limited.limitResponse.queuing.queues', '<none>'),
      or(level, 'spec.limited.limitResponse.queuing.handSize', '<none>'),
      or(level, 'spec.limited.limitResponse.queuing.queueLengthLimit', '<none>'),
      created(level, context),
    ],
  ),
  'runtimeclasses.node.k8s.io': define('Name, Handler, Age', (runtimeClass, context) => [
    name(runtimeClass),
    text(runtimeClass, 'handler'),
    created(runtimeClass, context),
  ]),
  'priorityclasses.scheduling.k8s.io': define(
    'Name, Value, Global-Default, Age, PreemptionPolicy',
    (object, context) => [
      name(object),
      number(object, 'value'),
      truth(object, 'globalDefault'),
      created(object, context),
      or(object, 'preemptionPolicy', 'PreemptLowerPriority'),
    ],
  ),
  'leases.coordination.k8s.io': define('Name, Holder, Age', (lease, context) => [
    name(lease),
    text(lease, 'spec.holderIdentity'),
    created(lease, context),
  ]),
  serviceaccounts: define('Name, Secrets, Age', (account, context) => [
    name(account),
    size(account, 'secrets'),
    created(account, context),
  ]),
  resourcequotas: define('Name, Request, Limit, Age', (quota, context) => [
    name(quota),
    quotaUse(quota, false),
    quotaUse(quota, true),
    created(quota, context),
  ]),
  'deviceclasses.resource.k8s.io': define('Name, Age', (object, context) => [name(object), created(object, context)]),
  'resourceclaimtemplates.resource.k8s.io': define('Name, Age', (object, context) => [
    name(object),
    created(object, context),
  ]),
  'resourceclaims.resource.k8s.io': define('Name, State, Age', (claim, context) => [
    name(claim),
    deviceClaimState(claim),
    created(claim, context),
  ]),
  'resourceslices.resource.k8s.io': define('Name, Node, Driver, Pool, Age', (slice, context) => [
    name(slice),
    text(slice, 'spec.nodeName'),
    text(slice, 'spec.driver'),
    text(slice, 'spec.pool.name'),
    created(slice, context),
  ]),
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

/** A label selector as Go prints its message. */
function goSelector(selector: unknown): string {
  const labels = sortedEntries(texts(selector, 'matchLabels')).map(([key, value]) => `${key}: ${value},`);
  const expressions = list(selector, 'matchExpressions').map((one) => {
    const values = list(one, 'values').join(' ');
    return `LabelSelectorRequirement{Key:${text(one, 'key')},Operator:${text(one, 'operator')},Values:[${values}],},`;
  });
  const all = `[]LabelSelectorRequirement{${expressions.join('')}}`;
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:${all},}`;
}

/** The parameters of a policy; without a namespace, they may be in any. */
function parameters(binding: KubernetesObject): string {
  const given = text(binding, 'spec.paramRef.name');
  if (given !== '') return `${or(binding, 'spec.paramRef.namespace', '*')}/${given}`;
  const selector = field(binding, 'spec.paramRef.selector');
  return selector === undefined ? '<unset>' : goSelector(selector);
}

function availability(service: KubernetesObject): string {
  const found = list(service, 'status.conditions').find((c) => text(c, 'type') === 'Available');
  if (found === undefined) return 'Unknown';
  return text(found, 'status') === 'True' ? 'True' : `${text(found, 'status')} (${text(found, 'reason')})`;
}

function signingStatus(request: KubernetesObject): string {
  const has = (type: string): boolean => list(request, 'status.conditions').some((c) => text(c, 'type') === type);
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  const issued = text(request, 'status.certificate') === '' ? '' : ',Issued';
  return decision + (has('Failed') ? ',Failed' : '') + issued;
}

/** `pods: 1/3, requests.cpu: 300m/1`: the usage of each resource. */
function quotaUse(quota: KubernetesObject, limits: boolean): string {
  const used = texts(quota, 'status.used');
  return sortedEntries(texts(quota, 'status.hard'))
    .filter(([resource]) => resource.startsWith('limits.') === limits)
    .map(([resource, hard]) => `${resource}: ${used[resource] ?? '0'}/${hard}`)
    .join(', ');
}

function deviceClaimState(claim: KubernetesObject): string {
  const deleted = claim.metadata.deletionTimestamp !== undefined;
  if (field(claim, 'status.allocation') === undefined) return deleted ? 'deleted' : 'pending';
  const reserved = list(claim, 'status.reservedFor').length > 0 ? ',reserved' : '';
  return `${deleted ? 'deleted,' : ''}allocated${reserved}`;
}
