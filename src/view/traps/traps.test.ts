import { describe, expect, it } from 'vitest';
import { type KubectlSession, newSession } from '../../kubectl/testing/session.ts';
import { webYaml } from '../../kubectl/testing/manifests.ts';
import { parseManifests } from '../../manifests/parse.ts';
import { type ClusterView, emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import { stageModel } from '../stage/derive-stage.ts';
import { type Trap, type TrapKind, trapsOf } from './traps.ts';

/** A lab of kubectl alone: `traps()` are those of the set `web` now. */
function lab(manifest: string = webYaml) {
  const session = newSession({ 'manifest.yaml': manifest });
  const { cluster } = session;
  const view = (): ClusterView => foldRecords(emptyClusterView, cluster.history);
  function traps(refusals: readonly string[] = []): readonly Trap[] {
    const now = view();
    const stage = stageModel(now.objects, { namespace: 'default', name: 'web' }, stageContext(now, 'default/web'));
    const written = parseManifests(session.files['manifest.yaml']!).documents.map(({ object }) => object);
    return trapsOf(stage, { view: now.objects, now: cluster.now(), refusals, written });
  }
  const kinds = (): readonly TrapKind[] => traps().map(({ kind }) => kind);
  const only = (): Trap => {
    const found = traps();
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  return { session, cluster, traps, kinds, only, rest: (ms = 0) => settle(session, ms) };
}

function settle({ cluster }: KubectlSession, ms: number): void {
  cluster.settle();
  if (ms > 0) cluster.advanceTo(cluster.now() + ms);
}

/** Does what a trap says that helps, as a shell would: command after command. */
function help(session: KubectlSession, { command }: Trap): void {
  for (const part of command.split(' && ')) {
    expect(session.settled(part.replace(/^kubectl /, '')), part).toMatchObject({ exit: 0 });
  }
}

function applied(manifest: string = webYaml) {
  const made = lab(manifest);
  made.session.settled('apply -f manifest.yaml');
  return made;
}

const image = (tag: string): string => `set image statefulset/web nginx=registry.k8s.io/nginx-slim:${tag}`;
const replaced = (from: string | RegExp, to: string): string => {
  expect(webYaml).toMatch(from);
  return webYaml.replace(from, to);
};

it('there are none in a set that is as it should be, nor while it comes to that', () => {
  const { session, cluster, kinds } = lab();
  session.run('apply -f manifest.yaml');
  for (let steps = 0; cluster.step() && steps < 400; steps++) expect(kinds()).toEqual([]);
});

describe('a rollout with a broken image', () => {
  it('is the template’s fault at first; going back and deleting the Pod helps', () => {
    const { session, only, kinds, rest } = applied();
    session.settled(image('broken'));
    rest();
    expect(only()).toMatchObject({
      kind: 'BrokenUpdate',
      facts: { pod: 'web-1', image: expect.stringContaining('broken') },
    });
    expect(only().facts.status).toMatch(/ImagePull/);
    help(session, only());
    expect(kinds()).toEqual([]);
  });

  it('is stuck once the template is repaired, until the Pod is deleted', () => {
    const { session, cluster, only, kinds, rest } = applied();
    session.settled(image('broken'));
    session.settled(image('0.22'));
    rest(120_000);
    expect(only()).toMatchObject({
      kind: 'StuckRollout',
      command: 'kubectl delete pod web-1',
      facts: { pod: 'web-1' },
    });
    help(session, only());
    rest();
    expect(kinds()).toEqual([]);
    const images = cluster.api.list('pods').map(({ spec }) => spec.containers[0]!.image?.split(':')[1]);
    expect(images).toEqual(['0.22', '0.22']);
  });

  it('is stuck as well by a Pod that runs and never becomes Ready', () => {
    const { session, kinds, rest } = applied();
    session.settled(image('noready'));
    expect(kinds()).toEqual([]);
    rest(60_000);
    expect(kinds()).toEqual(['BrokenUpdate']);
    session.settled(image('0.22'));
    expect(kinds()).toEqual(['StuckRollout']);
  });

  it.each(['broken', 'crash'])('stays in sight while %s is tried again', (tag) => {
    const { session, cluster, kinds } = applied();
    session.run(image(tag));
    const until = cluster.now() + 90_000;
    const seen: string[] = [];
    while (cluster.now() < until && cluster.step()) seen.push(kinds().join());
    expect(seen.filter((now, i) => now !== seen[i - 1])).toEqual(['', 'BrokenUpdate']);
  });

  it('is none any more as soon as the Pod becomes Ready after all', () => {
    const withConfig = `patch statefulset web -p '${JSON.stringify({
      spec: { template: { spec: { containers: [{ name: 'nginx', envFrom: [{ configMapRef: { name: 'late' } }] }] } } },
    })}'`;
    const { session, kinds, rest } = applied();
    session.settled(withConfig);
    expect(kinds()).toEqual(['BrokenUpdate']);
    session.settled('create configmap late');
    rest(60_000);
    expect(kinds()).toEqual([]);
  });

  it('is not stuck under Parallel, which replaces the Pod by itself', () => {
    const { session, kinds, rest } = applied(
      replaced('spec:\n  serviceName', 'spec:\n  podManagementPolicy: Parallel\n  serviceName'),
    );
    session.settled(image('broken'));
    expect(kinds()).toEqual(['BrokenUpdate']);
    session.settled(image('0.22'));
    rest();
    expect(kinds()).toEqual([]);
  });
});

it('a partition that was left behind, once the canary is good', () => {
  const { session, only, kinds } = applied();
  session.settled(`patch statefulset web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}'`);
  expect(kinds()).toEqual([]);
  session.settled(image('0.22'));
  expect(only()).toMatchObject({ kind: 'PartitionLeft', facts: { partition: 1, kept: 'web-0', count: 1 } });
  help(session, only());
  expect(kinds()).toEqual([]);
});

describe('the governing Service', () => {
  const set = webYaml.split('---\n').find((part) => part.includes('StatefulSet'))!;

  it('is missing', () => {
    const { session, only, kinds } = applied(set);
    expect(only()).toMatchObject({ kind: 'ServiceMissing', facts: { service: 'nginx', pod: 'web-0' } });
    help(session, only());
    expect(kinds()).toEqual([]);
  });

  it('is missing, and has another name than the label says', () => {
    const { session, only, kinds } = applied(set.replace('serviceName: "nginx"', 'serviceName: peers'));
    help(session, only());
    expect(kinds()).toEqual([]);
  });

  it('is not headless', () => {
    const { session, cluster, only, kinds } = applied(replaced('  clusterIP: None\n', ''));
    const { clusterIP } = cluster.api.get('services', 'nginx', 'default')!.spec;
    expect(only()).toMatchObject({ kind: 'ServiceNotHeadless', facts: { service: 'nginx', ip: clusterIP } });
    help(session, only());
    expect(kinds()).toEqual([]);
  });

  it('selects others', () => {
    const { session, only, kinds } = applied(replaced('selector:\n    app: nginx', 'selector:\n    app: other'));
    const facts = { service: 'nginx', selector: 'app=other', labels: 'app=nginx', pod: 'web-0' };
    expect(only()).toMatchObject({ kind: 'ServiceSelectsOthers', facts });
    help(session, only());
    expect(kinds()).toEqual([]);
  });
});

it('a claim of a StorageClass that there is not', () => {
  const manifest = replaced(
    'accessModes: [ "ReadWriteOnce" ]',
    'accessModes: [ "ReadWriteOnce" ]\n      storageClassName: fast',
  );
  const { session, only } = applied(manifest);
  expect(only()).toMatchObject({ kind: 'ClaimUnbound', facts: { claim: 'www-web-0', storageClass: 'fast' } });
  expect(only().facts.message).toBe('storageclass.storage.k8s.io "fast" not found');
  help(session, only());
});

describe('a field that cannot be changed', () => {
  it('is named, and the set is re-created around its Pods', () => {
    const { session, cluster, traps } = applied();
    const uids = () => cluster.api.list('pods').map(({ metadata }) => metadata.uid);
    const before = uids();
    session.files['manifest.yaml'] = replaced('storage: 1Gi', 'storage: 2Gi').replace(
      'serviceName: "nginx"',
      'serviceName: peers',
    );
    const { stderr, exit } = session.settled('apply -f manifest.yaml');
    expect(exit).toBe(1);
    const [trap] = traps([stderr]);
    expect(trap).toMatchObject({ kind: 'ImmutableField', facts: { fields: 'serviceName, volumeClaimTemplates' } });
    help(session, trap!);
    expect(uids()).toEqual(before);
    const { spec } = cluster.api.get('statefulsets', 'web', 'default')!;
    expect(spec.serviceName).toBe('peers');
  });

  it('is none of those that can', () => {
    const { session, traps } = applied();
    session.files['manifest.yaml'] = replaced('replicas: 2', 'replicas: 3');
    expect(traps(['updates to statefulset spec for fields other than …'])[0]?.facts.fields).toBe('none');
  });
});

describe('OnDelete together with the settings of a rolling update', () => {
  const refused = /only allowed for updateStrategy 'RollingUpdate'/;
  const bare = `patch sts web -p '{"spec":{"updateStrategy":{"type":"OnDelete"}}}'`;
  const onDelete = (more = ''): string =>
    replaced('spec:\n  serviceName', `spec:\n  updateStrategy:\n    type: OnDelete\n${more}  serviceName`);
  const typeOf = ({ cluster }: KubectlSession) =>
    cluster.api.get('statefulsets', 'web', 'default')?.spec.updateStrategy;

  it('refused as a patch, is patched with rollingUpdate: null', () => {
    const { session, traps } = applied();
    const { stderr } = session.settled(bare);
    expect(stderr).toMatch(refused);
    const [trap] = traps([stderr]);
    expect(trap).toMatchObject({ kind: 'StrategyRefused', facts: { way: 'patch', both: 'false' } });
    expect(trap!.command).toBe(
      `kubectl patch statefulset web --type merge -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`,
    );
    help(session, trap!);
    expect(typeOf(session)).toEqual({ type: 'OnDelete' });
  });

  it('refused as a manifest that names only the type, is patched and applied again', () => {
    const { session, traps } = applied();
    session.files['manifest.yaml'] = onDelete();
    const { stderr } = session.settled('apply -f manifest.yaml');
    expect(stderr).toMatch(refused);
    help(session, traps([stderr])[0]!);
    expect(typeOf(session)).toEqual({ type: 'OnDelete' });
  });

  it('refused because the manifest has both, is explained for a set that exists and for one that does not', () => {
    const both = onDelete('    rollingUpdate:\n      partition: 1\n');
    const { session, traps } = applied();
    session.files['manifest.yaml'] = both;
    expect(traps([session.settled('apply -f manifest.yaml').stderr])[0]?.facts).toMatchObject({
      way: 'patch',
      both: 'true',
    });
    const fresh = lab(both);
    const { stderr } = fresh.session.settled('apply -f manifest.yaml');
    expect(stderr).toMatch(refused);
    expect(fresh.traps([stderr])[0]).toMatchObject({
      kind: 'StrategyRefused',
      facts: { way: 'manifest' },
      command: 'kubectl apply -f manifest.yaml',
    });
  });

  it('refused as a partition of a set with OnDelete, goes back to RollingUpdate first', () => {
    const { session, traps } = applied(onDelete());
    const { stderr } = session.settled(
      `patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}'`,
    );
    expect(stderr).toMatch(refused);
    const [trap] = traps([stderr]);
    expect(trap?.facts.way).toBe('back');
    help(session, trap!);
    expect(typeOf(session)).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 0 } });
  });

  it('of another set is nothing to this one', () => {
    const { session, traps } = applied();
    const { stderr } = session.settled(bare);
    expect(traps([stderr.replace('"web"', '"other"')])).toEqual([]);
  });
});

it('a node that is lost: first its silence, then a Pod that stays Terminating', () => {
  const { session, cluster, traps, kinds, rest } = applied();
  const node = cluster.api.get('pods', 'web-1', 'default')!.spec.nodeName!;
  cluster.cutNode(node, { name: 'user', reason: 'test' });
  cluster.advanceTo(cluster.now() + 120_000);
  const lost = () => traps().find(({ kind }) => kind === 'LostNode')!;
  expect(lost()).toMatchObject({ facts: { node, terminating: 'false' }, command: `kubectl describe node ${node}` });
  cluster.advanceTo(cluster.now() + 400_000);
  expect(lost()).toMatchObject({ facts: { pod: 'web-1', node, terminating: 'true' } });
  help(session, lost());
  rest();
  expect(kinds()).not.toContain('LostNode');
});
