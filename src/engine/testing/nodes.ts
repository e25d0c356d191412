/**
 * Recordings of a real cluster that loses, drains and cordons a node: what was done, and what came of it. Replaying one
 * does the same to ours and describes the outcome in the same terms.
 */
import type { Cluster, EndpointSlice, Manifest, Node, Pod, StatefulSetStatus } from '../index.ts';
import { createCluster } from '../index.ts';
import { newHeadlessService, newStatefulSet } from './builders.ts';
import { cordon, drain } from './drain.ts';
import { standIn } from './trace.ts';

interface PodState {
  readonly name: string;
  readonly node: string;
  readonly phase: string;
  readonly ready: string;
  readonly terminating: boolean;
}

interface Row {
  readonly do: string;
  /** The node of web-1 in the beginning, of the first row only. */
  readonly lostNode?: string;
  readonly stderr?: string;
  readonly node?: { readonly ready?: string; readonly unschedulable?: boolean; readonly taints?: readonly string[] };
  readonly pods: readonly PodState[];
  readonly status: StatefulSetStatus;
  readonly endpointslices?: readonly { readonly service: string; readonly endpoints: readonly object[] }[];
}

export interface NodeRecording {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Type, reason, object and message of what was recorded in the end. */
  readonly events: readonly string[];
}

/** With what the recording cluster was started, for speed. */
const nodeMonitorGracePeriod = 8;
/**
 * How long each row is given to come to rest: less than the quarantine of a deleted Node's Pods. A node that returns
 * loses its taints at the controller's next look, up to five seconds later, and Pods tolerate them for three: with this
 * the look comes soon enough, as it happened to do in the recordings.
 */
const timeout = 34_000;

const namespace = 'default';
const actor = { name: 'user', reason: 'replay' };
const image = (tag: string): string => `registry.k8s.io/nginx-slim:${tag}`;

const tolerations = ['not-ready', 'unreachable'].map((key) => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 3,
}));

const template = (app: string, container: object): object => ({
  metadata: { labels: { app } },
  spec: { tolerations, containers: [container] },
});

/** The revisions' names in the recordings follow from these, and only from these. */
function manifests(): readonly Manifest[] {
  const web = {
    name: 'nginx',
    image: image('0.21'),
    ports: [{ containerPort: 80, name: 'web' }],
    volumeMounts: [{ name: 'www', mountPath: '/usr/share/nginx/html' }],
  };
  const api = { replicas: 3, selector: { matchLabels: { app: 'api' } } };
  return [
    newHeadlessService(),
    newStatefulSet({ spec: { template: template('nginx', web) } }),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api' },
      spec: { ...api, template: template('api', { name: 'c', image: 'nginx:1' }) },
    },
  ];
}

const budget: Manifest = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web' },
  spec: { minAvailable: 3, selector: { matchLabels: { app: 'nginx' } } },
};

/** Performs the operation of each row. Returns kubectl's messages about refusals. */
const operations: Readonly<Record<string, (cluster: Cluster, node: string) => string[] | void>> = {
  cut: (cluster, node) => cluster.cutNode(node, actor),
  restore: (cluster, node) => cluster.restoreNode(node, actor),
  force: ({ api }) => api.delete('pods', 'web-1', namespace, actor, { gracePeriodSeconds: 0 }),
  del: ({ api }) => api.delete('pods', 'web-1', namespace, actor),
  deleteNode: ({ api }, node) => api.delete('nodes', node, undefined, actor),
  outOfService: ({ api }, node) => {
    const taint = { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' };
    // As kubectl does: what is added goes first.
    const taints = [taint, ...(api.get('nodes', node)!.spec.taints ?? [])];
    api.patch('nodes', node, undefined, 'merge', { spec: { taints } }, actor);
  },
  scale4: (cluster) => scale(cluster, 4),
  scale1: (cluster) => scale(cluster, 1),
  image: ({ api }) => {
    const spec = { template: { spec: { containers: [{ name: 'nginx', image: image('0.22') }] } } };
    api.patch('statefulsets', 'web', namespace, 'strategic', { spec }, actor);
  },
  cordon: (cluster, node) => cordon(cluster, node),
  uncordon: (cluster, node) => cordon(cluster, node, false),
  pdb3: ({ api }) => void api.create(budget, actor),
  drain: (cluster, node) => drain(cluster, node, 8000).map((refusal) => refusal.message),
};

function scale({ api }: Cluster, replicas: number): void {
  api.patch('statefulsets', 'web', namespace, 'merge', { spec: { replicas } }, actor);
}

const isReady = (o: Pod | Node): string | undefined => o.status.conditions?.find((c) => c.type === 'Ready')?.status;

/** The state after each row, in the recording's own terms. `lostNode` is ours. */
export function replayNodes(recording: NodeRecording): Pick<NodeRecording, 'rows' | 'events'> {
  const cluster = createCluster({
    kubelet: standIn,
    nodeMonitorGracePeriod,
    admissionPlugins: { ServiceAccount: false },
  });
  let lostNode = '';
  const rows = recording.rows.map((row, i) => {
    let said: string[] | void = undefined;
    if (i === 0) for (const manifest of manifests()) cluster.api.create(manifest, actor);
    else said = operations[row.do]!(cluster, lostNode);
    cluster.advanceTo(cluster.now() + timeout);
    if (i === 0) lostNode = cluster.api.get('pods', 'web-1', namespace)!.spec.nodeName!;
    return { do: row.do, lostNode, stderr: said?.join('\n') ?? '', ...describeState(cluster, lostNode) };
  });
  const events = cluster.api.list('events').map(({ type, reason, involvedObject: { kind, name }, message }) => {
    return `${type} ${reason} ${kind}/${name}: ${message}`;
  });
  return { rows, events };
}

function describeState({ api }: Cluster, lostNode: string): Omit<Row, 'do' | 'lostNode' | 'stderr'> {
  const node = api.get('nodes', lostNode);
  return {
    node: {
      ...(node && { ready: isReady(node) }),
      ...(node?.spec.unschedulable && { unschedulable: true }),
      ...(node?.spec.taints && {
        taints: node.spec.taints.map((t) => `${t.key}${t.value ? `=${t.value}` : ''}:${t.effect}`),
      }),
    },
    pods: api.list('pods', { namespace }).map((pod) => ({
      name: pod.metadata.name,
      node: pod.spec.nodeName ?? '',
      phase: pod.status.phase,
      ready: isReady(pod) ?? 'False',
      terminating: pod.metadata.deletionTimestamp !== undefined,
    })),
    status: api.get('statefulsets', 'web', namespace)!.status,
    endpointslices: api.list('endpointslices', { namespace }).map(describeSlice),
  };
}

function describeSlice({ metadata, endpoints }: EndpointSlice): { service: string; endpoints: readonly object[] } {
  return {
    service: metadata.labels!['kubernetes.io/service-name']!,
    endpoints: endpoints
      .map((e) => ({ pod: e.targetRef!.name!, ...e.conditions }))
      .sort((a, b) => (a.pod < b.pod ? -1 : 1)),
  };
}

/**
 * Reduces rows to the facts that a recording and a replay must agree on. The scheduler may choose another node for a
 * Pod; but as long as the lost node takes no new Pods, it counts if the Pod is on it. Names of the Deployment's Pods
 * are random.
 */
export function essence(rows: readonly Row[], app: 'web' | 'api'): readonly object[] {
  const { lostNode } = rows[0]!;
  return rows.map(({ do: done, node, pods, status, endpointslices }, i) => {
    const closed = i > 0 && (node?.taints !== undefined || node?.ready === undefined);
    const own = pods
      .filter(({ name }) => name.startsWith(app))
      .map(({ name, node: where, ...state }) => ({
        name: app === 'web' ? name : name.replace(/\w+$/, '*'),
        ...(closed && { onLostNode: where === lostNode }),
        ...state,
      }));
    own.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (app === 'api') return { done, own };
    // Of the first row, node and endpoints were not written down.
    return i === 0 ? { done, own, status } : { done, own, status, node, endpointslices };
  });
}

/** Returns the events about the set's Pods on the lost node, without the namespace. */
export function evictions(events: readonly string[]): readonly string[] {
  return events
    .filter((event) => /^\w+ (NodeNotReady|TaintManagerEviction) Pod\/web/.test(event))
    .map((event) => event.replace(/Pod \S+\//, 'Pod '));
}
