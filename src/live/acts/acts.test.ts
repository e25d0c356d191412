import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KubernetesObject, StatefulSet } from '../../engine/index.ts';
import type { Translate } from '../../i18n/translate.ts';
import { readList } from '../decode.ts';
import { forkOf } from '../fork.ts';
import { liveResources } from '../kinds.ts';
import { RecordedCluster } from '../testing/recorded.ts';
import { withoutValues } from '../without-values.ts';
import { type LiveAct, kubectlLine } from './acts.ts';
import { propose } from './propose.ts';
import { ActError, addressOf, requestOf } from './request.ts';

const recorded = new RecordedCluster(
  readFileSync(new URL('../testing/recordings/streams.jsonl', import.meta.url), 'utf8'),
);
const redact = withoutValues();
/** The recorded cluster with five Pods, as it was seen. */
const state = {
  objects: liveResources.flatMap((resource) =>
    readList(recorded.list(resource, recorded.versionAt(12_500)), resource, redact)!.items.map(({ object }) => object),
  ),
  at: Date.parse('2026-11-29T01:01:00Z') - Date.UTC(2026, 0, 1, 8),
  version: 'v1.36.2',
};
const set = '/apis/apps/v1/namespaces/default/statefulsets/web';
const options = 'fieldManager=statefulset-lab&fieldValidation=Strict';

describe('the request of an act', () => {
  it.each<[LiveAct, string, string]>([
    [
      { do: 'scale', set: 'web', uid: 'u', replicas: 5 },
      `PATCH ${set}/scale?${options}`,
      '{"metadata":{"uid":"u"},"spec":{"replicas":5}}',
    ],
    [
      { do: 'partition', set: 'web', uid: 'u', partition: 2 },
      `PATCH ${set}?${options}`,
      '{"metadata":{"uid":"u"},"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}',
    ],
    [
      { do: 'image', set: 'web', uid: 'u', container: 'nginx', image: 'nginx:1' },
      `PATCH ${set}?${options}`,
      '{"metadata":{"uid":"u"},"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1"}]}}}}',
    ],
    [
      { do: 'deletePod', pod: 'web-1', uid: 'u' },
      'DELETE /api/v1/namespaces/default/pods/web-1',
      '{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u"}}',
    ],
    [
      { do: 'apply', manifest: 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n' },
      `PATCH /api/v1/namespaces/default/services/web?${options}`,
      '{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"default"}}',
    ],
  ])('of %j', (act, line, body) => {
    const request = requestOf(act, 'default');
    expect(`${request.method} ${request.address}`).toBe(line);
    expect(request.body).toBe(body);
    expect(addressOf(request, false)).not.toContain('dryRun');
    expect(addressOf(request, true)).toContain('dryRun=All');
  });

  it.each<LiveAct>([
    { do: 'scale', set: 'web', uid: 'u', replicas: -1 },
    { do: 'scale', set: '../../secrets/x', uid: 'u', replicas: 1 },
    { do: 'partition', set: 'web', uid: 'u', partition: NaN },
    { do: 'image', set: 'web', uid: 'u', container: 'nginx', image: ' ' },
    { do: 'apply', manifest: 'kind: Secret\napiVersion: v1\nmetadata: {name: s}\n' },
    { do: 'apply', manifest: 'kind: Service\napiVersion: v1\nmetadata: {name: s, namespace: kube-system}\n' },
    { do: 'apply', manifest: '{' },
    { do: 'apply', manifest: '' },
  ])('is refused for %j', (act) => {
    expect(() => requestOf(act, 'default')).toThrow(ActError);
  });

  it('is a line of kubectl, quoted for the shell', () => {
    const act: LiveAct = { do: 'image', set: 'web', uid: 'u', container: 'nginx', image: "a'b" };
    expect(kubectlLine(act, { namespace: 'default', context: 'my kind' })).toBe(
      `kubectl --context 'my kind' -n default set image statefulset/web 'nginx=a'\\''b'`,
    );
  });
});

describe('a proposal', () => {
  const t: Translate = (id) => id;
  const ask = (act: LiveAct, answer: { readonly ok: boolean; readonly status: number; readonly body: string }) =>
    propose({ act, request: requestOf(act, 'default'), namespace: 'default', context: 'kind', state, t }, answer);
  const web = state.objects.find(({ kind }) => kind === 'StatefulSet')! as unknown as { readonly spec: object };

  it('has the difference and the steps that follow', () => {
    const act: LiveAct = { do: 'scale', set: 'web', uid: 'u', replicas: 2 };
    const { diff, plan } = ask(act, { ok: true, status: 200, body: JSON.stringify({ spec: { replicas: 2 } }) });
    expect(diff.map(({ sign, text }) => sign + text)).toEqual(['-  replicas: 5', '+  replicas: 2']);
    expect(plan!.steps.flatMap(({ what }) => (what?.startsWith('delete pod') ? [what] : []))).toEqual([
      'delete pod web-4',
      'delete pod web-3',
      'delete pod web-2',
    ]);
  });

  it('has other steps under other assumptions', () => {
    const act: LiveAct = { do: 'image', set: 'web', uid: 'u', container: 'nginx', image: 'nginx:1.29' };
    const { plan, planWith } = ask(act, { ok: true, status: 200, body: JSON.stringify(web) });
    const [good, broken, lost] = [plan!, planWith({ newImage: 'broken' })!, planWith({ lostNode: 'node-1' })!];
    expect(good.end).toBe('at rest');
    // Pods are replaced from the highest ordinal down, and each has to become Ready.
    expect(broken.end).toBe('stuck');
    expect(broken.stuckOn?.pod).toBe('web-4');
    expect(broken.steps.flatMap(({ what }) => (what?.startsWith('delete pod') ? [what] : []))).toEqual([
      'delete pod web-4',
    ]);
    expect(lost.assumptions.map((one) => one.if)).toContain('plan.if.nodeLost');
  });

  // Neither the values of variables nor the field managers of the followed set are known.
  it('plans a manifest with the values that the set already has as no change', () => {
    const env = [{ name: 'PASSWORD', value: 'secret' }];
    const { metadata, spec, status } = state.objects.find(({ kind }) => kind === 'StatefulSet') as StatefulSet;
    const template = structuredClone(spec.template) as { spec: { containers: { env: object[] }[] } };
    template.spec.containers[0]!.env = env;
    const written = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' } };
    const seen = { ...written, metadata, spec: { ...spec, template }, status: { ...status, replicas: 0 } };
    const objects = state.objects
      .filter(({ kind }) => !['StatefulSet', 'Pod', 'ControllerRevision'].includes(kind))
      .concat(redact(seen as unknown as KubernetesObject));
    const manifest = JSON.stringify({ ...written, spec: { ...seen.spec, replicas: 0 } });
    const act: LiveAct = { do: 'apply', manifest };
    const request = requestOf(act, 'default');
    const answer = { ok: true, status: 200, body: manifest };
    const at = { ...state, objects: objects as readonly KubernetesObject[] };
    const { plan } = propose({ act, request, namespace: 'default', context: 'kind', state: at, t }, answer);
    expect(plan).toMatchObject({ exit: 0, stderr: '' });
    expect(plan!.steps.filter(({ verb }) => verb === 'create')).toEqual([]);
  });

  it('compares with the object that the server would store', () => {
    const act: LiveAct = { do: 'partition', set: 'web', uid: 'u', partition: 2 };
    const rollingUpdate = { partition: 2 };
    const body = JSON.stringify({
      ...web,
      spec: { ...web.spec, updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
    });
    expect(ask(act, { ok: true, status: 200, body }).diff).toContainEqual({
      sign: '+',
      text: '      partition: 2',
    });
  });

  it('has the words of the server, or of the proxy', () => {
    const act: LiveAct = { do: 'scale', set: 'web', uid: 'u', replicas: 2 };
    const status = { kind: 'Status', code: 403, reason: 'Forbidden', message: 'no rights' };
    expect(ask(act, { ok: false, status: 403, body: JSON.stringify(status) })).toMatchObject({
      refusal: 'no rights',
      refusedBy: 'server',
      plan: null,
    });
    expect(ask(act, { ok: false, status: 403, body: 'Forbidden' })).toMatchObject({
      refusal: 'Forbidden',
      refusedBy: 'proxy',
    });
  });
});

describe('a fork', () => {
  it('begins with the objects as they were seen, and runs on', () => {
    const { recording, text } = forkOf(state);
    const { cluster } = recording.simulation;
    const seen = state.objects.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => metadata.uid);
    expect(
      cluster.api
        .list('pods')
        .map(({ metadata }) => metadata.uid)
        .toSorted(),
    ).toEqual(seen.toSorted());
    expect(recording.now()).toBe(state.at);
    expect(text).toContain('kind: StatefulSet');
    expect(text).not.toContain('\nstatus:');
    cluster.settle();
    expect(
      cluster.api
        .list('pods')
        .map(({ metadata }) => metadata.uid)
        .toSorted(),
    ).toEqual(seen.toSorted());
  });

  it('runs new Pods, also of a set that mounts a ConfigMap: ConfigMaps are not read', () => {
    const volumes = [{ name: 'config', configMap: { name: 'web' } }];
    const mounting = state.objects.map((object) => {
      if (object.kind !== 'StatefulSet') return object;
      const { template } = (object as StatefulSet).spec;
      return {
        ...object,
        spec: { ...(object as StatefulSet).spec, template: { ...template, spec: { ...template.spec, volumes } } },
      };
    });
    for (const objects of [state.objects, mounting as readonly KubernetesObject[]]) {
      const { cluster } = forkOf({ ...state, objects }).recording.simulation;
      const user = { name: 'user', reason: 'scale' };
      const containers = [{ name: 'nginx', image: 'registry.k8s.io/nginx-slim:0.27' }];
      const spec = { replicas: 7, template: { spec: { containers } } };
      cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);
      cluster.settle();
      expect(
        cluster.api
          .list('pods')
          .map(({ metadata, status, spec: { containers: run } }) => [
            metadata.name,
            status.conditions?.find(({ type }) => type === 'Ready')?.status,
            run[0]!.image,
          ]),
      ).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => [`web-${i}`, 'True', containers[0]!.image]));
    }
  });

  it('can be left at a moment and forked again', () => {
    const { recording } = forkOf(state);
    const { cluster, fork } = recording.simulation;
    cluster.settle();
    const again = fork(recording.turns.at(-1)!, recording.now());
    expect(again.history).toHaveLength(recording.history.length);
  });
});
