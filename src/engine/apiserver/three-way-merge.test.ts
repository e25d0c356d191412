import { describe, expect, it } from 'vitest';
import { strategicMergePatch } from './strategic-merge-patch.ts';
import { threeWayPatch } from './three-way-merge.ts';

const container = (name: string, more: object = {}) => ({ name, image: `${name}:1`, ...more });

// The rules of https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#merge-patch-calculation
describe('fields', () => {
  it('are set when they differ from the live object, removed when they were applied and are written no more', () => {
    const lastApplied = { spec: { replicas: 2, minReadySeconds: 5 } };
    const wanted = { spec: { replicas: 3, serviceName: 'nginx' } };
    const live = { spec: { replicas: 2, minReadySeconds: 5, podManagementPolicy: 'OrderedReady' } };
    const patch = threeWayPatch(lastApplied, wanted, live);
    expect(patch).toEqual({ spec: { replicas: 3, serviceName: 'nginx', minReadySeconds: null } });
    expect(strategicMergePatch(live, patch)).toEqual({
      spec: { replicas: 3, serviceName: 'nginx', podManagementPolicy: 'OrderedReady' },
    });
  });

  it('that nobody applied stay, whoever set them', () => {
    expect(threeWayPatch({}, {}, { metadata: { annotations: { 'example.com/owner': 'other' } } })).toEqual({});
  });

  it('that somebody else has changed go back to what is written', () => {
    const applied = { spec: { replicas: 2 } };
    expect(threeWayPatch(applied, applied, { spec: { replicas: 5 } })).toEqual({ spec: { replicas: 2 } });
  });

  it('are not removed when nothing is known of the last apply', () => {
    expect(threeWayPatch(undefined, { spec: {} }, { spec: { replicas: 5 } })).toEqual({});
  });

  it('of another type are replaced', () => {
    expect(threeWayPatch({}, { a: { b: 1 } }, { a: 'text' })).toEqual({ a: { b: 1 } });
  });

  it('may be null to be kept absent, and then there is always something to do', () => {
    expect(threeWayPatch({ a: null }, { a: null }, {})).toEqual({ a: null });
  });
});

describe('lists with a merge key', () => {
  it('are merged item by item', () => {
    const lastApplied = { containers: [container('a'), container('b')] };
    const wanted = { containers: [container('a', { image: 'a:2' }), container('c')] };
    const live = { containers: [container('a', { tty: true }), container('b'), container('injected')] };
    const patch = threeWayPatch(lastApplied, wanted, live);
    expect(patch).toEqual({
      '$setElementOrder/containers': [{ name: 'a' }, { name: 'c' }],
      containers: [
        { name: 'a', image: 'a:2' },
        { name: 'c', image: 'c:1' },
        { name: 'b', $patch: 'delete' },
      ],
    });
    expect(strategicMergePatch(live, patch)).toEqual({
      containers: [container('a', { image: 'a:2', tty: true }), container('c'), container('injected')],
    });
  });

  it('bring the halves of one item together', () => {
    const lastApplied = { containers: [container('a', { tty: true })] };
    const wanted = { containers: [container('a', { image: 'a:2' })] };
    expect(threeWayPatch(lastApplied, wanted, lastApplied)).toMatchObject({
      containers: [{ name: 'a', image: 'a:2', tty: null }],
    });
  });

  it('take the order that is written', () => {
    const live = { containers: [container('a'), container('b')] };
    const wanted = { containers: [container('b'), container('a')] };
    const patch = threeWayPatch(live, wanted, live);
    expect(patch).toEqual({ '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] });
    expect(strategicMergePatch(live, patch)).toEqual(wanted);
  });

  it('know ports by their number, of containers and of Services', () => {
    const service = { ports: [{ port: 80 }, { port: 443 }] };
    expect(threeWayPatch(service, { ports: [{ port: 443 }] }, service)).toMatchObject({
      ports: [{ port: 80, $patch: 'delete' }],
    });
    const [live, wanted] = ['web', 'http'].map((name) => ({ ports: [{ containerPort: 80, name }] }));
    expect(threeWayPatch(live, wanted, live)).toMatchObject({ ports: [{ containerPort: 80, name: 'http' }] });
  });

  it('of volumes keep only the source that is written', () => {
    const live = { volumes: [{ name: 'data', emptyDir: {} }] };
    const wanted = { volumes: [{ name: 'data', configMap: { name: 'c' } }] };
    const patch = threeWayPatch(undefined, wanted, live);
    expect(patch).toMatchObject({ volumes: [{ $retainKeys: ['configMap', 'name'] }] });
    expect(strategicMergePatch(live, patch)).toEqual(wanted);
  });
});

describe('other lists', () => {
  it('are replaced whole', () => {
    const live = { volumeClaimTemplates: [{ metadata: { name: 'www' }, spec: { volumeMode: 'Filesystem' } }] };
    const wanted = { volumeClaimTemplates: [{ metadata: { name: 'www' }, spec: {} }] };
    expect(threeWayPatch(wanted, wanted, live)).toEqual(wanted);
    expect(threeWayPatch({ args: ['-a'] }, { args: ['-b'] }, { args: ['-a'] })).toEqual({ args: ['-b'] });
  });

  it('are sets in the case of finalizers', () => {
    const live = { finalizers: ['example.com/theirs', 'example.com/old'] };
    const patch = threeWayPatch({ finalizers: ['example.com/old'] }, { finalizers: ['example.com/new'] }, live);
    const { finalizers } = strategicMergePatch(live, patch) as typeof live;
    expect(finalizers.sort()).toEqual(['example.com/new', 'example.com/theirs']);
  });
});
