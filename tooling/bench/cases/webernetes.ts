// One measurement of webernetes: a Deployment of N Pods brought to Ready. `node webernetes.mjs N` prints one JSON line.
// It has no virtual time: containers start in real time, and only CPU is counted, not the time that it waits.
import { setTimeout as wait } from 'node:timers/promises';
import { BaseImage, Cluster, type ProcessContext } from '@ngrok/webernetes';
import { Meter, webDeployment } from './meter.ts';

const replicas = Number(process.argv[2]);

/** A process that runs until it is stopped. */
class App extends BaseImage {
  static readonly imageName = 'app';
  static readonly imageVersion = '1';
  readonly defaultCommand = ['run'];

  override async exec(context: ProcessContext, argv: readonly string[]): Promise<number> {
    return argv[0] === 'run' ? context.waitUntilKilled() : super.exec(context, argv);
  }
}

// A node has 254 addresses there. Uses three nodes as in the lab, or as many as are needed.
const cluster = new Cluster({ nodes: Math.max(3, Math.ceil(replicas / 200) + 1) });
cluster.registerImage(App);
await cluster.init();
// Its own Pods (DNS, controllers) start first.
await wait(3000);

const meter = new Meter();
await cluster.apply([webDeployment(replicas)]);
for (let ready = 0; ready < replicas;) {
  await wait(200);
  const { status } = await cluster.api.appsv1.readNamespacedDeployment({ namespace: 'default', name: 'web' });
  ready = status?.readyReplicas ?? 0;
}
console.log(JSON.stringify({ ready: meter.read() }));
process.exit(0);
