/** `kubectl create service clusterip|nodeport|loadbalancer|externalname` */
// Models kubectl/pkg/cmd/create/create_service.go
import { isDns1123Subdomain, isPortName } from '../../../../engine/index.ts';
import type { ParsedArgs } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import type { FlagSpec } from '../../../flags/flags.ts';
import type { Generator } from './generator.ts';

const tcpFlag: FlagSpec = {
  name: 'tcp',
  type: 'strings',
  usage: "Port pairs can be specified as '<port>:<targetPort>'.",
};

function serviceOf(name: string, parsed: ParsedArgs, type: string, more: object = {}) {
  const labels = { app: name };
  const { flags } = parsed;
  const ports = flags.list('tcp').map((pair) => parsePort(pair, flags.int('node-port')));
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { labels, name },
    spec: { ...more, ...(ports.length > 0 && { ports }), selector: labels, type },
    status: { loadBalancer: {} },
  };
}

/** `5678:8080` → `{ name: '5678-8080', port: 5678, targetPort: 8080 }` */
function parsePort(pair: string, nodePort: number): object {
  const [first = '', second] = pair.split(':');
  const port = parsedPort(first);
  const target = second === undefined ? port : targetPort(second);
  return {
    name: pair.replace(/:/g, '-'),
    ...(nodePort !== 0 && { nodePort }),
    port,
    protocol: 'TCP',
    targetPort: target,
  };
}

/** @throws CommandFailure in the words of Go's ParseUint, which reads numbers of 16 bits here. */
function parsedPort(text: string): number {
  const wrong = !/^\d+$/.test(text) ? 'invalid syntax' : Number(text) > 65535 ? 'value out of range' : undefined;
  if (wrong !== undefined) throw failure(`strconv.ParseUint: parsing ${JSON.stringify(text)}: ${wrong}`);
  return Number(text);
}

/** A port of the Pods: a number, or a name. */
function targetPort(text: string): number | string {
  if (!/^[+-]?\d+$/.test(text)) {
    const wrong = isPortName(text);
    if (wrong.length > 0) throw failure(wrong.join(','));
    return text;
  }
  const port = Number(text);
  if (port < 1 || port > 65535) throw failure('must be between 1 and 65535, inclusive');
  return port;
}

function needPorts({ flags }: ParsedArgs): void {
  if (flags.list('tcp').length === 0) throw failure('at least one tcp port specifier must be provided');
}

export const serviceGenerators: readonly Generator[] = [
  {
    name: 'clusterip',
    failed: 'failed to create ClusterIP service:',
    short: 'Create a ClusterIP service',
    usage: 'NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]',
    flags: [
      tcpFlag,
      { name: 'clusterip', type: 'string', usage: "Assign your own ClusterIP or set to 'None' for headless." },
    ],
    build(name, parsed) {
      const address = parsed.flags.string('clusterip');
      if (address !== 'None') needPorts(parsed);
      return serviceOf(name, parsed, 'ClusterIP', address === '' ? {} : { clusterIP: address });
    },
  },
  {
    name: 'externalname',
    failed: 'failed to create ExternalName service:',
    short: 'Create an ExternalName service',
    usage: 'NAME --external-name external.name [--dry-run=server|client|none]',
    flags: [tcpFlag, { name: 'external-name', type: 'string', required: true, usage: 'External name of service' }],
    build(name, parsed) {
      const externalName = parsed.flags.string('external-name');
      if (isDns1123Subdomain(externalName).length > 0) throw failure(`invalid service external name ${externalName}`);
      return serviceOf(name, parsed, 'ExternalName', { externalName });
    },
  },
  {
    name: 'loadbalancer',
    failed: 'failed to create LoadBalancer service:',
    short: 'Create a LoadBalancer service',
    usage: 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
    flags: [tcpFlag],
    build(name, parsed) {
      needPorts(parsed);
      return serviceOf(name, parsed, 'LoadBalancer');
    },
  },
  {
    name: 'nodeport',
    failed: 'failed to create NodePort service:',
    short: 'Create a NodePort service',
    usage: 'NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
    flags: [
      tcpFlag,
      { name: 'node-port', type: 'int', default: '0', usage: 'Port used to expose the service on each node.' },
    ],
    build(name, parsed) {
      needPorts(parsed);
      return serviceOf(name, parsed, 'NodePort');
    },
  },
];
