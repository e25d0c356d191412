import { beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from './build.mjs';
import { byKind, references } from './refine.mjs';

/** @type {import('./refine.mjs').Schema} */
let schema;
/** @param {string} name @param {string} field @returns {import('./refine.mjs').Schema | undefined} */
const field = (name, field) => schema.definitions?.[name]?.properties?.[field];

beforeAll(async () => {
  schema = await createSchema();
});

/** @param {object} document @returns {string[]} The definitions that a document is held against. */
function chosenFor(document) {
  return schema.allOf.flatMap((/** @type {import('./refine.mjs').Schema} */ { if: condition, then }) => {
    const holds = Object.entries(condition.properties).every(
      ([name, { const: value }]) => Reflect.get(document, name) === value,
    );
    return holds ? [then.$ref.replace('#/definitions/', '')] : [];
  });
}

describe('the schema of manifests', () => {
  it.each([
    ['apps/v1', 'StatefulSet', 'StatefulSet'],
    ['apps/v1', 'Deployment', 'Deployment'],
    ['v1', 'Service', 'Service'],
    ['v1', 'PersistentVolumeClaim', 'PersistentVolumeClaim'],
    ['v1', 'PersistentVolume', 'PersistentVolume'],
    ['v1', 'Pod', 'Pod'],
    ['v1', 'Node', 'Node'],
    ['v1', 'ConfigMap', 'ConfigMap'],
    ['v1', 'Secret', 'Secret'],
    ['v1', 'Namespace', 'Namespace'],
    ['storage.k8s.io/v1', 'StorageClass', 'StorageClass'],
  ])('holds %s %s against its own kind only', (apiVersion, kind, definition) => {
    expect(chosenFor({ apiVersion, kind })).toEqual([definition]);
  });

  it('holds no kind against a document of another group or of an unknown kind', () => {
    expect(chosenFor({ apiVersion: 'v1', kind: 'StatefulSet' })).toEqual([]);
    expect(chosenFor({ apiVersion: 'batch/v1', kind: 'Job' })).toEqual([]);
    expect(schema.properties?.kind?.enum).not.toContain('Job');
  });

  it('asks for the definitions of a kind that has no apiVersion', () => {
    expect(() => byKind({ Probe: { properties: {} } }, ['Probe'])).toThrow('Probe is no kind');
  });

  it('refers to nothing that it does not define, and defines nothing that is not referred to', () => {
    expect([...references(schema)].sort()).toEqual(Object.keys(schema.definitions ?? {}).sort());
  });

  it('describes fields in Kubernetes’ words', () => {
    expect(field('StatefulSetSpec', 'serviceName')?.markdownDescription).toContain('service');
    expect(field('StatefulSetSpec', 'podManagementPolicy')?.enum).toEqual(['OrderedReady', 'Parallel']);
  });

  it('knows whole numbers, quantities, required fields and unknown ones', () => {
    expect(field('StatefulSetSpec', 'replicas')).toMatchObject({ type: 'integer', default: 1, minimum: 0 });
    expect(schema.definitions?.Quantity?.type).toEqual(['number', 'string']);
    expect(schema.definitions?.StatefulSetSpec).toMatchObject({ additionalProperties: false });
    expect(schema.definitions?.StatefulSetSpec?.required).toEqual(expect.arrayContaining(['selector', 'template']));
  });

  it('takes what `kubectl get -o yaml` prints, and proposes none of it', () => {
    expect(field('StatefulSet', 'status')).toMatchObject({ doNotSuggest: true });
    expect(field('StatefulSet', 'status')).not.toHaveProperty('$ref');
    expect(field('ObjectMeta', 'creationTimestamp')?.type).toContain('null');
  });
});
