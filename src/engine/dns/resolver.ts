/** The resolver of containers: completes short names, and caches answers as the DNS server does. */
import type { ObjectView } from '../apiserver/api.ts';
import { clusterDomain, type DnsAnswer, type DnsType, resolve, ttl } from './dns.ts';

/** Names with fewer dots are first completed with the search domains. */
const ndots = 5;

/** The search list in a container's /etc/resolv.conf. */
// Models kubernetes/pkg/kubelet/network/dns (ClusterFirst)
function searchDomains(namespace: string): readonly string[] {
  return [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
}

/** Returns the fully qualified names that a container in the namespace queries in order until one exists. */
function candidateNames(name: string, namespace: string): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const qualified = searchDomains(namespace).map((domain) => `${name}.${domain}`);
  return name.split('.').length > ndots ? [name, ...qualified] : [...qualified, name];
}

interface Remembered {
  /** Virtual ms at which the answer expires. */
  readonly until: number;
  readonly answer: DnsAnswer;
}

/** The DNS as containers use it. */
export class Resolver {
  constructor(protected readonly view: ObjectView) {}

  /** Returns the answers for a fully qualified name. */
  query(name: string, type: DnsType = 'A'): DnsAnswer {
    return resolve(this.view, name, type);
  }

  /** Queries as a container in the namespace does; the answer is that of the first existing name. */
  lookup(name: string, namespace: string, type: DnsType = 'A'): DnsAnswer {
    let last: DnsAnswer = { status: 'NXDOMAIN', records: [] };
    for (const candidate of candidateNames(name, namespace)) {
      const answer = this.query(candidate, type);
      if (answer.records.length > 0) return answer;
      // NODATA (the name has no record of the type) takes precedence over NXDOMAIN.
      if (answer.status === 'NOERROR' || last.status === 'NXDOMAIN') last = answer;
    }
    return last;
  }
}

/**
 * The DNS server with its cache: it repeats an answer for 30 s, including the answer that a name does not exist. A Pod
 * that starts shortly after such a query cannot be resolved in the meantime.
 */
// Models coredns/plugin/cache (`cache 30`)
export class DnsCache extends Resolver {
  readonly #remembered = new Map<string, Remembered>();

  /** @param now Virtual ms. */
  constructor(
    view: ObjectView,
    private readonly now: () => number,
  ) {
    super(view);
  }

  /** The `ttl` is the remaining time. */
  override query(name: string, type: DnsType = 'A'): DnsAnswer {
    const key = `${type} ${name.toLowerCase().replace(/\.$/, '')}`;
    const now = this.now();
    let known = this.#remembered.get(key);
    if (known === undefined || known.until <= now) {
      known = { until: now + ttl * 1000, answer: resolve(this.view, name, type) };
      this.#remembered.set(key, known);
    }
    const left = Math.ceil((known.until - now) / 1000);
    return { ...known.answer, records: known.answer.records.map((r) => ({ ...r, ttl: left })) };
  }
}
