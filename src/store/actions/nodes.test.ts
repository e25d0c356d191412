import { move, request } from '../testing.ts';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../engine/index.ts';
import * as commands from '../commands/running-command.ts';
import { createLabStore } from '../lab-store.ts';
import { lazyParts } from '../lazy-parts.ts';
import { user } from '../../view/testing.ts';

/** A lab with three Pods, whose frames the test makes: `run(ms)` lets virtual time pass. */
async function settled() {
  let pending: ((time: number) => void) | undefined;
  let time = 0;
  const lab = createLabStore({
    example: 'complete',
    speed: 32,
    parts: { ...lazyParts, kubectl: () => commands },
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
      // Promises that wait for the cluster go on between two frames.
      await Promise.resolve().then(() => {});
    }
  };
  lab.act('apply');
  await run(20_000);
  const nodeOf = (name: string) => lab.store.getState().view.get('pods', name, 'default')!.spec.nodeName!;
  const podsOn = (node: string) => lab.store.getState().stage.slots.filter(({ pod }) => pod?.node === node).length;
  return { lab, run, nodeOf, podsOn, last: () => lab.store.getState().commands.at(-1) };
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
    lab.act('cordonNode', { name: 'node-1' });
    expect(lab.store.getState().view.get('nodes', 'node-1')?.spec.unschedulable).toBe(true);
    expect(last()).toMatchObject({ command: 'kubectl cordon node-1', lines: ['node/node-1 cordoned'], ok: true });
    lab.act('uncordonNode', { name: 'node-1' });
    expect(lab.store.getState().view.get('nodes', 'node-1')?.spec.unschedulable ?? false).toBe(false);
    expect(last()).toMatchObject({ command: 'kubectl uncordon node-1', lines: ['node/node-1 uncordoned'] });
  });

  it('is cut off and brought back, for which kubectl has no command', async () => {
    const { lab, run, last } = await settled();
    const before = last();
    lab.act('cutNode', { name: 'node-1' });
    expect(lab.store.getState().machines.get('node-1')?.connected).toBe(false);
    await run(70_000);
    expect(
      lab.store
        .getState()
        .stage.slots.map(({ pod }) => pod?.nodeSilent)
        .filter(Boolean),
    ).toHaveLength(1);
    lab.act('restoreNode', { name: 'node-1' });
    expect(lab.store.getState().machines.get('node-1')?.connected).toBe(true);
    expect(last()).toBe(before);
  });

  it('that is cut off is an action to undo', async () => {
    const { lab, run } = await settled();
    lab.act('cutNode', { name: 'node-1' });
    await run(5000);
    expect(lab.store.getState().marks.at(-1)).toMatchObject({ kind: 'action', name: 'node-1' });
    lab.act('undo');
    expect(lab.store.getState().past).toBe(true);
    expect(lab.store.getState().machines.get('node-1')?.connected).toBe(true);
  });

  it('that is cut off in the past makes another run, and leaves the first as it was', async () => {
    const { lab } = await settled();
    lab.act('seek', { at: 1000 });
    const { run } = lab.store.getState();
    lab.act('cutNode', { name: 'node-2' });
    expect(lab.store.getState()).toMatchObject({ past: false, now: 1000 });
    expect(lab.store.getState().run).not.toBe(run);
    expect(lab.store.getState().machines.get('node-2')?.connected).toBe(false);
    move(lab, (timeline) => timeline.select(run));
    expect(lab.store.getState().machines.get('node-2')?.connected).toBe(true);
  });

  it('is deleted, and its Pods with it', async () => {
    const { lab, run, nodeOf, last } = await settled();
    const node = nodeOf('web-1');
    lab.act('deleteNode', { name: node });
    expect(last()).toMatchObject({ command: `kubectl delete node ${node}`, lines: [`node "${node}" deleted`] });
    await run(120_000);
    expect(nodeOf('web-1')).not.toBe(node);
  });
});

describe('draining', () => {
  it('cordons the node and waits until its Pods are gone', async () => {
    const { lab, run, nodeOf, podsOn, last } = await settled();
    const node = nodeOf('web-1');
    lab.act('drainNode', { name: node });
    expect(last()).toMatchObject({
      command: `kubectl drain ${node}`,
      lines: [`node/${node} cordoned`, 'evicting pod default/web-1'],
    });
    expect(lab.store.getState().drains).toEqual([{ node, refusal: null }]);
    await run(60_000);
    expect(lab.store.getState().drains).toEqual([]);
    expect([podsOn(node), nodeOf('web-1') === node]).toEqual([0, false]);
  });

  it('asks again every five seconds while a budget refuses, until it is allowed', async () => {
    const { lab, run, nodeOf } = await settled();
    const node = nodeOf('web-1');
    request(lab, (api, actor) => [api.create(budget(3), actor).metadata.name]);
    await run(1000);
    const evictions = () =>
      lab.read(({ session }) => session()).runs[0]!.inputs.filter(({ verb }) => verb === 'evictPod');
    lab.act('drainNode', { name: node });
    expect(lab.store.getState().drains).toEqual([
      { node, refusal: { pod: 'web-1', message: "Cannot evict pod as it would violate the pod's disruption budget." } },
    ]);
    await run(19_000);
    expect(evictions().map(({ at }) => at - evictions()[0]!.at)).toEqual([0, 5000, 10_000, 15_000]);
    expect(nodeOf('web-1')).toBe(node);
    request(lab, (api) => [String(api.delete('poddisruptionbudgets', 'web', 'default', user))]);
    await run(30_000);
    expect(lab.store.getState().drains).toEqual([]);
    expect(nodeOf('web-1')).not.toBe(node);
  });

  it('ends when its user has had enough, and leaves the node cordoned', async () => {
    const { lab, run, nodeOf } = await settled();
    const node = nodeOf('web-1');
    request(lab, (api, actor) => [api.create(budget(3), actor).metadata.name]);
    await run(1000);
    lab.act('drainNode', { name: node });
    lab.act('cancelDrain', { name: node });
    await run(1000);
    const { inputs } = lab.read(({ session }) => session()).runs[0]!;
    await run(20_000);
    expect(lab.read(({ session }) => session()).runs[0]!.inputs).toHaveLength(inputs.length);
    expect(lab.store.getState().drains).toEqual([]);
    expect(lab.store.getState().view.get('nodes', node)?.spec.unschedulable).toBe(true);
  });

  it('ends with the moment it was begun in: what is past is not acted in', async () => {
    const { lab, run, nodeOf } = await settled();
    request(lab, (api, actor) => [api.create(budget(3), actor).metadata.name]);
    await run(1000);
    lab.act('drainNode', { name: nodeOf('web-1') });
    await run(7000);
    lab.act('undo');
    await run(20_000);
    expect(lab.store.getState().drains).toEqual([]);
    expect(lab.store.getState().runs).toHaveLength(1);
  });

  it('tells kubectl which Pods it may lose', async () => {
    const { lab, last } = await settled();
    const spec = { containers: [{ name: 'a', image: 'nginx:1' }], volumes: [{ name: 'tmp', emptyDir: {} }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'alone' }, spec: { ...spec, nodeName: 'node-1' } };
    request(lab, (api, actor) => [api.create(pod, actor).metadata.name]);
    lab.act('drainNode', { name: 'node-1' });
    expect(last()?.command).toBe('kubectl drain node-1 --force --delete-emptydir-data');
  });
});
