/**
 * The images that a dump's nodes list decide whether a container starts without a pull.
 * https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importCluster } from '../../src/import/import-cluster.ts';
import { plan } from '../../src/plan/plan.ts';
import type { Pair } from '../../src/plan/testing/compare-pair.ts';
import { english } from './english.ts';

const recording = new URL('../../src/plan/testing/recordings/01-healthy-scale-up.json', import.meta.url);
const { dump } = JSON.parse(readFileSync(recording, 'utf8')) as Pair;

/** Changes the image and its policy, where each node lists images. Returns what the first replaced Pod waits for. */
function waitingFor(image: string, imagePullPolicy: string, listed: readonly string[]): string | undefined {
  const images = listed.map((name) => ({ names: [name], sizeBytes: 1 }));
  const text = dump.replaceAll('    nodeInfo:\n', `    images: ${JSON.stringify(images)}\n    nodeInfo:\n`);
  expect(text).not.toBe(dump);
  const containers = [{ name: 'nginx', image, imagePullPolicy }];
  const command = `kubectl patch sts web -p '${JSON.stringify({ spec: { template: { spec: { containers } } } })}'`;
  const { state } = plan(importCluster([{ name: 'dump', text }], 'keep'), { command }, {}, english);
  const pods = state['pods'] as readonly { readonly name: string; readonly waiting?: string }[];
  return pods.find(({ name }) => name === 'web-2')?.waiting;
}

describe('an image that the nodes', () => {
  const others = ['registry.k8s.io/nginx-slim:0.21'];

  it('have is not pulled, though no registry has it', () => {
    expect(waitingFor('shop:broken', 'IfNotPresent', ['docker.io/library/shop:broken'])).toBeUndefined();
    expect(waitingFor('shop:broken', 'Never', ['docker.io/library/shop:broken'])).toBeUndefined();
  });

  it('have is pulled with the policy Always', () => {
    expect(waitingFor('shop:broken', 'Always', ['docker.io/library/shop:broken'])).toMatch(/Pull/);
  });

  it('lack is pulled, and does not start with the policy Never', () => {
    expect(waitingFor('shop:1', 'IfNotPresent', others)).toBeUndefined();
    expect(waitingFor('shop:1', 'Never', others)).toBe('ErrImageNeverPull');
  });

  it('may have does start: a node lists at most 50 images', () => {
    const many = Array.from({ length: 50 }, (_, i) => `docker.io/library/other:${i}`);
    expect(waitingFor('shop:1', 'Never', many)).toBeUndefined();
  });
});
