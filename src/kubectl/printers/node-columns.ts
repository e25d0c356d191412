/** Columns of Pods, Nodes and Namespaces. */
import type { KubernetesObject, Node, Pod } from '../../engine/index.ts';
import { age } from '../text/age.ts';
import { text } from '../resources/fields.ts';
import { podColumns } from './pod-status.ts';
import { none } from './cells.ts';
import { columns, type TableDefinition } from './table.ts';

export const podTable: TableDefinition = {
  columns: columns('Name, Ready, Status, Restarts, Age, IP*, Node*, Nominated Node*, Readiness Gates*'),
  row: (object, { now }) => {
    const pod = object as Pod;
    const { ready, status, restarts, lastRestart } = podColumns(pod);
    return [
      pod.metadata.name,
      ready,
      status,
      `${restarts}${since(restarts, lastRestart, now)}`,
      age(pod.metadata.creationTimestamp, now),
      none(pod.status.podIPs?.[0]?.ip ?? ''),
      none(pod.spec.nodeName ?? ''),
      none(pod.status.nominatedNodeName ?? ''),
      readinessGates(pod),
    ];
  },
};

/** ` (5s ago)`; empty if no container was restarted. */
function since(restarts: number, lastRestart: string, now: number): string {
  return restarts === 0 || lastRestart === '' ? '' : ` (${age(lastRestart, now)} ago)`;
}

function readinessGates(pod: Pod): string {
  const gates = pod.spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const passed = gates.filter(({ conditionType }) =>
    pod.status.conditions?.some(({ type, status }) => type === conditionType && status === 'True'),
  );
  return `${passed.length}/${gates.length}`;
}

export const nodeTable: TableDefinition = {
  columns: columns(
    'Name, Status, Roles, Age, Version, Internal-IP*, External-IP*, OS-Image*, Kernel-Version*, Container-Runtime*',
  ),
  row: (object, { now }) => {
    const node = object as Node;
    const info = node.status.nodeInfo;
    const unknown = (value: string | undefined): string => value || '<unknown>';
    const address = (wanted: string): string =>
      none(node.status.addresses?.find(({ type }) => type === wanted)?.address ?? '');
    return [
      node.metadata.name,
      nodeStatus(node),
      nodeRoles(node),
      age(node.metadata.creationTimestamp, now),
      info?.kubeletVersion ?? '',
      address('InternalIP'),
      address('ExternalIP'),
      unknown(info?.osImage),
      info?.architecture ? `${unknown(info.kernelVersion)} (${info.architecture})` : unknown(info?.kernelVersion),
      unknown(info?.containerRuntimeVersion),
    ];
  },
};

function nodeStatus({ spec, status }: Node): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec.unschedulable ? `${word},SchedulingDisabled` : word;
}

const rolePrefix = 'node-role.kubernetes.io/';

export function nodeRoles({ metadata }: KubernetesObject): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([label, value]) => {
    if (label.startsWith(rolePrefix) && label.length > rolePrefix.length) return label.slice(rolePrefix.length);
    return label === 'kubernetes.io/role' && value !== '' ? value : [];
  });
  return none([...new Set(roles)].sort().join(','));
}

export const namespaceTable: TableDefinition = {
  columns: columns('Name, Status, Age'),
  row: (namespace, { now }) => [
    namespace.metadata.name,
    text(namespace, 'status.phase'),
    age(namespace.metadata.creationTimestamp, now),
  ],
};
