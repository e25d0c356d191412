// The texts are those of Go's encoding/json, sigs.k8s.io/yaml and apiserver/pkg/endpoints/handlers/patch.go.
import { describe, expect, it } from 'vitest';
import { StatusError } from '../base/status-error.ts';
import { createCluster } from '../index.ts';
import { newStatefulSet } from '../testing/builders.ts';
import type { PatchType } from './api.ts';

const user = { name: 'user', reason: 'test' };

function patched(type: PatchType, body: unknown, subresource?: 'status'): string {
  const cluster = createCluster();
  const before = cluster.api.create(newStatefulSet({}), user);
  const options = { ...(type === 'apply' && { fieldManager: 'test' }), ...(subresource && { subresource }) };
  try {
    const after = cluster.api.patch('statefulsets', 'web', 'default', type, body, user, options);
    return after.metadata.resourceVersion === before.metadata.resourceVersion ? 'unchanged' : 'changed';
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return error.message;
  }
}

const intoMap = (found: string): string =>
  `json: cannot unmarshal ${found} into Go value of type map[string]interface {}`;

describe('a patch with an odd body', () => {
  it.each<[PatchType, unknown, string]>([
    ['strategic', null, 'unchanged'],
    ['strategic', 5, intoMap('number')],
    ['strategic', [], intoMap('array')],
    ['strategic', true, intoMap('bool')],
    ['merge', null, 'Invalid JSON Patch'],
    ['merge', 'x', `error decoding patch: ${intoMap('string')}`],
    ['merge', [{}], `error decoding patch: ${intoMap('array')}`],
    ['json', null, 'unchanged'],
    ['json', {}, 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp'],
    ['json', [1], 'error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp'],
    ['json', [null], 'the server rejected our request due to an error in our request'],
    ['apply', 5, `error decoding YAML: error unmarshaling JSON: while decoding JSON: ${intoMap('number')}`],
    ['apply', null, 'Incorrect version specified in apply patch. Specified patch version: , expected: apps/v1'],
    [
      'apply',
      { apiVersion: 'apps/v2', kind: 'StatefulSet', metadata: { name: 'web' } },
      'Incorrect version specified in apply patch. Specified patch version: apps/v2, expected: apps/v1',
    ],
    [
      'merge',
      { metadata: null },
      'the name of the object (web based on URL) was undeterminable: name must be provided',
    ],
  ])('%s %j: %s', (type, body, expected) => {
    expect(patched(type, body)).toBe(expected);
  });

  it.each<PatchType>(['merge', 'strategic'])('may remove the whole status: %s', (type) => {
    expect(patched(type, { status: null }, 'status')).toMatch(/changed/);
  });

  it.each([null, {}, 5, { operation: 'Update', fieldsV1: 'x' }, { operation: 'Update', fieldsV1: { 'f:spec': 'x' } }])(
    'may send any entry of managedFields: %j',
    (entry) => {
      expect(patched('merge', { metadata: { managedFields: [entry] } })).toMatch(/changed/);
    },
  );
});
