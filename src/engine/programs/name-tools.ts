/** `nslookup`, `host` and `dig` in a container. */
import { hasOnlyBusybox } from '../kubelet/containers/images.ts';
import { type ProgramOutcome, outcome, type ProgramHost } from './program-host.ts';

const dnsName = 'kube-dns.kube-system.svc.cluster.local';
const isAddress = (text: string): boolean => /^\d+(\.\d+){3}$/.test(text);
const reversed = (address: string): string => `${address.split('.').reverse().join('.')}.in-addr.arpa.`;

export function nslookup(args: readonly string[], container: ProgramHost): ProgramOutcome {
  const [name] = args.filter((arg) => !arg.startsWith('-'));
  if (name === undefined) return outcome('', 1, 'Usage: nslookup [HOST] [SERVER]\n');
  const old = /busybox:1\.(1\d|2[0-8])\b/.test(container.image);
  return old ? oldBusybox(name, container) : modern(name, container);
}

/** The output of busybox up to 1.28, as in the official tutorial, with the names of the addresses. */
function oldBusybox(name: string, { nameserver, lookup, query }: ProgramHost): ProgramOutcome {
  const head = `Server:    ${nameserver}\nAddress 1: ${nameserver} ${dnsName}\n\n`;
  const addresses = isAddress(name) ? [name] : lookup(name, 'A').records.map(({ data }) => data);
  if (addresses.length === 0) return outcome(head, 1, `nslookup: can't resolve '${name}'\n`);
  const lines = addresses.map((address, i) => {
    const known = query(reversed(address), 'PTR').records[0]?.data.replace(/\.$/, '');
    return `Address ${i + 1}: ${address}${known === undefined ? '' : ` ${known}`}\n`;
  });
  return outcome(`${head}Name:      ${name}\n${lines.join('')}`);
}

function modern(name: string, container: ProgramHost): ProgramOutcome {
  const { nameserver, lookup, query } = container;
  const busybox = hasOnlyBusybox(container.image);
  const server = busybox ? `Address:\t${nameserver}:53` : `Address:\t${nameserver}#53`;
  const head = `Server:\t\t${nameserver}\n${server}\n\n`;
  const { records } = isAddress(name) ? query(reversed(name), 'PTR') : lookup(name, 'A');
  if (records.length === 0) return outcome(`${head}** server can't find ${name}: NXDOMAIN\n\n`, 1);
  if (isAddress(name)) {
    return outcome(records.map((record) => `${reversed(name).slice(0, -1)}\tname = ${dotted(record.data)}\n`).join(''));
  }
  return outcome(head + records.map((record) => `Name:\t${record.name}\nAddress: ${record.data}\n`).join('') + '\n');
}

export function host(args: readonly string[], { lookup, query }: ProgramHost): ProgramOutcome {
  const [name] = args.filter((arg) => !arg.startsWith('-'));
  if (name === undefined) return outcome('', 1, 'Usage: host name [server]\n');
  const { records } = isAddress(name) ? query(reversed(name), 'PTR') : lookup(name, 'A');
  if (records.length === 0) return outcome(`Host ${name} not found: 3(NXDOMAIN)\n`, 1);
  const say = isAddress(name) ? 'domain name pointer' : 'has address';
  return outcome(records.map((record) => `${record.name} ${say} ${record.data}\n`).join(''));
}

const types = ['A', 'SRV', 'PTR'] as const;

export function dig(args: readonly string[], { nameserver, lookup, query }: ProgramHost): ProgramOutcome {
  const words = args.filter((arg) => !/^[-+@]/.test(arg));
  const wanted = words.map((word) => word.toUpperCase());
  const type = types.find((each) => wanted.includes(each)) ?? 'A';
  const backwards = args.includes('-x');
  const asked = words.find((word) => !types.includes(word.toUpperCase() as 'A')) ?? '.';
  const name = backwards ? reversed(asked) : dotted(asked);
  const kind = backwards ? 'PTR' : type;
  // dig queries the name as given: without +search, it ignores the search domains.
  const { status, records } = args.includes('+search') ? lookup(asked, kind) : query(name, kind);
  if (args.includes('+short')) return outcome(records.map(({ data }) => `${data}\n`).join(''));
  const answers = records.map(
    (record) => `${dotted(record.name)}\t${record.ttl}\tIN\t${record.type}\t${record.data}\n`,
  );
  const section = answers.length === 0 ? '' : `;; ANSWER SECTION:\n${answers.join('')}\n`;
  return outcome(
    `\n; <<>> DiG <<>> ${args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n` +
      `;; ->>HEADER<<- opcode: QUERY, status: ${status}\n` +
      `;; flags: qr aa rd; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: 0, ADDITIONAL: 0\n\n` +
      `;; QUESTION SECTION:\n;${name}\t\tIN\t${kind}\n\n${section};; SERVER: ${nameserver}#53(${nameserver})\n\n`,
  );
}

const dotted = (name: string): string => (name.endsWith('.') ? name : `${name}.`);
