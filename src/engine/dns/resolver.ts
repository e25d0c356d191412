/** How a container asks the DNS: by short names, and of a server that remembers what it has said. */
import type { ObjectView } from '../apiserver/api.ts';
import { clusterDomain, type DnsAnswer, type DnsType, resolve, ttl } from './dns.ts';

/** Names with fewer dots are first looked for in the search domains. */
const ndots = 5;

/** Search list in a container's /etc/resolv.conf. */
// Models kubernetes/pkg/kubelet/network/dns (ClusterFirst)
function searchDomains(namespace: string): readonly string[] {
  return [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
}

/** The fully qualified names that a container in the namespace asks for, one after the other, until one is known. */
function candidateNames(name: string, namespace: string): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const qualified = searchDomains(namespace).map((domain) => `${name}.${domain}`);
  return name.split('.').length > ndots ? [name, ...qualified] : [...qualified, name];
}

interface Remembered {
  /** Virtual ms from which on it asks again. */
  readonly until: number;
  readonly answer: DnsAnswer;
}

/** The DNS as containers ask it. */
export class Resolver {
  constructor(protected readonly view: ObjectView) {}

  /** Answers for a fully qualified name. */
  query(name: string, type: DnsType = 'A'): DnsAnswer {
    return resolve(this.view, name, type);
  }

  /** Asks as a container in the namespace does; the answer is that of the first name that is known. */
  lookup(name: string, namespace: string, type: DnsType = 'A'): DnsAnswer {
    let last: DnsAnswer = { status: 'NXDOMAIN', records: [] };
    for (const candidate of candidateNames(name, namespace)) {
      const answer = this.query(candidate, type);
      if (answer.records.length > 0) return answer;
      // NODATA (the name has no record of the type) says more than NXDOMAIN.
      if (answer.status === 'NOERROR' || last.status === 'NXDOMAIN') last = answer;
    }
    return last;
  }
}

/**
 * The DNS server with its memory: for 30 s it repeats what it has answered, also that there is no such name. A Pod that
 * comes up a moment after someone asked for it cannot be found meanwhile.
 */
// Models coredns/plugin/cache (`cache 30`)
export class DnsCache extends Resolver {
  readonly #remembered = new Map<string, Remembered>();

  /** @param now virtual ms. */
  constructor(
    view: ObjectView,
    private readonly now: () => number,
  ) {
    super(view);
  }

  /** The `ttl` is what is left of it. */
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
