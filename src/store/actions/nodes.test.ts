import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../engine/index.ts';
import { createLabStore } from '../lab-store.ts';
import { user } from '../../view/testing.ts';
import { apply } from './apply.ts';
import { seek, undo } from './history.ts';
import { cancelDrain, cordonNode, cutNode, deleteNode, drainNode, restoreNode, uncordonNode } from './nodes.ts';

/** A lab with three Pods, whose frames the test makes: `run(ms)` lets virtual time pass. */
async function settled() {
  let pending: ((time: number) => void) | undefined;
  let time = 0;
  const lab = createLabStore({
    example: 'complete',
    speed: 32,
    frames: {
      request: (callback) => {
        pending = callback;
        return 1;
      },
      cancel: () => (pending = undefined),
      now: () => 0,
    },
  });
  const run = async (ms: number) => {
    for (const end = time + ms / 32; time < end; time += 10) {
      const callback = pending;
      pending = undefined;
      callback?.(time);
      // Who waits for the cluster goes on between two frames.
      await Promise.resolve().then(() => {});
    }
  };
  lab.act(apply);
  await run(20_000);
  const nodeOf = (name: string) => lab.state().view.get('pods', name, 'default')!.spec.nodeName!;
  const podsOn = (node: string) => lab.state().stage.slots.filter(({ pod }) => pod?.node === node).length;
  return { lab, run, nodeOf, podsOn, last: () => lab.state().commands.at(-1) };
}

const budget = (minAvailable: number): Manifest => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web' },
  spec: { minAvailable, selector: { matchLabels: { app: 'nginx' } } },
});

describe('a node', () => {
  it('is cordoned and uncordoned as kubectl does it', async () => {
    const { lab, last } = await settled();
    lab.act(cordonNode, 'node-1');
    expect(lab.state().view.get('nodes', 'node-1')?.spec.unschedulable).toBe(true);
    expect(last()).toMatchObject({ command: 'kubectl cordon node-1', lines: ['node/node-1 cordoned'], ok: true });
    lab.act(uncordonNode, 'node-1');
    expect(lab.state().view.get('nodes', 'node-1')?.spec.unschedulable ?? false).toBe(false);
    expect(last()).toMatchObject({ command: 'kubectl uncordon node-1', lines: ['node/node-1 uncordoned'] });
  });

  it('is cut off and brought back, for which kubectl has no command', async () => {
    const { lab, run, last } = await settled();
    const before = last();
    lab.act(cutNode, 'node-1');
    expect(lab.state().machines.get('node-1')?.connected).toBe(false);
    await run(70_000);
    expect(
      lab
        .state()
        .stage.slots.map(({ pod }) => pod?.nodeSilent)
        .filter(Boolean),
    ).toHaveLength(1);
    lab.act(restoreNode, 'node-1');
    expect(lab.state().machines.get('node-1')?.connected).toBe(true);
    expect(last()).toBe(before);
  });

  it('that is cut off is an action to undo', async () => {
    const { lab, run } = await settled();
    lab.act(cutNode, 'node-1');
    await run(5000);
    expect(lab.state().marks.at(-1)).toMatchObject({ kind: 'action', name: 'node-1' });
    lab.act(undo);
    expect(lab.state().past).toBe(true);
    expect(lab.state().machines.get('node-1')?.connected).toBe(true);
  });

  it('that is cut off in the past makes another run, and leaves the first as it was', async () => {
    const { lab } = await settled();
    lab.act(seek, 1000);
    const { run } = lab.state();
    lab.act(cutNode, 'node-2');
    expect(lab.state()).toMatchObject({ past: false, now: 1000 });
    expect(lab.state().run).not.toBe(run);
    expect(lab.state().machines.get('node-2')?.connected).toBe(false);
    lab.travel((timeline) => timeline.select(run));
    expect(lab.state().machines.get('node-2')?.connected).toBe(true);
  });

  it('is deleted, and its Pods with it', async () => {
    const { lab, run, nodeOf, last } = await settled();
    const node = nodeOf('web-1');
    lab.act(deleteNode, node);
    expect(last()).toMatchObject({ command: `kubectl delete node ${node}`, lines: [`node "${node}" deleted`] });
    await run(120_000);
    expect(nodeOf('web-1')).not.toBe(node);
  });
});

describe('draining', () => {
  it('cordons the node and waits until its Pods are gone', async () => {
    const { lab, run, nodeOf, podsOn, last } = await settled();
    const node = nodeOf('web-1');
    lab.act(drainNode, node);
    expect(last()).toMatchObject({
      command: `kubectl drain ${node}`,
      lines: [`node/${node} cordoned`, 'evicting pod default/web-1'],
    });
    expect(lab.state().drains).toEqual([{ node, refusal: null }]);
    await run(60_000);
    expect(lab.state().drains).toEqual([]);
    expect([podsOn(node), nodeOf('web-1') === node]).toEqual([0, false]);
  });

  it('asks again every five seconds while a budget refuses, until it is allowed', async () => {
    const { lab, run, nodeOf } = await settled();
    const node = nodeOf('web-1');
    lab.request((api, actor) => [api.create(budget(3), actor).metadata.name]);
    await run(1000);
    const evictions = () => lab.session().runs[0]!.inputs.filter(({ verb }) => verb === 'evictPod');
    lab.act(drainNode, node);
    expect(lab.state().drains).toEqual([
      { node, refusal: { pod: 'web-1', message: "Cannot evict pod as it would violate the pod's disruption budget." } },
    ]);
    await run(19_000);
    expect(evictions().map(({ at }) => at - evictions()[0]!.at)).toEqual([0, 5000, 10_000, 15_000]);
    expect(nodeOf('web-1')).toBe(node);
    lab.request((api) => [String(api.delete('poddisruptionbudgets', 'web', 'default', user))]);
    await run(30_000);
    expect(lab.state().drains).toEqual([]);
    expect(nodeOf('web-1')).not.toBe(node);
  });

  it('ends when its user has had enough, and leaves the node cordoned', async () => {
    const { lab, run, nodeOf } = await settled();
    const node = nodeOf('web-1');
    lab.request((api, actor) => [api.create(budget(3), actor).metadata.name]);
    await run(1000);
    lab.act(drainNode, node);
    lab.act(cancelDrain, node);
    await run(1000);
    const { inputs } = lab.session().runs[0]!;
    await run(20_000);
    expect(lab.session().runs[0]!.inputs).toHaveLength(inputs.length);
    expect(lab.state().drains).toEqual([]);
    expect(lab.state().view.get('nodes', node)?.spec.unschedulable).toBe(true);
  });

  it('ends with the moment it was begun in: what is past is not acted in', async () => {
    const { lab, run, nodeOf } = await settled();
    lab.request((api, actor) => [api.create(budget(3), actor).metadata.name]);
    await run(1000);
    lab.act(drainNode, nodeOf('web-1'));
    await run(7000);
    lab.act(undo);
    await run(20_000);
    expect(lab.state().drains).toEqual([]);
    expect(lab.state().runs).toHaveLength(1);
  });

  it('tells kubectl which Pods it may lose', async () => {
    const { lab, last } = await settled();
    const spec = { containers: [{ name: 'a', image: 'nginx:1' }], volumes: [{ name: 'tmp', emptyDir: {} }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'alone' }, spec: { ...spec, nodeName: 'node-1' } };
    lab.request((api, actor) => [api.create(pod, actor).metadata.name]);
    lab.act(drainNode, 'node-1');
    expect(last()?.command).toBe('kubectl drain node-1 --force --delete-emptydir-data');
  });
});
