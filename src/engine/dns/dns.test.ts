import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, DnsCache, type DnsType, type Manifest, resolve } from '../index.ts';
import { newHeadlessService, newStatefulSet } from '../testing/builders.ts';
import { actor } from '../testing/scenario.ts';

/** Two Pods of `web` under the Service `nginx`. */
function start(service: Manifest = newHeadlessService(), image = '1'): Cluster {
  const cluster = createCluster();
  cluster.api.create(service, actor);
  const spec = { replicas: 2, podManagementPolicy: 'Parallel' };
  cluster.api.create(newStatefulSet({ claims: false, tag: image, spec }), actor);
  cluster.settle();
  return cluster;
}
const ip = (cluster: Cluster, pod: string): string => cluster.api.get('pods', pod, 'default')!.status.podIP!;
const ask = ({ api }: Cluster, name: string, type?: DnsType): string => {
  const { status, records } = resolve(api, name, type);
  return [status, ...records.map((r) => r.data)].join(' | ');
};
const zone = 'default.svc.cluster.local';

describe('a headless Service', () => {
  const cluster = start();
  const [a, b] = [ip(cluster, 'web-0'), ip(cluster, 'web-1')];
  const cases: [name: string, type: DnsType, answer: string][] = [
    [`nginx.${zone}`, 'A', `NOERROR | ${a} | ${b}`],
    [`NGINX.${zone}.`, 'A', `NOERROR | ${a} | ${b}`],
    [`web-0.nginx.${zone}`, 'A', `NOERROR | ${a}`],
    [`web-2.nginx.${zone}`, 'A', 'NXDOMAIN'],
    [`nginx.${zone}`, 'SRV', `NOERROR | 0 50 80 web-0.nginx.${zone} | 0 50 80 web-1.nginx.${zone}`],
    [`_web._tcp.nginx.${zone}`, 'SRV', `NOERROR | 0 50 80 web-0.nginx.${zone} | 0 50 80 web-1.nginx.${zone}`],
    [`_web._udp.nginx.${zone}`, 'SRV', 'NXDOMAIN'],
    [`_http._tcp.nginx.${zone}`, 'SRV', 'NXDOMAIN'],
    [`web-1.nginx.${zone}`, 'SRV', `NOERROR | 0 100 80 web-1.nginx.${zone}`],
    [`${b.split('.').reverse().join('.')}.in-addr.arpa`, 'PTR', `NOERROR | web-1.nginx.${zone}`],
    ['1.0.0.9.in-addr.arpa', 'PTR', 'NXDOMAIN'],
    [`web-0.other.${zone}`, 'A', 'NXDOMAIN'],
    ['nginx.elsewhere.svc.cluster.local', 'A', 'NXDOMAIN'],
    [zone, 'A', 'NOERROR'],
    ['cluster.local', 'A', 'NOERROR'],
    [`${a.replaceAll('.', '-')}.default.pod.cluster.local`, 'A', `NOERROR | ${a}`],
    ['example.com', 'A', 'NXDOMAIN'],
  ];
  it.each(cases)('%s %s', (name, type, answer) => {
    expect(ask(cluster, name, type)).toBe(answer);
  });
});

describe('who is not ready', () => {
  it('has no name, and a Service without anyone ready has none', () => {
    const cluster = start(newHeadlessService(), 'noready');
    expect(ask(cluster, `web-0.nginx.${zone}`)).toBe('NXDOMAIN');
    expect(ask(cluster, `nginx.${zone}`)).toBe('NXDOMAIN');
  });

  it('has one with publishNotReadyAddresses', () => {
    const cluster = start(newHeadlessService({ publishNotReadyAddresses: true }), 'noready');
    expect(ask(cluster, `web-0.nginx.${zone}`)).toBe(`NOERROR | ${ip(cluster, 'web-0')}`);
  });

  it('and who is on the way out has none', () => {
    const cluster = start();
    cluster.api.delete('pods', 'web-1', 'default', actor);
    cluster.advanceTo(cluster.now() + 100);
    expect(ask(cluster, `web-1.nginx.${zone}`)).toBe('NXDOMAIN');
  });
});

describe('a Service with a cluster IP', () => {
  const cluster = start(
    newHeadlessService({ clusterIP: '10.96.7.7', ports: [{ port: 8080, targetPort: 80, name: 'web' }] }),
  );
  const cases: [name: string, type: DnsType, answer: string][] = [
    [`nginx.${zone}`, 'A', 'NOERROR | 10.96.7.7'],
    [`_web._tcp.nginx.${zone}`, 'SRV', `NOERROR | 0 100 8080 nginx.${zone}`],
    ['7.7.96.10.in-addr.arpa', 'PTR', `NOERROR | nginx.${zone}`],
    // CoreDNS looks an endpoint up by its hostname whatever kind of Service it is.
    [`web-0.nginx.${zone}`, 'A', `NOERROR | ${ip(cluster, 'web-0')}`],
  ];
  it.each(cases)('%s %s', (name, type, answer) => {
    expect(ask(cluster, name, type)).toBe(answer);
  });
});

it('stands for another name with type ExternalName', () => {
  const cluster = createCluster();
  const spec = { type: 'ExternalName', externalName: 'db.example.com' };
  cluster.api.create(
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'default' }, spec },
    actor,
  );
  expect(resolve(cluster.api, `db.${zone}`).records).toMatchObject([{ type: 'CNAME', data: 'db.example.com' }]);
});

describe('short names', () => {
  const cluster = start();
  const dns = new DnsCache(cluster.api, () => cluster.now());
  const found = (name: string, namespace = 'default'): string | undefined =>
    dns.lookup(name, namespace).records[0]?.name;
  it.each([
    ['web-0.nginx', 'default', `web-0.nginx.${zone}`],
    ['nginx', 'default', `nginx.${zone}`],
    ['nginx.default', 'kube-system', `nginx.${zone}`],
    ['nginx.default.svc', 'kube-system', `nginx.${zone}`],
    [`nginx.${zone}`, 'kube-system', `nginx.${zone}`],
    ['nginx', 'kube-system', undefined],
    ['nginx.', 'default', undefined],
  ])('%s from %s', (name, namespace, full) => {
    expect(found(name, namespace)).toBe(full);
  });
});

describe('memory', () => {
  it('repeats for 30 s that there is no such name, although the Pod is there by now', () => {
    const cluster = createCluster();
    cluster.api.create(newHeadlessService(), actor);
    const dns = new DnsCache(cluster.api, () => cluster.now());
    const status = (): string => dns.lookup('web-0.nginx', 'default').status;
    const asked = cluster.now();
    expect(status()).toBe('NXDOMAIN');
    cluster.api.create(newStatefulSet({ claims: false }), actor);
    cluster.settle();
    expect(resolve(cluster.api, `web-0.nginx.${zone}`).status).toBe('NOERROR');
    cluster.advanceTo(asked + 29_999);
    expect(status()).toBe('NXDOMAIN');
    cluster.advanceTo(asked + 30_000);
    expect(status()).toBe('NOERROR');
  });

  it('gives the old address of a Pod that was replaced, until its time is over', () => {
    const cluster = start();
    const dns = new DnsCache(cluster.api, () => cluster.now());
    const old = ip(cluster, 'web-0');
    const asked = cluster.now();
    expect(dns.lookup('web-0.nginx', 'default').records).toMatchObject([{ data: old, ttl: 30 }]);
    cluster.api.delete('pods', 'web-0', 'default', actor);
    cluster.settle();
    cluster.advanceTo(asked + 20_000);
    expect(dns.lookup('web-0.nginx', 'default').records).toMatchObject([{ data: old, ttl: 10 }]);
    cluster.advanceTo(asked + 31_000);
    expect(dns.lookup('web-0.nginx', 'default').records[0]?.data).toBe(ip(cluster, 'web-0'));
  });
});
