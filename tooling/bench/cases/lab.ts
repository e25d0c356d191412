// One measurement of the lab's engine: a workload of N Pods brought to Ready, then through a rolling update.
// `node lab.mjs OrderedReady|Parallel|Deployment N` prints one JSON line.
import { createCluster, type Manifest } from '../../../src/engine/index.ts';
import { imagePatch, newHeadlessService, newStatefulSet } from '../../../src/engine/testing/builders.ts';
import { Meter, webDeployment } from './meter.ts';

const [shape, count] = process.argv.slice(2) as [string, string];
const replicas = Number(count);
const actor = { name: 'user', reason: 'bench' };
const cluster = createCluster();
const { api, history } = cluster;

// Three nodes, with room for all Pods.
for (const node of api.list('nodes')) {
  const pods = String(replicas + 1000);
  const { allocatable, capacity } = node.status;
  const status = { ...node.status, allocatable: { ...allocatable, pods }, capacity: { ...capacity, pods } };
  api.updateStatus({ ...node, status } as typeof node, actor);
}
cluster.settle();

const deployment = shape === 'Deployment';
const manifest: Manifest = deployment
  ? webDeployment(replicas)
  : newStatefulSet({ spec: { replicas, podManagementPolicy: shape } });
if (!deployment) api.create(newHeadlessService(), actor);

/** Runs until the cluster rests, and checks the expected state. */
function settle(image: string): void {
  cluster.settle(Infinity);
  const ready = api
    .list('pods', { namespace: 'default' })
    .filter((p) => p.spec.containers[0]!.image === image && p.status.conditions?.some(isReady));
  if (ready.length !== replicas) throw new Error(`${ready.length} of ${replicas} Pods are Ready with ${image}`);
}
const isReady = (c: { type: string; status: string }): boolean => c.type === 'Ready' && c.status === 'True';
const events = (): number => history.length;

const ready = new Meter(events);
api.create(manifest, actor);
settle(deployment ? 'app:1' : 'registry.k8s.io/nginx-slim:1');
const result = { ready: ready.read() };
if (deployment) {
  console.log(JSON.stringify(result));
} else {
  const update = new Meter(events);
  api.patch('statefulsets', 'web', 'default', 'strategic', imagePatch('2'), actor);
  settle('registry.k8s.io/nginx-slim:2');
  console.log(JSON.stringify({ ...result, update: update.read() }));
}
