/** Describes Nodes and Namespaces. */
import {
  formatQuantity,
  type KubernetesObject,
  type Node,
  type ObjectView,
  parseQuantity,
  type Pod,
  podAmounts,
  type Quantity,
  resourceAmounts,
} from '../../engine/index.ts';
import { age, longTime } from '../text/age.ts';
import { list, sortedEntries, text, texts } from '../resources/fields.ts';
import { nodeRoles } from '../printers/node-columns.ts';
import type { Description } from './description.ts';
import { describeLimitRanges, describeQuotas } from './quotas.ts';
import { type Describe, labelsAndAnnotations } from './workloads.ts';

export const describeNode: Describe = (out, object, { view, now }) => {
  const { metadata, spec, status } = object as Node;
  out.line(0, `Name:\t${metadata.name}`).line(0, `Roles:\t${nodeRoles(object)}`);
  labelsAndAnnotations(out, object)
    .line(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`)
    .several(
      'Taints',
      [...(spec.taints ?? [])]
        .sort((a, b) => (`${a.effect},${a.key}` < `${b.effect},${b.key}` ? -1 : 1))
        .map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`),
    )
    .line(0, `Unschedulable:\t${spec.unschedulable ?? false}`);
  lease(out, metadata.name, view);
  conditions(out, object as Node);
  out.line(0, 'Addresses:');
  for (const { type, address } of status.addresses ?? []) out.line(1, `${type}:\t${address}`);
  amounts(out, 'Capacity', texts(status, 'capacity'));
  amounts(out, 'Allocatable', texts(status, 'allocatable'));
  systemInfo(out, object as Node);
  const pods = view
    .list('pods')
    .filter((pod) => pod.spec.nodeName === metadata.name && !['Succeeded', 'Failed'].includes(pod.status.phase));
  podTable(out, pods, object as Node, now);
  totals(out, pods, object as Node);
};

/** Describes the lease that the kubelet renews as its heartbeat. */
function lease(out: Description, node: string, view: ObjectView): void {
  const found: KubernetesObject | undefined = view.get('leases' as 'configmaps', node, 'kube-node-lease');
  if (found === undefined) {
    out.line(0, `Lease:\tFailed to get lease: leases.coordination.k8s.io "${node}" not found`);
    return;
  }
  const time = (name: string): string => {
    const given = text(found, `spec.${name}`);
    return given === '' ? '<unset>' : longTime(given);
  };
  out
    .line(0, 'Lease:')
    .line(1, `HolderIdentity:\t${text(found, 'spec.holderIdentity') || '<unset>'}`)
    .line(1, `AcquireTime:\t${time('acquireTime')}`)
    .line(1, `RenewTime:\t${time('renewTime')}`);
}

function conditions(out: Description, { status }: Node): void {
  const found = status.conditions ?? [];
  if (found.length === 0) return;
  out
    .line(0, 'Conditions:')
    .line(1, 'Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage')
    .line(1, '----\t------\t-----------------\t------------------\t------\t-------');
  for (const { type, status: holds, lastHeartbeatTime, lastTransitionTime, reason, message } of found) {
    const times = `${longTime(lastHeartbeatTime)}\t${longTime(lastTransitionTime)}`;
    out.line(1, `${type} \t${holds} \t${times} \t${reason ?? ''} \t${message ?? ''}`);
  }
}

function amounts(out: Description, title: string, quantities: Readonly<Record<string, string>>): void {
  out.line(0, `${title}:`);
  for (const [name, quantity] of sortedEntries(quantities)) out.line(1, `${name}:\t${quantity}`);
}

function systemInfo(out: Description, { spec, status }: Node): void {
  const rows: readonly (readonly [string, string])[] = [
    ['Machine ID', 'machineID'],
    ['System UUID', 'systemUUID'],
    ['Boot ID', 'bootID'],
    ['Kernel Version', 'kernelVersion'],
    ['OS Image', 'osImage'],
    ['Operating System', 'operatingSystem'],
    ['Architecture', 'architecture'],
    ['Container Runtime Version', 'containerRuntimeVersion'],
    ['Kubelet Version', 'kubeletVersion'],
  ];
  out.line(0, 'System Info:');
  for (const [title, name] of rows) out.line(1, `${title}:\t${text(status, `nodeInfo.${name}`)}`);
  if (spec.podCIDR) out.line(0, `PodCIDR:\t${spec.podCIDR}`);
  if (spec.podCIDRs?.length) out.line(0, `PodCIDRs:\t${spec.podCIDRs.join(',')}`);
  if (spec.providerID) out.line(0, `ProviderID:\t${spec.providerID}`);
}

type Side = 'requests' | 'limits';

const hugePages = 'hugepages-';
const standard = ['cpu', 'memory', 'ephemeral-storage'];

/** Amounts by resource, in thousandths. */
type Sum = Readonly<Record<string, { readonly amount: number; readonly format: Quantity['format'] }>>;

function podSum({ spec }: Pod, side: Side): Sum {
  const given = [...spec.containers, ...(spec.initContainers ?? []), spec].map((one) =>
    texts(one, `resources.${side}`),
  );
  const all = [...given, texts(spec, 'overhead')];
  const isBinary = (name: string): boolean => all.some((one) => parseQuantity(one[name] ?? '')?.format === 'binary');
  return Object.fromEntries(
    [...podAmounts(spec, side)].map(([name, amount]) => [
      name,
      { amount, format: isBinary(name) ? 'binary' : 'decimal' },
    ]),
  );
}

function total(sums: readonly Sum[]): Sum {
  const all: Record<string, Sum[string]> = {};
  for (const [name, { amount, format }] of sums.flatMap((sum) => Object.entries(sum))) {
    const before = all[name];
    all[name] = { amount: amount + (before?.amount ?? 0), format: before?.amount ? before.format : format };
  }
  return all;
}

const shown = (sum: Sum, name: string): string => {
  const { amount, format } = sum[name] ?? { amount: 0, format: 'decimal' };
  return formatQuantity(BigInt(amount) * 1_000_000n, format);
};

/** The amount and its share of what can be allocated: `250m (12%)`. */
function share(sum: Sum, name: string, { status }: Node): string {
  const all = amountsOf(status).get(name) ?? 0;
  const percent = all === 0 ? 0 : Math.trunc(((sum[name]?.amount ?? 0) / all) * 100);
  return `${shown(sum, name)} (${percent}%)`;
}

const amountsOf = ({ allocatable, capacity }: Node['status']): ReturnType<typeof resourceAmounts> =>
  resourceAmounts(Object.keys(allocatable ?? {}).length > 0 ? allocatable : capacity);

function podTable(out: Description, pods: readonly Pod[], node: Node, now: number): void {
  out
    .line(0, `Non-terminated Pods:\t(${pods.length} in total)`)
    .line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge')
    .line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---');
  for (const pod of pods) {
    const { name, namespace = '', creationTimestamp } = pod.metadata;
    const sums = [podSum(pod, 'requests'), podSum(pod, 'limits')];
    const cells = ['cpu', 'memory'].flatMap((resource) => sums.map((sum) => share(sum, resource, node)));
    out.line(1, [namespace, name, '', ...cells, age(creationTimestamp, now)].join('\t'));
  }
}

function totals(out: Description, pods: readonly Pod[], node: Node): void {
  const sums = (['requests', 'limits'] as const).map((side) => total(pods.map((pod) => podSum(pod, side))));
  out
    .line(0, 'Allocated resources:')
    .line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)')
    .line(1, 'Resource\tRequests\tLimits')
    .line(1, '--------\t--------\t------');
  const names = [...amountsOf(node.status).keys()].sort();
  const pages = names.filter((name) => name.startsWith(hugePages));
  for (const name of [...standard, ...pages])
    out.line(1, [name, ...sums.map((sum) => share(sum, name, node))].join('\t'));
  const others = names.filter((name) => ![...standard, ...pages, 'pods'].includes(name));
  for (const name of others) out.line(1, [name, ...sums.map((sum) => shown(sum, name))].join('\t'));
}

export const describeNamespace: Describe = (out, object, { view }) => {
  out.line(0, `Name:\t${object.metadata.name}`);
  labelsAndAnnotations(out, object).line(0, `Status:\t${text(object, 'status.phase')}`);
  const conditions_ = list(object, 'status.conditions');
  if (conditions_.length > 0) {
    out
      .line(0, 'Conditions:')
      .line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage')
      .line(1, '----\t------\t------------------\t------\t-------');
    for (const c of conditions_) {
      const fields = ['type', 'status', 'lastTransitionTime', 'reason', 'message'];
      out.line(
        1,
        fields.map((name) => (name === 'lastTransitionTime' ? longTime(text(c, name)) : text(c, name))).join('\t'),
      );
    }
  }
  const among = { namespace: object.metadata.name };
  describeQuotas(out.line(0, ''), view.list('resourcequotas', among));
  describeLimitRanges(out.line(0, ''), view.list('limitranges', among));
};
