// Expected: kubernetes/pkg/registry/batch/job/strategy.go and pkg/apis/batch/validation (validateGeneratedSelector)
import { expect, it } from 'vitest';
import { createCluster, type KubernetesObject, type Manifest } from '../index.ts';
import { actor } from '../testing/scenario.ts';

interface Job extends KubernetesObject {
  readonly spec: { readonly selector: object; readonly template: { readonly metadata: { readonly labels: object } } };
}

const create = (spec: object, metadata: object = {}, template: object = {}): Job =>
  createCluster().api.create(
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j', ...metadata },
      spec: {
        template: {
          metadata: template,
          spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox:1' }] },
        },
        ...spec,
      },
    } as Manifest,
    actor,
  ) as Job;

it('a Job selects its Pods by its uid, and has their labels', () => {
  const { metadata, spec } = create({});
  const labels = {
    'batch.kubernetes.io/controller-uid': metadata.uid,
    'batch.kubernetes.io/job-name': 'j',
    'controller-uid': metadata.uid,
    'job-name': 'j',
  };
  expect(spec.selector).toEqual({ matchLabels: { 'batch.kubernetes.io/controller-uid': metadata.uid } });
  expect(spec.template.metadata.labels).toEqual(labels);
  expect(metadata.labels).toEqual(labels);
});

it('keeps labels of its own', () => {
  const { metadata, spec } = create({}, { labels: { team: 'a' } }, { labels: { app: 'b' } });
  expect(metadata.labels).toEqual({ team: 'a' });
  expect(spec.template.metadata.labels).toMatchObject({ app: 'b', 'job-name': 'j' });
});

it('takes a selector of its own only where it says so', () => {
  const selector = { matchLabels: { app: 'b' } };
  const own = create({ manualSelector: true, selector }, {}, { labels: { app: 'b' } });
  expect(own.spec).toMatchObject({ selector, template: { metadata: { labels: { app: 'b' } } } });
  expect(() => create({ selector }, {}, { labels: { app: 'b' } })).toThrow(/^Job.*: `selector` not auto-generated$/);
});
