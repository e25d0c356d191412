import { describe, expect, it } from 'vitest';
import { createCluster } from '../cluster.ts';
import type { Service } from '../api/types.ts';

const actor = { name: 'user', reason: 'test' };

function newLab() {
  const { api } = createCluster();
  const create = (name: string, spec: object): Service =>
    api.create(
      { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { ports: [{ port: 80 }], ...spec } },
      actor,
    ) as Service;
  const patch = (name: string, spec: object): Service =>
    api.patch('services', name, 'default', 'strategic', { spec }, actor) as Service;
  return { create, patch };
}
const nodePort = ({ spec }: Service): number | undefined => (spec.ports as { nodePort?: number }[])[0]!.nodePort;

// https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport and the registry's alloc.go.
describe('node ports', () => {
  it('are given out from 30000 to 32767, each once, and kept', () => {
    const { create, patch } = newLab();
    const ports = [create('a', { type: 'NodePort' }), create('b', { type: 'LoadBalancer' })].map(nodePort);
    expect(new Set(ports).size).toBe(2);
    for (const port of ports) expect(port! >= 30_000 && port! <= 32_767).toBe(true);
    expect(nodePort(patch('a', { ports: [{ port: 80, name: 'web' }] }))).toBe(ports[0]);
  });

  it('are refused outside of the range, when they are taken, and of a ClusterIP Service', () => {
    const { create } = newLab();
    create('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] });
    const other =
      (port: number, type = 'NodePort') =>
      () =>
        create('b', { type, ports: [{ port: 80, nodePort: port }] });
    expect(other(30_080)).toThrow('spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated');
    expect(other(99)).toThrow(
      'Invalid value: 99: provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
    expect(other(30_081, 'ClusterIP')).toThrow("nodePort: Forbidden: may not be used when `type` is 'ClusterIP'");
  });

  it('come and go with the type', () => {
    const { create, patch } = newLab();
    expect(nodePort(create('a', {}))).toBeUndefined();
    expect(nodePort(patch('a', { type: 'NodePort' }))).toBeDefined();
    expect(nodePort(patch('a', { type: 'ClusterIP' }))).toBeUndefined();
  });

  it('and what is for load balancers go with the type, unless they are changed', () => {
    const { create, patch } = newLab();
    create('a', { type: 'LoadBalancer', loadBalancerClass: 'a/b' });
    const { spec } = patch('a', { type: 'ClusterIP' });
    expect([spec.externalTrafficPolicy, spec.loadBalancerClass, spec.allocateLoadBalancerNodePorts]).toEqual(
      Array(3).fill(undefined),
    );
    patch('a', { type: 'NodePort' });
    expect(() => patch('a', { type: 'ClusterIP', externalTrafficPolicy: 'Local' })).toThrow(
      'may only be set for externally-accessible services',
    );
  });
});

describe('the address of a Service', () => {
  it('cannot be changed, only left out', () => {
    const { create, patch } = newLab();
    const { clusterIP } = create('a', {}).spec;
    expect(patch('a', { clusterIP: null }).spec.clusterIP).toBe(clusterIP);
    expect(() => patch('a', { clusterIP: 'None' })).toThrow(
      'spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set',
    );
  });

  it('goes when the Service becomes a name', () => {
    const { create, patch } = newLab();
    create('a', {});
    expect(patch('a', { type: 'ExternalName', externalName: 'a.example' }).spec.clusterIP).toBeUndefined();
    expect(patch('a', { type: 'ClusterIP' }).spec.clusterIP).toMatch(/^10\.96\./);
  });
});
