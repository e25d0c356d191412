/** Defaults of kinds that are only stored: the fields that `kubectl get -o yaml` shows beyond the manifest. */
// Models kubernetes/pkg/apis/{core,batch,networking,rbac,autoscaling,scheduling}/v1/defaults.go and apps/v1 DaemonSet
import { change, each, fill, orNull } from './fill.ts';
import { defaultPodTemplate } from './pod.ts';

type Json = Readonly<Record<string, unknown>>;
type Defaulter = (object: Json) => Json;

const inSpec =
  (defaults: (spec: Json) => Json): Defaulter =>
  (object) =>
    change(object, 'spec', defaults);

const withTemplate = (spec: Json, defaults: Json): Json =>
  change(fill(spec, defaults), 'template', defaultPodTemplate as (template: never) => unknown);

const tcp = (list: Json[]): readonly Json[] => each(list, (port) => fill(port, { protocol: 'TCP' }));

const rbacGroup = 'rbac.authorization.k8s.io';
const roleBinding: Defaulter = (object) =>
  change(
    change(object, 'roleRef', (ref: Json) => (ref['apiGroup'] ? ref : { ...ref, apiGroup: rbacGroup })),
    'subjects',
    (subjects: Json[]) =>
      each(subjects, (s) => fill(s, { apiGroup: s['kind'] === 'ServiceAccount' ? undefined : rbacGroup })),
  );

const jobSpec = (spec: Json): Json =>
  withTemplate(spec, {
    completions: spec['parallelism'] === undefined ? 1 : undefined,
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: spec['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed',
  });

const rollingUpdate = (strategy: Json): Json =>
  strategy['type'] === 'OnDelete'
    ? strategy
    : change(fill(strategy, { type: 'RollingUpdate', rollingUpdate: {} }), 'rollingUpdate', (r: Json) =>
        fill(r, { maxUnavailable: 1, maxSurge: 0 }),
      );

const policyTypes = (spec: Json): readonly string[] =>
  spec['egress'] === undefined ? ['Ingress'] : ['Ingress', 'Egress'];

const policyRule = (rules: Json[]): readonly Json[] => each(rules, (rule) => change(rule, 'ports', tcp));

/** Moves a Secret's `stringData` into `data`. */
function secret({ stringData, ...rest }: Json): Json {
  const written = Object.entries((stringData ?? {}) as Record<string, string>);
  if (written.length === 0) return fill(rest, { type: 'Opaque' });
  const data = Object.fromEntries(written.map(([key, text]) => [key, base64(text)]));
  return fill({ ...rest, data: { ...(rest['data'] as Json), ...data } }, { type: 'Opaque' });
}

function base64(text: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes = [...encodeURIComponent(text).matchAll(/%(..)|./g)].map(([c, hex]) =>
    hex === undefined ? c.charCodeAt(0) : parseInt(hex, 16),
  );
  let result = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const group = [18, 12, 6, 0].map((shift) => digits[(n >> shift) & 63]).join('');
    result += group.slice(0, bytes.length - i + 1).padEnd(4, '=');
  }
  return result;
}

const cpuAt80 = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
};

/** For a container, the default limit is the maximum; the default request is that limit, or the minimum. */
function limitItem(item: Json): Json {
  const list = (name: string): Json => (item[name] ?? {}) as Json;
  const limits = { ...list('max'), ...list('default') };
  const requests = { ...list('min'), ...limits, ...list('defaultRequest') };
  return {
    ...item,
    ...(Object.keys(limits).length > 0 && { default: limits }),
    ...(Object.keys(requests).length > 0 && { defaultRequest: requests }),
  };
}

/** By kind. */
export const storedDefaulters: Readonly<Record<string, Defaulter>> = {
  Secret: secret,
  Endpoints: (object) =>
    change(object, 'subsets', (subsets: Json[]) => each(subsets, (subset) => change(subset, 'ports', tcp))),
  EndpointSlice: (object) => fill(change(object, 'ports', tcp), { endpoints: [], ports: [] }),
  Event: (object) =>
    fill(object, { involvedObject: {}, source: {}, message: '', reportingComponent: '', reportingInstance: '' }),
  PodTemplate: (object) => withTemplate(object, {}),
  ReplicationController: inSpec((spec) =>
    withTemplate(spec, {
      replicas: 1,
      selector: (spec['template'] as { metadata?: { labels?: Json } } | undefined)?.metadata?.labels,
    }),
  ),
  DaemonSet: inSpec((spec) =>
    change(withTemplate(spec, { updateStrategy: {}, revisionHistoryLimit: 10 }), 'updateStrategy', rollingUpdate),
  ),
  Job: inSpec(jobSpec),
  CronJob: inSpec((spec) =>
    change(
      fill(spec, {
        concurrencyPolicy: 'Allow',
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
      }),
      'jobTemplate',
      inSpec((job) => withTemplate(job, {})),
    ),
  ),
  NetworkPolicy: inSpec((spec) =>
    change(change(fill(spec, { policyTypes: policyTypes(spec) }), 'ingress', policyRule), 'egress', policyRule),
  ),
  HorizontalPodAutoscaler: (object) =>
    change(object, 'spec', (spec: Json) =>
      fill(spec, { minReplicas: 1, metrics: object['apiVersion'] === 'autoscaling/v2' ? [cpuAt80] : undefined }),
    ),
  Role: (object) => orNull(object, 'rules'),
  ClusterRole: (object) => orNull(object, 'rules'),
  RoleBinding: roleBinding,
  ClusterRoleBinding: roleBinding,
  LimitRange: inSpec((spec) =>
    change(
      orNull(spec, 'limits'),
      'limits',
      (limits: Json[] | null) =>
        limits && each(limits, (item) => (item['type'] === 'Container' ? limitItem(item) : item)),
    ),
  ),
  PriorityClass: (object) => fill(object, { preemptionPolicy: 'PreemptLowerPriority' }),
  CustomResourceDefinition: inSpec((spec) =>
    change(fill(spec, { conversion: { strategy: 'None' } }), 'names', (names: Json) =>
      fill(names, { singular: `${names['kind']}`.toLowerCase(), listKind: `${names['kind']}List` }),
    ),
  ),
};
