import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, StatusError } from '../../index.ts';
import { newStatefulSet } from '../../testing/builders.ts';

const user = { name: 'user', reason: 'test' };
let cluster: Cluster;

beforeEach(() => {
  cluster = createCluster();
});

type Spec = Readonly<Record<string, unknown>>;
const create = (manifest: Manifest) => cluster.api.create(manifest, user);

function quota(hard: Spec, spec: Spec = {}): void {
  create({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'small' }, spec: { hard, ...spec } });
  cluster.settle();
}
const used = () => cluster.api.get('resourcequotas', 'small', 'default')!.status!.used;

const newPod = (name: string, resources: Spec = {}, spec: Spec = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'main', image: 'nginx', resources }], ...spec },
});
const newClaim = (name: string, storage: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});
const newService = (name: string, type: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { type, ports: [{ port: 80 }], selector: { app: 'a' } },
});

function refusal(manifest: Manifest): string {
  try {
    create(manifest);
  } catch (error) {
    if (error instanceof StatusError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a ResourceQuota', () => {
  it('is charged at once, and given back when the object is gone', () => {
    quota({ pods: '2', 'requests.memory': '1Gi' });
    expect(used()).toEqual({ pods: '0', 'requests.memory': '0' });
    create(newPod('a', { requests: { memory: '256Mi' } }));
    expect(used()).toEqual({ pods: '1', 'requests.memory': '256Mi' });
    expect(refusal(newPod('b', { requests: { memory: '800Mi' } }))).toBe(
      'pods "b" is forbidden: exceeded quota: small, requested: requests.memory=800Mi, used: requests.memory=256Mi, limited: requests.memory=1Gi',
    );
    cluster.api.delete('pods', 'a', 'default', user);
    cluster.settle();
    expect(used()).toEqual({ pods: '0', 'requests.memory': '0' });
  });

  it('names all that is exceeded, and what containers leave unsaid', () => {
    quota({ pods: '0', 'limits.cpu': '1', 'requests.cpu': '1' });
    expect(refusal(newPod('a'))).toBe(
      'pods "a" is forbidden: failed quota: small: must specify limits.cpu for: main; requests.cpu for: main',
    );
    expect(refusal(newPod('a', { limits: { cpu: '2' } }))).toBe(
      'pods "a" is forbidden: exceeded quota: small, requested: limits.cpu=2,pods=1,requests.cpu=2, used: limits.cpu=0,pods=0,requests.cpu=0, limited: limits.cpu=1,pods=0,requests.cpu=1',
    );
  });

  // podEvaluator.Handles
  it('is charged for a resize', () => {
    quota({ 'requests.cpu': '1' });
    create(newPod('a', { requests: { cpu: '500m' } }));
    cluster.settle();
    const resize = (cpu: string): unknown => {
      const spec = { containers: [{ name: 'main', resources: { requests: { cpu } } }] };
      return cluster.api.patch('pods', 'a', 'default', 'strategic', { spec }, user, { subresource: 'resize' });
    };
    expect(() => resize('2')).toThrow(
      'pods "a" is forbidden: exceeded quota: small, requested: requests.cpu=1500m, used: requests.cpu=500m, limited: requests.cpu=1',
    );
    resize('800m');
    expect(used()).toEqual({ 'requests.cpu': '800m' });
  });

  it('charges nothing for a dry run or for what is refused', () => {
    quota({ pods: '2' });
    cluster.api.create(newPod('a'), user, { dryRun: true });
    create(newPod('b'));
    expect(refusal(newPod('b'))).toBe('pods "b" already exists');
    expect(used()).toEqual({ pods: '1' });
  });

  it('does not count Pods that have ended', () => {
    quota({ pods: '1', 'count/pods': '5' });
    create(newPod('a', {}, { restartPolicy: 'Never' }));
    cluster.settle();
    cluster.faults.finishPod('a', 'default', 'Succeeded');
    cluster.settle();
    expect(used()).toEqual({ pods: '0', 'count/pods': '1' });
  });

  it('counts what was there before it, and again when it is changed', () => {
    create(newPod('a'));
    create(newPod('b', { requests: { cpu: '1' } }));
    quota({ pods: '5' });
    expect(used()).toEqual({ pods: '2' });
    const spec = { hard: { 'requests.cpu': '3', 'count/configmaps': '9' } };
    cluster.api.patch('resourcequotas', 'small', 'default', 'merge', { spec }, user);
    cluster.settle();
    expect(used()).toEqual({ pods: '2', 'requests.cpu': '1', 'count/configmaps': '1' });
  });

  it('limits claims, by their class too, and Services by type', () => {
    const ofClass = 'standard.storageclass.storage.k8s.io';
    quota({ 'requests.storage': '5Gi', [`${ofClass}/persistentvolumeclaims`]: '1', 'services.nodeports': '0' });
    create(newClaim('a', '2Gi'));
    expect(used()).toMatchObject({ 'requests.storage': '2Gi', [`${ofClass}/persistentvolumeclaims`]: '1' });
    expect(refusal(newClaim('b', '1Gi'))).toContain(`requested: ${ofClass}/persistentvolumeclaims=1`);
    expect(refusal(newService('plain', 'ClusterIP'))).toBe('accepted');
    expect(refusal(newService('open', 'NodePort'))).toContain('requested: services.nodeports=1');
  });

  it('counts only the Pods of its scopes', () => {
    quota({ pods: '1' }, { scopes: ['BestEffort'] });
    create(newPod('a', { requests: { cpu: '1' } }));
    expect(used()).toEqual({ pods: '0' });
    create(newPod('b'));
    expect(refusal(newPod('c'))).toContain('exceeded quota: small');
    expect(refusal(newPod('d', { requests: { cpu: '1' } }))).toBe('accepted');
  });

  it('chooses Pods by their PriorityClass', () => {
    create({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1 });
    const matchExpressions = [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }];
    quota({ pods: '0' }, { scopeSelector: { matchExpressions } });
    expect(refusal(newPod('a'))).toBe('accepted');
    expect(refusal(newPod('b', {}, { priorityClassName: 'high' }))).toContain('exceeded quota: small');
  });

  it('stops a Parallel set after the batch in which it is refused', () => {
    quota({ pods: '2' });
    create(newStatefulSet({ claims: false, spec: { replicas: 9, podManagementPolicy: 'Parallel' } }));
    cluster.settle();
    expect(cluster.api.list('pods')).toHaveLength(2);
    const failed = cluster.api.list('events').filter(({ reason }) => reason === 'FailedCreate');
    expect(failed.map(({ message }) => /Pod (\S+) in/.exec(message)![1])).toEqual(['web-2']);
    cluster.api.delete('resourcequotas', 'small', 'default', user);
    cluster.advanceTo(cluster.now() + 1_000_000);
    expect(cluster.api.list('pods')).toHaveLength(9);
  });

  it('does not bring down a component that may create nothing', () => {
    quota({ 'count/endpointslices.discovery.k8s.io': '0', 'count/controllerrevisions.apps': '0' });
    create(newService('a', 'ClusterIP'));
    create(newStatefulSet({ claims: false }));
    cluster.settle();
    expect(cluster.api.list('controllerrevisions')).toEqual([]);
  });
});

it('of two claim templates of one name, the last is used', () => {
  const template = (storage: string) => ({
    metadata: { name: 'www' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  });
  create(newStatefulSet({ spec: { replicas: 1, volumeClaimTemplates: [template('1Gi'), template('2Gi')] } }));
  cluster.settle();
  const [claim] = cluster.api.list('persistentvolumeclaims');
  expect(claim!.spec.resources!.requests!['storage']).toBe('2Gi');
  expect(cluster.api.get('pods', 'web-0', 'default')!.status.phase).toBe('Running');
});

it('a container finds its token, namespace and root certificate', () => {
  create(newPod('a'));
  cluster.settle();
  const { uid } = cluster.api.get('pods', 'a', 'default')!.metadata;
  const files = cluster.containers.files(uid, 'main')!;
  const at = '/var/run/secrets/kubernetes.io/serviceaccount';
  expect(files.read(`${at}/namespace`)).toBe('default');
  expect(files.read(`${at}/ca.crt`)).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  const parts = files.read(`${at}/token`)!.split('.');
  expect(parts).toHaveLength(3);
  const claims = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString()) as object;
  expect(claims).toMatchObject({ sub: 'system:serviceaccount:default:default', 'kubernetes.io': { pod: { uid } } });
});
