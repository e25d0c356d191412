// Expected texts: ValidateOwnerReferences in apimachinery/pkg/api/validation/objectmeta.go.
import { expect, it } from 'vitest';
import type { KubernetesObject } from '../types.ts';
import { validateCreate, validateUpdate } from './index.ts';

const configMap = (ownerReferences: readonly object[]): KubernetesObject =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ownerReferences } }) as unknown as KubernetesObject;
const gates = { MaxUnavailableStatefulSet: false };
const refusals = (...owners: object[]): readonly string[] =>
  validateCreate(configMap(owners), gates).map(({ field, message }) => `${field}: ${message}`);
const at = 'metadata.ownerReferences';
const owner = { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' };

it('are complete', () => {
  expect(refusals(owner, { ...owner, apiVersion: 'apps/v1', controller: true, blockOwnerDeletion: false })).toEqual([]);
  expect(refusals({})).toEqual([
    `${at}.apiVersion: Invalid value: "": version must not be empty`,
    `${at}.kind: Invalid value: "": must not be empty`,
    `${at}.name: Invalid value: "": must not be empty`,
    `${at}.uid: Invalid value: "": must not be empty`,
  ]);
  for (const apiVersion of ['apps/', '/', 'a/b/v1']) {
    const why = `${at}.apiVersion: Invalid value: "${apiVersion}": version must not be empty`;
    expect(refusals({ ...owner, apiVersion })).toEqual([why]);
  }
});

it('are checked in updates, too', () => {
  expect(validateUpdate(configMap([{ ...owner, uid: '' }]), configMap([]), gates)).toMatchObject([
    { field: `${at}.uid` },
  ]);
});

it('name one controller at most, and no Event', () => {
  const [a, b] = ['a', 'b'].map((name) => ({ controller: true, apiVersion: 'v1', kind: 'Pod', uid: 'u', name }));
  const shown =
    '[{"apiVersion":"v1","kind":"Pod","name":"a","uid":"u","controller":true},' +
    '{"apiVersion":"v1","kind":"Pod","name":"b","uid":"u","controller":true}]';
  const why = 'Only one reference can have Controller set to true. Found "true" in references for Pod/a and Pod/b';
  expect(refusals(a!, b!)).toEqual([`${at}: Invalid value: ${shown}: ${why}`]);
  expect(refusals({ ...owner, kind: 'Event' })).toEqual([
    `${at}: Invalid value: {"apiVersion":"v1","kind":"Event","name":"p","uid":"u"}: /v1, Kind=Event is disallowed from being an owner`,
  ]);
});
