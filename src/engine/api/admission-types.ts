/** Kinds that admission plugins read. */
import type { IIoK8sApiCoreV1PodSpec } from 'kubernetes-models/v1/PodSpec';
import type { KubernetesObject } from './meta-types.ts';

export type ResourceList = Readonly<Record<string, string>>;

export interface ServiceAccount extends KubernetesObject {
  readonly kind: 'ServiceAccount';
  readonly automountServiceAccountToken?: boolean;
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
}

export interface PriorityClass extends KubernetesObject {
  readonly kind: 'PriorityClass';
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: 'Never' | 'PreemptLowerPriority';
}

export interface RuntimeClass extends KubernetesObject {
  readonly kind: 'RuntimeClass';
  readonly overhead?: { readonly podFixed?: ResourceList };
  readonly scheduling?: Pick<IIoK8sApiCoreV1PodSpec, 'nodeSelector' | 'tolerations'>;
}

export interface LimitRange extends KubernetesObject {
  readonly kind: 'LimitRange';
  readonly spec: { readonly limits: readonly LimitRangeItem[] };
}

export interface LimitRangeItem {
  readonly type: string;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
  readonly min?: ResourceList;
  readonly max?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}

export interface ScopeSelectorRequirement {
  readonly scopeName: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface ResourceQuota extends KubernetesObject {
  readonly kind: 'ResourceQuota';
  readonly spec: {
    readonly hard?: ResourceList;
    readonly scopes?: readonly string[];
    readonly scopeSelector?: { readonly matchExpressions?: readonly ScopeSelectorRequirement[] };
  };
  readonly status?: { readonly hard?: ResourceList; readonly used?: ResourceList };
}
