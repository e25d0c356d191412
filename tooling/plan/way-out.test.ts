/** The command that a plan names for a set that is stuck does free it. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster } from '../../src/engine/index.ts';
import { importCluster } from '../../src/import/import-cluster.ts';
import { runCommand } from '../../src/kubectl/run-command.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Pair } from '../../src/plan/testing/compare-pair.ts';
import { english } from './english.ts';

const recordings = new URL('../../src/plan/testing/recordings/', import.meta.url);
const dumpOf = (number: string): string => {
  const file = readdirSync(recordings).find((name) => name.startsWith(`${number}-`))!;
  return (JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as Pair).dump;
};
const patch = (spec: object): string => `kubectl patch sts web -p '${JSON.stringify({ spec })}'`;
const template = (spec: object): string => patch({ template: { spec } });
const undone = 'kubectl rollout undo statefulset/web && kubectl delete pod web-2';

/** Longer than the longest interval between two attempts of a controller. */
const long = 1_000_000;

function run(cluster: Cluster, command: string): void {
  const wait = (): boolean => cluster.step();
  const { exit } = runCommand(command, { api: cluster.api, cluster, files: {}, logs: () => [], wait });
  expect(exit, command).toBe(0);
  cluster.settle();
  cluster.advanceTo(cluster.now() + long);
}

describe('a set that is stuck', () => {
  it.each([
    // A Pod that no node takes.
    ['01', template({ nodeSelector: { disk: 'none' } }), 'web-2', undone],
    ['01', template({ nodeName: 'none' }), 'web-2', undone],
    ['01', template({ containers: [{ name: 'nginx', resources: { requests: { cpu: '200' } } }] }), 'web-2', undone],
    ['01', 'kubectl drain node-1 node-2 node-3', 'web-0', 'kubectl uncordon node-1'],
    // A Pod that the API server refuses.
    ['01', template({ serviceAccountName: 'shop' }), 'web-2', 'kubectl create serviceaccount shop'],
    ['01', 'kubectl label pod web-1 app-', 'web-1', 'kubectl delete pod web-1'],
    // A Pod that cannot start.
    ['01', 'kubectl set image sts/web nginx=nginx:broken', 'web-2', undone],
    ['09', patch({ updateStrategy: { rollingUpdate: { partition: 3 } } }), 'web-2', 'kubectl delete pod web-2'],
    ['09', 'kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.22', 'web-2', 'kubectl delete pod web-2'],
    ['23', 'kubectl scale sts web --replicas=5', 'web-0', 'kubectl delete pod web-0'],
    // An object that a finalizer holds.
    ['29', 'kubectl annotate sts web seen=yes', 'web-1', expect.stringContaining('kubectl patch pod web-1 ')],
    ['37', 'kubectl annotate sts web seen=yes', 'web-2', expect.stringContaining('kubectl patch pvc www-web-2 ')],
  ])('is freed: dump %s, %s', (number, command, pod, expected) => {
    const imported = importCluster([{ name: 'dump', text: dumpOf(number) }], 'keep');
    const made = plan(imported, { command }, {}, english);
    expect(made.end).toBe('stuck');
    expect(made.stuckOn).toMatchObject({ object: 'statefulset/web', pod, command: expected });
    const cluster = createCluster({ ...imported.options, kubelet: imported.kubelet });
    for (const one of [command, ...made.stuckOn!.command!.split(' && ')]) run(cluster, one);
    const { spec, status } = cluster.api.get('statefulsets', 'web', 'default')!;
    expect(status).toMatchObject({ readyReplicas: spec.replicas, replicas: spec.replicas });
  });

  it('with the policy Parallel, is about the Pod of the new revision', () => {
    const imported = importCluster([{ name: 'dump', text: dumpOf('47') }], 'keep');
    const made = plan(imported, { command: 'kubectl -n shop rollout restart sts/web' }, {}, english);
    const command = 'kubectl rollout undo statefulset/web -n shop';
    expect(made.stuckOn).toMatchObject({ namespace: 'shop', pod: 'web-2', rule: 'WaitForUpdatedPod', command });
  });
});

it('names the verb of the command as the reason of its write, also after the namespace', () => {
  const imported = importCluster([{ name: 'dump', text: dumpOf('47') }], 'keep');
  const { steps } = plan(imported, { command: 'kubectl -n shop scale sts web --replicas=1' }, {}, english);
  expect(steps[0]).toMatchObject({ what: 'update statefulset web', by: 'user', reason: 'kubectl scale' });
});
