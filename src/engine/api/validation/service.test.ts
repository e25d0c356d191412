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

  it('keep a client at a Pod for at most a day', () => {
    const keeping = (timeoutSeconds: number): readonly string[] =>
      service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } });
    expect(keeping(86_400)).toEqual([]);
    for (const seconds of [0, 86_401]) {
      expect(keeping(seconds)).toEqual([
        `spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: ${seconds}: must be greater than 0 and less than 86400`,
      ]);
    }
  });

  // ValidateNonSpecialIP
  it('have external addresses that others can reach', () => {
    expect(service({ externalIPs: ['10.1.1.1', '2001:db8::1'] })).toEqual([]);
    const addresses = ['127.0.0.1', '0.0.0.0', '169.254.169.254', '224.0.0.1', '::1', 'node-1'];
    expect(service({ externalIPs: addresses })).toEqual([
      'spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      'spec.externalIPs[1]: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)',
      'spec.externalIPs[2]: Invalid value: "169.254.169.254": may not be in the link-local range (169.254.0.0/16, fe80::/10)',
      'spec.externalIPs[3]: Invalid value: "224.0.0.1": may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
      'spec.externalIPs[4]: Invalid value: "::1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      'spec.externalIPs[5]: Invalid value: "node-1": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
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
