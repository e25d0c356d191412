import { describe, expect, it } from 'vitest';
import type { PodTemplateSpec } from '../../api/types.ts';
import { defaultPodTemplate } from '../../api/defaults/pod.ts';
import { podTemplateHash } from './pod-template-hash.ts';

const template = (tag: string): PodTemplateSpec =>
  defaultPodTemplate({
    metadata: { labels: { app: 'nginx' } },
    spec: { containers: [{ name: 'nginx', image: `registry.k8s.io/nginx-slim:${tag}` }] },
  });

describe('podTemplateHash', () => {
  // Names of ReplicaSets on a real v1.36.2 cluster.
  it.each([
    ['0.21', '66ddc4fdb9'],
    ['0.22', '7c8c998486'],
    ['broken', '644cf8b755'],
  ])('is that of a real cluster: nginx-slim:%s is %s', (tag, hash) => {
    expect(podTemplateHash(template(tag))).toBe(hash);
  });

  it('is that of a real cluster for a list of structs and for pointers to numbers', () => {
    const toleration = (key: string) => ({
      key: `node.kubernetes.io/${key}`,
      operator: 'Exists' as const,
      effect: 'NoExecute' as const,
      tolerationSeconds: 3,
    });
    const spec = {
      tolerations: [toleration('not-ready'), toleration('unreachable')],
      containers: [{ name: 'c', image: 'nginx:1' }],
    };
    expect(podTemplateHash(defaultPodTemplate({ metadata: { labels: { app: 'api' } }, spec }))).toBe('7c8579b956');
  });

  it('changes with the collision count', () => {
    const names = [undefined, 0, 1, 2].map((count) => podTemplateHash(template('0.21'), count));
    expect(new Set(names).size).toBe(4);
  });
});
