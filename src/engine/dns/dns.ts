/** The cluster's DNS: what a name resolves to, read from Services and Pods as CoreDNS reads their endpoints. */
import { labelsMatch } from '../api/labels.ts';
import type { Pod, Service } from '../api/types.ts';
import type { ObjectView } from '../apiserver/api.ts';
import { endpointOf } from '../controllers/endpointslice/endpoint.ts';

export const clusterDomain = 'cluster.local';

/** `web-0.nginx.default.svc.cluster.local`: a Pod's name under its governing Service. */
export function podDnsName(hostname: string, subdomain: string, namespace: string): string {
  return `${hostname}.${subdomain}.${namespace}.svc.${clusterDomain}`;
}

export interface DnsRecord {
  readonly name: string;
  readonly address: string;
}

/** The A records of a Service: its own name, and for a headless one a name for each Pod that has a hostname under it. */
export function serviceRecords(view: ObjectView, service: Service): readonly DnsRecord[] {
  const { name, namespace } = service.metadata;
  const own = `${name}.${namespace}.svc.${clusterDomain}`;
  const { clusterIP, selector } = service.spec;
  if (clusterIP !== undefined && clusterIP !== 'None') return [{ name: own, address: clusterIP }];
  if (selector === undefined) return [];
  return view
    .list('pods', { namespace })
    .filter((pod: Pod) => labelsMatch(selector, pod.metadata.labels))
    .flatMap((pod) => {
      const endpoint = endpointOf(pod, service);
      if (endpoint === undefined || endpoint.conditions?.ready !== true) return [];
      const address = endpoint.addresses[0]!;
      const host = endpoint.hostname;
      return [
        { name: own, address },
        ...(host === undefined ? [] : [{ name: podDnsName(host, name, namespace!), address }]),
      ];
    });
}

/** The addresses of a fully qualified name; empty: NXDOMAIN. */
export function resolve(view: ObjectView, name: string): readonly string[] {
  const [, service, namespace] = /([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(name) ?? [];
  if (service === undefined || namespace === undefined) return [];
  const found = view.get('services', service, namespace);
  if (found === undefined) return [];
  return serviceRecords(view, found).flatMap((r) => (r.name === name ? [r.address] : []));
}
