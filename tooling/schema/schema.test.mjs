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
    ['apps/v1', 'StatefulSet', 'IStatefulSet'],
    ['apps/v1', 'Deployment', 'IDeployment'],
    ['v1', 'Service', 'IService'],
    ['v1', 'PersistentVolumeClaim', 'IPersistentVolumeClaim'],
    ['v1', 'PersistentVolume', 'IPersistentVolume'],
    ['v1', 'Pod', 'IPod'],
    ['v1', 'Node', 'INode'],
    ['v1', 'ConfigMap', 'IConfigMap'],
    ['v1', 'Secret', 'ISecret'],
    ['v1', 'Namespace', 'INamespace'],
    ['storage.k8s.io/v1', 'StorageClass', 'IStorageClass'],
  ])('holds %s %s against its own kind only', (apiVersion, kind, definition) => {
    expect(chosenFor({ apiVersion, kind })).toEqual([definition]);
  });

  it('holds no kind against a document of another group or of an unknown kind', () => {
    expect(chosenFor({ apiVersion: 'v1', kind: 'StatefulSet' })).toEqual([]);
    expect(chosenFor({ apiVersion: 'batch/v1', kind: 'Job' })).toEqual([]);
    expect(schema.properties?.kind?.enum).not.toContain('Job');
  });

  it('asks for the definitions of a kind that has no apiVersion', () => {
    expect(() => byKind({ IProbe: { properties: {} } }, ['IProbe'])).toThrow('IProbe is no kind');
  });

  it('refers to nothing that it does not define, and defines nothing that is not referred to', () => {
    expect([...references(schema)].sort()).toEqual(Object.keys(schema.definitions ?? {}).sort());
  });

  it('describes fields in Kubernetes’ words', () => {
    expect(field('IStatefulSetSpec', 'serviceName')?.markdownDescription).toContain('service');
    expect(field('IStatefulSetSpec', 'podManagementPolicy')?.enum).toEqual(['OrderedReady', 'Parallel']);
  });

  it('knows whole numbers, quantities, required fields and unknown ones', () => {
    expect(field('IStatefulSetSpec', 'replicas')).toMatchObject({ type: 'integer', default: 1, minimum: 0 });
    expect(schema.definitions?.IQuantity?.type).toEqual(['number', 'string']);
    expect(schema.definitions?.IStatefulSetSpec).toMatchObject({ additionalProperties: false });
    expect(schema.definitions?.IStatefulSetSpec?.required).toEqual(expect.arrayContaining(['selector', 'template']));
  });

  it('takes what `kubectl get -o yaml` prints, and proposes none of it', () => {
    expect(field('IStatefulSet', 'status')).toMatchObject({ doNotSuggest: true });
    expect(field('IStatefulSet', 'status')).not.toHaveProperty('$ref');
    expect(field('IObjectMeta', 'creationTimestamp')?.type).toContain('null');
  });
});
