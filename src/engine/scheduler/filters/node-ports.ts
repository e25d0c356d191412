/** Refuses nodes on which another Pod has taken a port that this Pod requests (`hostPort`). */
// Models kubernetes/pkg/scheduler/framework/plugins/nodeports and framework.HostPortInfo
import { isSidecar } from '../../api/pod-requests.ts';
import type { Pod } from '../../api/types.ts';
import { always, type FilterPlugin, unschedulable } from './filter.ts';

interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

const everyAddress = '0.0.0.0';

/** Returns the ports of the node that the Pod's containers and sidecars take. */
function hostPorts({ spec }: Pod): readonly HostPort[] {
  const containers = [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers];
  return containers
    .flatMap((c) => c.ports ?? [])
    .filter(({ hostPort = 0 }) => hostPort > 0)
    .map(({ hostPort, hostIP, protocol }) => ({
      ip: hostIP || everyAddress,
      protocol: protocol ?? 'TCP',
      port: hostPort!,
    }));
}

/** Reports if both are the same port and protocol on the same address of the node, or one is on all addresses. */
const conflict = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === everyAddress || b.ip === everyAddress);

const conflicts = (ports: readonly HostPort[], other: Pod): boolean =>
  hostPorts(other).some((theirs) => ports.some((port) => conflict(port, theirs)));

export const nodePorts: FilterPlugin = {
  events: {
    'Pod/Delete': (pod, { object }) => conflicts(hostPorts(pod), object as Pod),
    'Node/Add': always,
  },
  preFilter: (pod) => {
    const ports = hostPorts(pod);
    if (ports.length === 0) return undefined;
    return ({ load }) => {
      for (const other of load.pods.values()) {
        if (conflicts(ports, other)) {
          return unschedulable("node(s) didn't have free ports for the requested pod ports");
        }
      }
      return undefined;
    };
  },
};
