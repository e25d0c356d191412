import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Pod } from '../../index.ts';
import { newPod, refusal } from '../../testing/requests.ts';

const user = { name: 'user', reason: 'test' };
let cluster: Cluster;

beforeEach(() => {
  cluster = createCluster();
});

type Spec = Readonly<Record<string, unknown>>;

const create = (manifest: Manifest) => cluster.api.create(manifest, user);
const createPod = (...args: Parameters<typeof newPod>) => create(newPod(...args)) as Pod;

// plugin/pkg/admission/runtimeclass
describe('the plugin RuntimeClass', () => {
  const sandboxed = (more: Spec): void => {
    create({
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'sandbox' },
      handler: 'runsc',
      ...more,
    });
  };
  const inside = { runtimeClassName: 'sandbox' };
  const refused = 'pods "a" is forbidden:';

  it('refuses a Pod whose class does not exist', () => {
    expect(refusal(() => createPod('a', inside))).toBe(`${refused} pod rejected: RuntimeClass "sandbox" not found`);
  });

  it('gives the Pod the overhead of its class, and refuses another one', () => {
    sandboxed({ overhead: { podFixed: { cpu: '250m' } } });
    expect(createPod('b', inside).spec.overhead).toEqual({ cpu: '250m' });
    expect(createPod('c', { ...inside, overhead: { cpu: '250m' } }).spec.overhead).toBeDefined();
    expect(refusal(() => createPod('a', { ...inside, overhead: { cpu: '1' } }))).toBe(
      `${refused} pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead`,
    );
    expect(refusal(() => createPod('a', { overhead: { cpu: '1' } }))).toBe(
      `${refused} pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead`,
    );
  });

  it('adds the node selector and the tolerations of the class', () => {
    const toleration = { key: 'sandbox', operator: 'Exists' };
    sandboxed({ scheduling: { nodeSelector: { runtime: 'sandbox' }, tolerations: [toleration] } });
    const { nodeSelector, tolerations } = createPod('b', { ...inside, nodeSelector: { disk: 'ssd' } }).spec;
    expect(nodeSelector).toEqual({ disk: 'ssd', runtime: 'sandbox' });
    expect(tolerations).toContainEqual(toleration);
    expect(createPod('c', { ...inside, nodeSelector: { runtime: 'sandbox' } }).spec.nodeSelector).toEqual({
      runtime: 'sandbox',
    });
    expect(refusal(() => createPod('a', { ...inside, nodeSelector: { runtime: 'plain' } }))).toBe(
      `${refused} conflict: runtimeClass.scheduling.nodeSelector[runtime] = sandbox; pod.spec.nodeSelector[runtime] = plain`,
    );
  });
});

// plugin/pkg/admission/podtopologylabels
it('the plugin PodTopologyLabels copies zone and region of the node to a Pod that is bound to it or created with it, and no other label', () => {
  const labels = { 'topology.kubernetes.io/zone': 'a', 'topology.kubernetes.io/region': 'r', disk: 'ssd' };
  cluster.api.patch('nodes', 'node-2', undefined, 'merge', { metadata: { labels } }, user);
  createPod('bound', { nodeSelector: { disk: 'ssd' } });
  cluster.settle();
  const { disk: _, ...near } = labels;
  expect(cluster.api.get('pods', 'bound', 'default')!.metadata.labels).toEqual(near);
  expect(createPod('placed', { nodeName: 'node-2' }).metadata.labels).toEqual(near);
});
