// One measurement of the time machine: 10,000 events and more over some 1,000 objects, and jumps to any of them.
// `node history.mjs` prints one JSON line. Times are ms of CPU, memory is bytes of heap.
import { imagePatch, newHeadlessService, newStatefulSet } from '../../../src/engine/testing/builders.ts';
import { stageContext } from '../../../src/view/cluster-view.ts';
import { Run } from '../../../src/timeline/run.ts';
import { simulate } from '../../../src/timeline/simulate.ts';
import { stageModel } from '../../../src/view/stage/derive-stage.ts';

const actor = { name: 'user', reason: 'bench' };
const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const empty = heap();
const run = new Run({ id: 1, text: '' }, simulate(1));
const { cluster } = run;
cluster.api.create(newHeadlessService(), actor);
cluster.api.create(newStatefulSet({ spec: { replicas: 330, podManagementPolicy: 'Parallel' } }), actor);
// Makes a view for each frame, as the page does.
const play = (): void => {
  while (!cluster.atRest()) {
    for (let i = 0; i < 20; i++) cluster.step();
    run.head();
  }
};
play();
cluster.api.patch('statefulsets', 'web', 'default', 'strategic', imagePatch('2'), actor);
play();
const full = heap();

const { history, turns } = cluster;
const objects = new Set(history.flatMap((record) => ('object' in record ? record.object.metadata.uid : [])));
const times: number[] = [];
// The first jumps include compilation, as the first use of any code does.
const warmUp = 20;
for (let i = -warmUp; i < 300; i++) {
  // Jumps to all parts of the history, in an order that does not help caches.
  const { seq } = turns[((i + warmUp) * 7919) % turns.length]!;
  const before = process.cpuUsage();
  const view = run.viewAt(seq);
  stageModel(view.objects, { namespace: 'default', name: 'web' }, stageContext(view, 'default/web'));
  if (i >= 0) times.push(process.cpuUsage(before).user / 1000);
}
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.min(Math.floor(times.length * share), times.length - 1)]!;
console.log(
  JSON.stringify({
    events: history.length,
    objects: objects.size,
    heap: full - empty,
    seek: { p50: at(0.5), p95: at(0.95), max: at(1) },
  }),
);
