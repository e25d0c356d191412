import { applied, move, newLab } from './testing.ts';
import { describe, expect, it } from 'vitest';
import { kubectlScript } from '../timeline/kubectl-script.ts';
import { simulate } from '../timeline/simulate.ts';
import { Run } from '../timeline/run.ts';
import { user } from '../view/testing.ts';
import { vary } from '../timeline/vary.ts';
import { type Variation, variationsOf } from '../timeline/variations.ts';

const web = { namespace: 'default', name: 'web' };
const image = 'registry.k8s.io/nginx-slim:0.22';

/** Applied, scaled to 4, the image changed, and a Pod deleted, each after all had come to rest. */
function lived() {
  const lab = newLab({ paused: true }).lab;
  const settle = () => move(lab, ({ cluster }) => cluster.settle());
  lab.act('apply');
  settle();
  lab.act('scale', { replicas: 4 });
  settle();
  lab.act('setImage', { image });
  settle();
  lab.act('deletePod', { name: 'web-1' });
  settle();
  return lab.read(({ timeline: { run } }) => run);
}

function varied(variation: Variation): { readonly run: Run; readonly next: Run } {
  const run = lived();
  const next = vary(run, web, variation, 9);
  next.cluster.settle();
  return { run, next };
}

/** The most Pods that were not Ready at the same time, while the set was created. */
function unreadyAtOnce({ cluster }: Run): number {
  const [pods, ready] = [new Set<string>(), new Set<string>()];
  let most = 0;
  for (const record of cluster.history) {
    if (record.at > 1000 || !('resource' in record) || record.resource !== 'pods') continue;
    pods.add(record.object.metadata.name);
    most = Math.max(most, pods.size - ready.size);
  }
  return most;
}

describe('the same actions once more', () => {
  it('keeps with a command the line that it was typed on', () => {
    const run = lived();
    run.cluster.api.delete('pods', 'web-0', 'default', user);
    const { length } = run.cluster.inputs;
    run.note({ command: 'kubectl delete pod web-0', line: length - 1 });
    expect(vary(run, web, 'Parallel', 9).commands.at(-1)).toMatchObject({ inputs: length, line: length - 1 });
    const last = vary(run, web, 'Deployment', 9).commands.at(-1)!;
    expect(last.line).toBe(last.inputs - 1);
  });

  it('in parallel: the Pods are created at once, and all else is as it was', () => {
    const { run, next } = varied('Parallel');
    expect([unreadyAtOnce(run), unreadyAtOnce(next)]).toEqual([1, 3]);
    const set = next.cluster.api.get('statefulsets', 'web', 'default')!;
    expect([set.spec.podManagementPolicy, set.spec.replicas]).toEqual(['Parallel', 4]);
    expect(set.spec.template.spec.containers[0]!.image).toBe(image);
    expect(next.textAt(next.cluster.inputs.length)).toContain('podManagementPolicy: Parallel');
    expect([next.name, next.from]).toEqual(['podManagementPolicy: Parallel', undefined]);
    expect(next.cluster.inputs.map(({ at }) => at)).toEqual(run.cluster.inputs.map(({ at }) => at));
  });

  it('with a partition: it keeps the lower Pods at the old revision, and the text can be applied again', () => {
    const { next } = varied('Partition');
    const images = next.cluster.api.list('pods').map(({ spec }) => spec.containers[0]!.image?.split(':')[1]);
    expect(images).toEqual(['0.21', '0.21', '0.22', '0.22']);
    expect(next.textAt(next.cluster.inputs.length)).toMatch(/rollingUpdate:\n\s+partition: 2/);
  });

  it('with OnDelete: the Pods keep their image until they are deleted, and the text can be applied again', () => {
    const { next } = varied('OnDelete');
    expect(next.cluster.api.get('statefulsets', 'web', 'default')!.spec.updateStrategy).toEqual({ type: 'OnDelete' });
    const images = next.cluster.api.list('pods').map(({ spec }) => spec.containers[0]!.image?.split(':')[1]);
    // web-1 was deleted after the image had been changed.
    expect(images).toEqual(['0.21', '0.22', '0.21', '0.21']);
    expect(next.textAt(next.cluster.inputs.length)).toMatch(/updateStrategy:\n\s+type: OnDelete/);
    expect(next.name).toBe('updateStrategy: OnDelete');
  });

  it('keeps the changed value where a patch would set another one', () => {
    const { lab } = applied({ paused: false });
    lab.act('setPolicy', { policy: 'updateStrategy', value: 'OnDelete' });
    lab.act('setImage', { image });
    move(lab, ({ cluster }) => cluster.settle());
    expect(variationsOf(lab.store.getState().stage)).toEqual(['Parallel', 'RollingUpdate', 'Deployment']);
    const run = lab.read(({ timeline }) => timeline.run);
    const next = vary(run, web, 'RollingUpdate', 9);
    next.cluster.settle();
    const tags = ({ cluster }: Run) => cluster.api.list('pods').map(({ spec }) => spec.containers[0]!.image);
    expect(new Set(tags(run))).not.toContain(image);
    expect(new Set(tags(next))).toEqual(new Set([image]));
  });

  it('as a Deployment: what was done to a Pod is done to the one in its place', () => {
    const { run, next } = varied('Deployment');
    const { api } = next.cluster;
    expect(api.list('statefulsets')).toEqual([]);
    expect(api.list('persistentvolumeclaims')).toEqual([]);
    const deployment = api.get('deployments', 'web', 'default')!;
    expect([deployment.spec.replicas, deployment.spec.template.spec.containers[0]!.image]).toEqual([4, image]);
    expect(api.list('pods')).toHaveLength(4);
    const deletions = next.cluster.inputs.filter(({ verb }) => verb === 'delete');
    expect(deletions).toHaveLength(run.cluster.inputs.filter(({ verb }) => verb === 'delete').length);
    expect(String(deletions[0]!.args[1])).toMatch(/^web-[a-z0-9]+-[a-z0-9]{5}$/);
    const script = kubectlScript(next, Infinity);
    expect(script).toContain('kind: Deployment');
    expect(script).toContain('kubectl scale deployment web --replicas=4');
    expect(script).toContain(`kubectl set image deployment/web nginx=${image}`);
    expect(script).toContain(`kubectl delete pod ${String(deletions[0]!.args[1])}`);
  });

  it.each(['Parallel', 'Partition', 'OnDelete', 'Deployment'] as const)(
    'can be kept like any other course: %s',
    (variation) => {
      const { next } = varied(variation);
      const again = Run.replay(JSON.parse(JSON.stringify(next.save())) as ReturnType<Run['save']>, simulate(1));
      expect(JSON.stringify(again.cluster.history)).toBe(JSON.stringify(next.cluster.history));
      expect(again.name).toBe(next.name);
    },
  );
});
