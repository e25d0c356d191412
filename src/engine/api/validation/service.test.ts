// Expected texts: recorded of a v1.36 API server where marked (r), else from its validation functions.
import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../types.ts';
import { validateCreate } from './index.ts';

function refusals(apiVersion: string, kind: string, spec: object): readonly string[] {
  const object = { apiVersion, kind, metadata: { name: 'a' }, spec } as unknown as KubernetesObject;
  return validateCreate(object, { MaxUnavailableStatefulSet: false }).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

describe('Services', () => {
  const service = (spec: object): readonly string[] =>
    refusals('v1', 'Service', { type: 'ClusterIP', sessionAffinity: 'None', ports: [{ port: 80 }], ...spec });

  it('(r) have an address that is one', () => {
    expect(service({ clusterIP: 'none' })).toEqual([
      'spec.clusterIPs[0]: Invalid value: "none": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ]);
  });

  it('use a port once for each protocol', () => {
    const ports = [
      { name: 'a', port: 53, protocol: 'TCP' },
      { name: 'b', port: 53, protocol: 'UDP' },
    ];
    expect(service({ ports })).toEqual([]);
    expect(service({ ports: ports.map((port) => ({ ...port, protocol: 'TCP' })) })).toEqual([
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":53,"TargetPort":0,"NodePort":0}',
    ]);
  });

  it('have fields of load balancers only where they are one', () => {
    const fields = { loadBalancerSourceRanges: ['10.0.0.0/8'], loadBalancerClass: 'a/b' };
    expect(service({ type: 'LoadBalancer', ...fields, externalTrafficPolicy: 'Local' })).toEqual([]);
    expect(service(fields)).toEqual([
      "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
      "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
    ]);
  });

  it('have a policy for clients outside only where there may be some', () => {
    expect(service({ type: 'NodePort', externalTrafficPolicy: 'Local' })).toEqual([]);
    expect(service({ externalIPs: ['10.1.1.1'], externalTrafficPolicy: 'Local' })).toEqual([]);
    expect(service({ externalTrafficPolicy: 'Local' })).toEqual([
      'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    ]);
    expect(service({ type: 'NodePort', externalTrafficPolicy: 'Near', internalTrafficPolicy: 'Far' })).toEqual([
      'spec.externalTrafficPolicy: Unsupported value: "Near": supported values: "Cluster", "Local"',
      'spec.internalTrafficPolicy: Unsupported value: "Far": supported values: "Cluster", "Local"',
    ]);
  });

  it('ask for each family of addresses once', () => {
    expect(service({ ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'PreferDualStack' })).toEqual([]);
    expect(service({ ipFamilies: ['IPv4', 'IPv4', 'IPv5'], ipFamilyPolicy: 'Both' })).toEqual([
      'spec.ipFamilies[1]: Duplicate value: "IPv4"',
      'spec.ipFamilies[2]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"',
      'spec.ipFamilyPolicy: Unsupported value: "Both": supported values: "PreferDualStack", "RequireDualStack", "SingleStack"',
    ]);
  });

  it('use a node port once for each protocol', () => {
    const ports = [
      { name: 'a', port: 1, protocol: 'TCP', nodePort: 30_001 },
      { name: 'b', port: 2, protocol: 'TCP', nodePort: 30_001 },
    ];
    expect(service({ type: 'NodePort', ports })).toEqual(['spec.ports[1].nodePort: Duplicate value: 30001']);
  });
});
