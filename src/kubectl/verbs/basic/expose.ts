/** `kubectl expose` */
// Models kubectl/pkg/cmd/expose/expose.go and kubectl/pkg/polymorphichelpers/{canbeexposed,mapbasedselectorforobject,portsforobject}.go
import type { Container, KubernetesObject, LabelSelector, Manifest, PodSpec, Service } from '../../../engine/index.ts';
import type { Chunk, Command, KubectlEnvironment, ParsedArgs } from '../../command.ts';
import { usageFailure } from '../../errors/failure.ts';
import { fileFlags, findObjects, type Target } from '../../resources/find-objects.ts';
import { createObject, saveConfigFlag } from '../../apply/generate.ts';
import { fieldsAt, podSpecPath } from '../../resources/pod-spec-path.ts';
import { overridden, overrideFlags } from '../../apply/overrides.ts';
import { readPort } from '../../flags/port.ts';
import { type Report, startReport, writingFlags } from '../../flags/print-flags.ts';
import { goGroupKind } from '../deploy/rollout-targets.ts';
import { Aside, visitAll } from '../../resources/visit.ts';

const exposable = ['deployments', 'pods', 'replicasets', 'replicationcontrollers', 'services'];

export const expose: Command = {
  name: 'expose',
  short: 'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
  long:
    'Expose a resource as a new Kubernetes service.\n\n Possible resources include (case insensitive):\n\n' +
    ' pod (po), service (svc), replicationcontroller (rc), deployment (deploy), replicaset (rs)',
  usage:
    '(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]',
  flags: [
    ...fileFlags('identifying the resource to expose a service'),
    ...writingFlags,
    saveConfigFlag,
    { name: 'cluster-ip', type: 'string', usage: "ClusterIP to be assigned to the service, or 'None'." },
    { name: 'external-ip', type: 'string', usage: 'Additional external IP address to accept for the service.' },
    { name: 'labels', short: 'l', type: 'string', usage: 'Labels to apply to the service created by this call.' },
    { name: 'load-balancer-ip', type: 'string', hidden: true, usage: '' },
    { name: 'name', type: 'string', usage: 'The name for the newly created object.' },
    ...overrideFlags,
    { name: 'port', type: 'string', usage: 'The port that the service should serve on.' },
    {
      name: 'protocol',
      type: 'string',
      usage: "The network protocol for the service to be created. Default is 'TCP'.",
    },
    { name: 'selector', type: 'string', usage: 'A label selector to use for this service.' },
    { name: 'session-affinity', type: 'string', usage: "If non-empty, set the session affinity: 'None', 'ClientIP'" },
    { name: 'target-port', type: 'string', usage: 'Name or number for the port on the container.' },
    {
      name: 'type',
      type: 'string',
      usage: 'Type for this service: ClusterIP, NodePort, LoadBalancer, or ExternalName.',
    },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const report = yield* startReport(parsed.flags, env);
    yield* visitAll(findObjects(parsed, env, { selectable: false }), (target) =>
      exposeOne(target, parsed, report, env),
    );
    return 0;
  },
};

function* exposeOne(
  { mapping, name, live }: Target,
  parsed: ParsedArgs,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const { flags, path } = parsed;
  if (!exposable.includes(mapping.resource)) throw new Aside(`cannot expose a ${goGroupKind(mapping)}`);
  const selector = flags.string('selector') === '' ? selectorOf(live!, path) : pairs(flags.string('selector'));
  const headless = flags.string('cluster-ip') === 'None';
  const known = portsOf(live!, mapping.resource);
  const given = flags.string('port') === '' ? undefined : flags.string('port').split(',');
  const ports = given ?? known.map(({ port }) => String(port));
  if (ports.length === 0 && !headless) {
    throw new Aside("couldn't find port via --port flag or introspection");
  }
  const object: Manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...labelsOf(flags.string('labels'), live!),
      name: flags.string('name') || name.slice(0, 63),
    },
    spec: {
      ...(flags.string('cluster-ip') !== '' && { clusterIP: flags.string('cluster-ip') }),
      ...(flags.string('external-ip') !== '' && { externalIPs: [flags.string('external-ip')] }),
      ...(flags.string('type') === 'LoadBalancer' &&
        flags.string('load-balancer-ip') !== '' && { loadBalancerIP: flags.string('load-balancer-ip') }),
      ...(ports.length > 0 && {
        ports: ports.map((port, i) => {
          const protocol = flags.string('protocol') || known.find((k) => String(k.port) === port)?.protocol || 'TCP';
          return {
            ...(ports.length > 1 && { name: `port-${i + 1}` }),
            port: readPort(port),
            protocol,
            targetPort: target(flags.string('target-port') || port),
          };
        }),
      }),
      selector,
      ...(flags.string('session-affinity') !== '' && { sessionAffinity: flags.string('session-affinity') }),
      ...(flags.string('type') !== '' && { type: flags.string('type') }),
    },
    status: { loadBalancer: {} },
  };
  yield* createObject(overridden(object, flags), parsed, report, env, { operation: 'exposed' });
}

const target = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);
const pairs = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(',').map((pair) => [pair.split('=')[0]!, pair.split('=').slice(1).join('=')]));

const labelsOf = (given: string, { metadata }: KubernetesObject): { labels?: Readonly<Record<string, string>> } => {
  if (given !== '') return { labels: pairs(given) };
  return metadata.labels === undefined ? {} : { labels: metadata.labels };
};

function selectorOf(object: KubernetesObject, path: string): Readonly<Record<string, string>> {
  const couldNot = (why: string) =>
    usageFailure(path, `couldn't retrieve selectors via --selector flag or introspection: ${why}`);
  if (object.kind === 'Pod') {
    const { labels = {} } = object.metadata;
    if (Object.keys(labels).length === 0) throw couldNot('the pod has no labels and cannot be exposed');
    return labels;
  }
  const selector = fieldsAt(object, ['spec', 'selector']);
  if (object.kind === 'Service' || object.kind === 'ReplicationController') {
    if (selector === undefined) throw couldNot('the service has no pod selector set');
    return selector as Readonly<Record<string, string>>;
  }
  const { matchLabels, matchExpressions = [] } = selector as LabelSelector;
  if (matchExpressions.length > 0)
    throw couldNot(`couldn't convert expressions - "${JSON.stringify(matchExpressions)}" to map-based selector format`);
  return matchLabels ?? {};
}

function portsOf(object: KubernetesObject, resource: string): readonly { port: number; protocol?: string }[] {
  if (object.kind === 'Service') return ((object as Service).spec.ports ?? []) as readonly { port: number }[];
  const spec = fieldsAt(object, podSpecPath(resource) ?? []) as PodSpec;
  return spec.containers.flatMap(({ ports = [] }: Container) =>
    ports.map(({ containerPort, protocol }) => ({ port: containerPort, ...(protocol && { protocol }) })),
  );
}
