/** Rules for kinds that are only stored, for the errors that are common in manifests. */
// Models kubernetes/pkg/apis/{core,rbac,networking,batch,policy,autoscaling,scheduling}/validation and apiextensions
import type { KubernetesObject, Labels, LabelSelector, PodTemplateSpec } from '../types.ts';
import { isNone, runsForever } from './deployment.ts';
import { equal, valueOf } from '../../base/values.ts';
import {
  atMostAll,
  checked,
  type Errors,
  forbiddenField,
  invalidValue,
  intOrPercent,
  need,
  nonNegative,
  notSupported,
  oneOf,
  required,
} from './errors.ts';
import { internalFields } from './internal-form.ts';
import { type Json, list, record } from './json.ts';
import { selectsTemplate, validateLabelSelector } from './meta.ts';
import { isConfigMapKey, isDns1123Subdomain, isEndpointIp, type NameCheck } from './names.ts';
import { validateCronJob, validateJob } from './batch.ts';
import { validateIngress } from './ingress.ts';
import { validatePodTemplate } from './pod/pod.ts';
import { validateLimitRange, validateResourceQuota } from './pod/resource-limits.ts';

type Rule = (errors: Errors, object: Json) => void;
export interface StoredRules {
  readonly name?: NameCheck;
  readonly object?: (errors: Errors, object: never) => void;
}

const inSpec =
  (rule: Rule) =>
  (errors: Errors, object: KubernetesObject & { readonly spec?: unknown }): void =>
    rule(errors, record(object.spec));

/** A name that can be a segment of a URL, with no further rules: `system:node`. */
const isPathSegment: NameCheck = (value) => [
  ...(value === '.' || value === '..' ? [`may not be '${value}'`] : []),
  ...['/', '%'].filter((c) => value.includes(c)).map((c) => `may not contain '${c}'`),
];

const validateData: Rule = (errors, { data, binaryData }) => {
  for (const [field, entries] of Object.entries({ data, binaryData })) {
    for (const key of Object.keys(record(entries))) {
      checked(errors, `${field}[${key}]`, key, isConfigMapKey);
      if (field === 'data' && Object.hasOwn(record(binaryData), key)) {
        invalidValue(errors, `data[${key}]`, key, 'duplicate of key present in binaryData');
      }
    }
  }
};

/** Required keys of a Secret, by its type. */
const secretKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
};

const validateSecret: Rule = (errors, secret) => {
  validateData(errors, secret);
  for (const key of valueOf(secretKeys, secret['type'] as string) ?? []) {
    if (!(key in record(secret['data']))) required(errors, `data[${key}]`);
  }
};

const validateRules =
  (namespaced: boolean): Rule =>
  (errors, { rules }) =>
    list(rules).forEach(({ verbs, apiGroups, resources, nonResourceURLs }, i) => {
      const at = `rules[${i}]`;
      need(errors, `${at}.verbs`, verbs, 'verbs must contain at least one value');
      if (list(nonResourceURLs).length > 0) {
        const mixed = list(apiGroups).length + list(resources).length > 0;
        const why = 'rules cannot apply to both regular resources and non-resource URLs';
        if (namespaced) {
          const never = 'namespaced rules cannot apply to non-resource URLs';
          invalidValue(errors, `${at}.nonResourceURLs`, nonResourceURLs, never);
        } else if (mixed) invalidValue(errors, `${at}.nonResourceURLs`, nonResourceURLs, why);
        return;
      }
      need(errors, `${at}.apiGroups`, apiGroups, 'resource rules must supply at least one api group');
      need(errors, `${at}.resources`, resources, 'resource rules must supply at least one resource');
    });

const rbac = 'rbac.authorization.k8s.io';

const validateBinding =
  (kinds: readonly string[]): Rule =>
  (errors, { roleRef, subjects }) => {
    const { apiGroup, kind = '', name } = record(roleRef);
    oneOf(errors, 'roleRef.apiGroup', apiGroup, [rbac]);
    oneOf(errors, 'roleRef.kind', kind, kinds);
    need(errors, 'roleRef.name', name);
    list(subjects).forEach((subject, i) => {
      const at = `subjects[${i}]`;
      need(errors, `${at}.name`, subject['name']);
      if (subject['kind'] === 'ServiceAccount') {
        checked(errors, `${at}.name`, subject['name'] as string, isDns1123Subdomain);
        oneOf(errors, `${at}.apiGroup`, subject['apiGroup'], ['']);
        if (kinds.length === 1) need(errors, `${at}.namespace`, subject['namespace']);
      } else if (subject['kind'] === 'User' || subject['kind'] === 'Group') {
        oneOf(errors, `${at}.apiGroup`, subject['apiGroup'], [rbac]);
      } else notSupported(errors, `${at}.kind`, subject['kind'] ?? '', ['ServiceAccount', 'User', 'Group']);
    });
  };

const validateDaemonSet: Rule = (errors, { selector, template, minReadySeconds, updateStrategy }) => {
  const chosen = selector as LabelSelector | undefined;
  if (chosen === undefined) required(errors, 'spec.selector');
  else validateLabelSelector(errors, 'spec.selector', chosen);
  selectsTemplate(errors, chosen, (template as PodTemplateSpec | undefined)?.metadata?.labels);
  if (equal(chosen, {})) invalidValue(errors, 'spec.selector', {}, 'empty selector is invalid for daemonset');
  validatePodTemplate(errors, 'spec.template', template as PodTemplateSpec);
  runsForever(errors, template as PodTemplateSpec, 'DaemonSet');
  nonNegative(errors, 'spec.minReadySeconds', minReadySeconds);
  const { type, rollingUpdate } = record(updateStrategy);
  oneOf(errors, 'spec.updateStrategy', type, ['RollingUpdate', 'OnDelete']);
  const { maxSurge = 0, maxUnavailable = 0 } = record(rollingUpdate);
  if (rollingUpdate !== undefined && isNone(maxSurge) && isNone(maxUnavailable)) {
    required(errors, 'spec.updateStrategy.rollingUpdate.maxUnavailable', 'cannot be 0 when maxSurge is 0');
  }
};

const validateAutoscaler: Rule = (errors, { minReplicas, maxReplicas = 0, scaleTargetRef }) => {
  if ((minReplicas as number) < 1) {
    invalidValue(errors, 'spec.minReplicas', minReplicas, 'must be greater than or equal to 1');
  }
  if ((maxReplicas as number) < 1) invalidValue(errors, 'spec.maxReplicas', maxReplicas, 'must be greater than 0');
  if ((maxReplicas as number) < (minReplicas as number)) {
    invalidValue(errors, 'spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`');
  }
  const target = record(scaleTargetRef);
  for (const name of ['kind', 'name']) need(errors, `spec.scaleTargetRef.${name}`, target[name]);
  const apiVersion = (target['apiVersion'] ?? '') as string;
  // Of the scalable kinds, only ReplicationControllers are in the core group.
  if (!apiVersion.includes('/') && target['kind'] !== 'ReplicationController') {
    invalidValue(errors, 'spec.scaleTargetRef.apiVersion', apiVersion, 'apiVersion must specify API group');
  }
};

const validateBudget: Rule = (errors, spec) => {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const internal = internalFields('PodDisruptionBudgetSpec', spec);
    invalidValue(errors, 'spec', internal, 'minAvailable and maxUnavailable cannot be both set');
  }
  for (const [name, value] of Object.entries({ minAvailable, maxUnavailable })) {
    if (intOrPercent(errors, `spec.${name}`, value as string)) atMostAll(errors, `spec.${name}`, value);
  }
  if (selector !== undefined) validateLabelSelector(errors, 'spec.selector', selector as LabelSelector);
  oneOf(errors, 'spec.unhealthyPodEvictionPolicy', unhealthyPodEvictionPolicy, ['AlwaysAllow', 'IfHealthyBudget']);
};

const validateDefinition: Rule = (errors, { metadata, spec }) => {
  const { group, scope, names, versions } = record(spec);
  const { plural, kind } = record(names);
  const { name } = record(metadata);
  if (name !== `${plural}.${group}`) {
    invalidValue(errors, 'metadata.name', name, 'must be spec.names.plural+"."+spec.group');
  }
  need(errors, 'spec.group', group);
  if (!scope) required(errors, 'spec.scope');
  else oneOf(errors, 'spec.scope', scope, ['Cluster', 'Namespaced']);
  list(versions).forEach((version, i) => {
    if (record(version['schema'])['openAPIV3Schema'] === undefined) {
      required(errors, `spec.versions[${i}].schema.openAPIV3Schema`, 'schemas are required');
    }
  });
  if (list(versions).filter((version) => version['storage'] === true).length !== 1) {
    const why = 'must have exactly one version marked as storage version';
    invalidValue(errors, 'spec.versions', versions ?? null, why);
  }
  need(errors, 'spec.names.plural', plural);
  need(errors, 'spec.names.kind', kind);
};

const validateEndpoints: Rule = (errors, { subsets }) =>
  list(subsets).forEach(({ addresses, notReadyAddresses }, i) => {
    const at = `subsets[${i}]`;
    if (list(addresses).length + list(notReadyAddresses).length === 0) {
      required(errors, at, 'must specify `addresses` or `notReadyAddresses`');
    }
    for (const [name, entries] of Object.entries({ addresses, notReadyAddresses })) {
      list(entries).forEach(({ ip }, j) => checked(errors, `${at}.${name}[${j}].ip`, ip as string, isEndpointIp));
    }
  });

const validateEndpointSlice: Rule = (errors, { addressType, endpoints }) => {
  if (!addressType) required(errors, 'addressType');
  else oneOf(errors, 'addressType', addressType, ['FQDN', 'IPv4', 'IPv6']);
  list(endpoints).forEach(({ addresses }, i) => {
    const at = `endpoints[${i}].addresses`;
    need(errors, at, addresses, 'must contain at least 1 address');
    const isAddress = addressType === 'FQDN' ? isDns1123Subdomain : isEndpointIp;
    ((addresses ?? []) as readonly string[]).forEach((a, j) => checked(errors, `${at}[${j}]`, a, isAddress));
  });
};

const validateReplicationController: Rule = (errors, { selector, template, replicas, minReadySeconds }) => {
  nonNegative(errors, 'spec.minReadySeconds', minReadySeconds);
  if (Object.keys(record(selector)).length === 0) required(errors, 'spec.selector');
  nonNegative(errors, 'spec.replicas', replicas);
  if (template === undefined) {
    required(errors, 'spec.template');
    return;
  }
  const chosen = { matchLabels: record(selector) as Labels };
  selectsTemplate(errors, chosen, (template as PodTemplateSpec).metadata?.labels);
  validatePodTemplate(errors, 'spec.template', template as PodTemplateSpec);
  runsForever(errors, template as PodTemplateSpec, 'ReplicationController');
};

/** The PriorityClasses of Kubernetes itself. */
const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

const preemptionPolicies = ['PreemptLowerPriority', 'Never'];

/** By kind. */
export const storedRules: Readonly<Record<string, StoredRules>> = {
  ConfigMap: { object: validateData },
  Secret: { object: validateSecret },
  Endpoints: { object: validateEndpoints },
  EndpointSlice: { object: validateEndpointSlice },
  ReplicationController: { object: inSpec(validateReplicationController) },
  Role: { name: isPathSegment, object: validateRules(true) },
  ClusterRole: { name: isPathSegment, object: validateRules(false) },
  RoleBinding: { name: isPathSegment, object: validateBinding(['Role', 'ClusterRole']) },
  ClusterRoleBinding: { name: isPathSegment, object: validateBinding(['ClusterRole']) },
  PodTemplate: {
    object: (errors, { template }: Json) => validatePodTemplate(errors, 'template', template as PodTemplateSpec),
  },
  Ingress: { object: inSpec(validateIngress) },
  DaemonSet: { object: inSpec(validateDaemonSet) },
  Job: { object: validateJob },
  CronJob: {
    object: (errors, { metadata, spec }: Json) => {
      validateCronJob(errors, record(spec));
      const { name } = metadata as { readonly name: string };
      if (name.length > 52) invalidValue(errors, 'metadata.name', name, 'must be no more than 52 characters');
    },
  },
  HorizontalPodAutoscaler: { object: inSpec(validateAutoscaler) },
  CustomResourceDefinition: { object: validateDefinition },
  PodDisruptionBudget: { object: inSpec(validateBudget) },
  ResourceQuota: { object: inSpec(validateResourceQuota) },
  LimitRange: { object: inSpec(validateLimitRange) },
  VolumeAttributesClass: {
    object: (errors, { driverName, parameters }: Json) => {
      need(errors, 'driverName', driverName);
      need(errors, 'parameters', Object.keys(record(parameters)), 'must contain at least one key/value pair');
    },
  },
  PriorityClass: {
    object: (errors, { metadata, value, globalDefault, preemptionPolicy }: Json) => {
      const { name } = metadata as { readonly name: string };
      if (name.startsWith('system-')) {
        const known = systemPriorities[name];
        const error =
          known === undefined
            ? `${name} is not a known system priority class`
            : value !== known
              ? `value of ${name} PriorityClass must be ${known}`
              : globalDefault === true && `globalDefault of ${name} PriorityClass must be false`;
        const why = "priority class names with 'system-' prefix are reserved for system use only. error: ";
        if (error) forbiddenField(errors, 'metadata.name', why + error);
      } else if ((value as number) > 1_000_000_000) {
        forbiddenField(errors, 'value', 'maximum allowed value of a user defined priority is 1000000000');
      }
      if (preemptionPolicy === '') required(errors, 'preemptionPolicy');
      else if (preemptionPolicy !== undefined && !preemptionPolicies.includes(preemptionPolicy as string)) {
        notSupported(errors, 'preemptionPolicy', preemptionPolicy, preemptionPolicies);
      }
    },
  },
};
