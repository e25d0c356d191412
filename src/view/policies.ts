/** The policies of a StatefulSet: their fields, their values, and how each is changed. */
import type { FieldEdit } from './field-edit.ts';
import type { StageModel } from './stage-model.ts';

const retention = (field: string) =>
  ({
    path: ['spec', 'persistentVolumeClaimRetentionPolicy', field],
    values: ['Retain', 'Delete'],
    immutable: false,
  }) as const;

/** By the name of the field. The first value is the API server's default. */
export const policies = {
  podManagementPolicy: {
    path: ['spec', 'podManagementPolicy'],
    values: ['OrderedReady', 'Parallel'],
    immutable: true,
  },
  updateStrategy: {
    path: ['spec', 'updateStrategy', 'type'],
    values: ['RollingUpdate', 'OnDelete'],
    immutable: false,
  },
  whenScaled: retention('whenScaled'),
  whenDeleted: retention('whenDeleted'),
} as const;

export type PolicyName = keyof typeof policies;
export type PolicyValue = (typeof policies)[PolicyName]['values'][number];

export const policyNames = Object.keys(policies) as readonly PolicyName[];
export const policyValues = [...new Set(policyNames.flatMap((name) => policies[name].values))];

/** Returns the value that a set has. The API server may know more values than the lab. */
export function policyOf({ podManagementPolicy, updateStrategy, retention }: StageModel, name: PolicyName): string {
  return { podManagementPolicy, updateStrategy, ...retention }[name];
}

/** Returns true if the field can have the value. */
export const hasValue = (name: PolicyName, value: string): boolean =>
  (policies[name].values as readonly string[]).includes(value);

/** Settings that only RollingUpdate has: the API server refuses OnDelete together with them. */
const rollingUpdate = ['spec', 'updateStrategy', 'rollingUpdate'];

/** Returns the merge patch that gives a live set the value. */
export function policyPatch(name: PolicyName, value: string): string {
  const [, ...path] = policies[name].path;
  const [field = '', ...parents] = path.toReversed();
  const fields = { [field]: value, ...(value === 'OnDelete' && { rollingUpdate: null }) };
  const spec = parents.reduce<object>((inner, parent) => ({ [parent]: inner }), fields);
  return JSON.stringify({ spec });
}

/** Returns the same change of a manifest. */
export function policyEdits(name: PolicyName, value: string): readonly [FieldEdit, ...FieldEdit[]] {
  const edit = { path: policies[name].path, value };
  return value === 'OnDelete' ? [edit, { path: rollingUpdate, value: null }] : [edit];
}
