/** Describes Nodes and Namespaces. */
import type { KubernetesObject, Node, ObjectView, Pod } from '../../engine/index.ts';
import { age, longTime } from '../text/age.ts';
import { list, sortedEntries, text, texts } from '../resources/fields.ts';
import { nodeRoles } from '../printers/node-columns.ts';
import { bytesText, cpuText, quantityValue } from '../text/quantities.ts';
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

type Kind = 'requests' | 'limits';

/** The sum of all containers. */
const sum = (pods: readonly Pod[], kind: Kind, resource: string): number =>
  pods
    .flatMap((pod) => pod.spec.containers)
    .reduce((total, container) => total + quantityValue(text(container, `resources.${kind}.${resource}`)), 0);

function shares(pods: readonly Pod[], node: Node): Readonly<Record<string, string>> {
  const share = (kind: Kind, resource: string): string => {
    const used = sum(pods, kind, resource);
    const all = quantityValue(text(node, `status.allocatable.${resource}`));
    const shown = resource === 'cpu' ? cpuText(used) : bytesText(used);
    return `${shown} (${all === 0 ? 0 : Math.trunc((used / all) * 100)}%)`;
  };
  return Object.fromEntries(
    ['cpu', 'memory', 'ephemeral-storage'].flatMap((resource) =>
      (['requests', 'limits'] as const).map((kind) => [`${resource} ${kind}`, share(kind, resource)]),
    ),
  );
}

function podTable(out: Description, pods: readonly Pod[], node: Node, now: number): void {
  out
    .line(0, `Non-terminated Pods:\t(${pods.length} in total)`)
    .line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge')
    .line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---');
  for (const pod of pods) {
    const { name, namespace = '', creationTimestamp } = pod.metadata;
    const share = shares([pod], node);
    const cells = ['cpu requests', 'cpu limits', 'memory requests', 'memory limits'].map((key) => share[key]);
    out.line(1, [namespace, name, '', ...cells, age(creationTimestamp, now)].join('\t'));
  }
}

function totals(out: Description, pods: readonly Pod[], node: Node): void {
  const share = shares(pods, node);
  out
    .line(0, 'Allocated resources:')
    .line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)')
    .line(1, 'Resource\tRequests\tLimits')
    .line(1, '--------\t--------\t------');
  for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
    out.line(1, `${resource}\t${share[`${resource} requests`]}\t${share[`${resource} limits`]}`);
  }
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
