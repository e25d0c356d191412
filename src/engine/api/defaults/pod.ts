/** Defaults of a Pod template, which decide a revision's hash, and those that only a Pod gets. */
// Models kubernetes/pkg/apis/core/v1/defaults.go
import type { PodSpec, PodTemplateSpec } from '../types.ts';
import { change, each, fill } from './fill.ts';

type Json = Readonly<Record<string, unknown>>;

/** Octal 0644, of files that a volume is made of. */
const defaultMode = 420;

/** `Always` for `latest`, for no tag; not for a digest. */
function imagePullPolicy(image: string): 'Always' | 'IfNotPresent' {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

const httpGet = (action: Json): Json => fill(action, { path: '/', scheme: 'HTTP' });
const handler = (h: Json): Json => change(change(h, 'httpGet', httpGet), 'grpc', (g: Json) => fill(g, { service: '' }));
const probe = (p: Json): Json =>
  fill(handler(p), { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
const fieldRef = (ref: Json): Json => fill(ref, { apiVersion: 'v1' });
const resourceFieldRef = (ref: Json): Json => fill(ref, { divisor: '0' });
const valueSource = (source: Json): Json =>
  change(change(source, 'fieldRef', fieldRef), 'resourceFieldRef', resourceFieldRef);

function container(c: Json): Json {
  let result = fill(c, {
    resources: {},
    imagePullPolicy: imagePullPolicy((c['image'] as string | undefined) ?? ''),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  result = change(result, 'ports', (ports: Json[]) => each(ports, (p) => fill(p, { protocol: 'TCP' })));
  result = change(result, 'env', (env: Json[]) => each(env, (e) => change(e, 'valueFrom', valueSource)));
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) result = change(result, name, probe);
  return change(result, 'lifecycle', (l: Json) => change(change(l, 'postStart', handler), 'preStop', handler));
}

const items = (source: Json): Json => change(source, 'items', (list: Json[]) => each(list, valueSource));
const withMode = (source: Json): Json => fill(source, { defaultMode });
const serviceAccountToken = (token: Json): Json => fill(token, { expirationSeconds: 3600 });

const volumeSources: Readonly<Record<string, (source: Json) => Json>> = {
  secret: withMode,
  configMap: withMode,
  downwardAPI: (source) => withMode(items(source)),
  projected: (source) =>
    withMode(
      change(source, 'sources', (list: Json[]) =>
        each(list, (s) => change(change(s, 'serviceAccountToken', serviceAccountToken), 'downwardAPI', items)),
      ),
    ),
  hostPath: (source) => fill(source, { type: '' }),
  ephemeral: (source) =>
    change(source, 'volumeClaimTemplate', (t: Json) =>
      change(t, 'spec', (spec: Json) => fill(spec, { volumeMode: 'Filesystem' })),
    ),
};

function volume(v: Json): Json {
  let result = v;
  for (const name in volumeSources) result = change(result, name, volumeSources[name]!);
  // A volume of which nothing is said but the name is an empty directory.
  return Object.keys(result).length === 1 ? { ...result, emptyDir: {} } : result;
}

/** Defaults of `spec.template.spec`, and of a Pod's `spec`. */
export function defaultPodSpec(spec: PodSpec): PodSpec {
  let result: Json = fill(spec as unknown as Json, {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
    schedulerName: 'default-scheduler',
    serviceAccountName: spec.serviceAccount,
  });
  // The deprecated field always says the same as its successor.
  const account = result['serviceAccountName'];
  if (account !== result['serviceAccount']) result = { ...result, serviceAccount: account };
  for (const name of ['initContainers', 'containers', 'ephemeralContainers']) {
    result = change(result, name, (list: Json[]) => each(list, container));
  }
  return change(result, 'volumes', (list: Json[]) => each(list, volume)) as unknown as PodSpec;
}

export function defaultPodTemplate(template: PodTemplateSpec): PodTemplateSpec {
  return change(template, 'spec', defaultPodSpec as (spec: never) => unknown);
}

/** A limit without a request is the request as well. */
function requestsFromLimits(c: Json): Json {
  return change(c, 'resources', (resources: Json) => {
    const limits = resources['limits'] as Json | undefined;
    if (limits === undefined) return resources;
    const requests = fill((resources['requests'] as Json | undefined) ?? {}, limits);
    return requests === resources['requests'] ? resources : { ...resources, requests };
  });
}

/** What a Pod gets beyond what its template got. */
export function defaultPod(spec: PodSpec): PodSpec {
  let result: Json = fill(defaultPodSpec(spec) as unknown as Json, { enableServiceLinks: true });
  for (const name of ['initContainers', 'containers']) {
    result = change(result, name, (list: Json[]) => each(list, requestsFromLimits));
  }
  return result as unknown as PodSpec;
}
