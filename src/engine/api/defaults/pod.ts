/** Defaults of Pod templates, which determine the hash of a revision, and defaults of Pods only. */
// Models kubernetes/pkg/apis/core/v1/defaults.go
import type { PodSpec, PodTemplateSpec } from '../types.ts';
import { change, each, fill, orNull } from './fill.ts';

type Json = Readonly<Record<string, unknown>>;

/** Octal 0644, for the files of a volume. */
const defaultMode = 420;

/** A reference to an image: host, path, tag and digest. */
// Models github.com/distribution/reference/regexp.go
const imageReference =
  /^(?:[a-zA-Z\d](?:[-.a-zA-Z\d]*[a-zA-Z\d])?(?::\d+)?\/)?[a-z\d]+(?:(?:[._/]|__|-+)[a-z\d]+)*(?::([\w][\w.-]{0,127}))?(?:@([A-Za-z][\w+.-]*:[\dA-Fa-f]{32,}))?$/;

/**
 * Returns `Always` for the tag `latest`, and without a tag and a digest; not for a name that is not a valid reference.
 */
function imagePullPolicy(image = ''): 'Always' | 'IfNotPresent' {
  const [reference, tag, digest] = imageReference.exec(image) ?? [];
  const latest = tag === undefined ? reference !== undefined && digest === undefined : tag === 'latest';
  return latest && !/^[\da-f]{64}$/.test(image) ? 'Always' : 'IfNotPresent';
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
    imagePullPolicy: imagePullPolicy(c['image'] as string | undefined),
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
const projection = (source: Json): Json =>
  [
    ['serviceAccountToken', { expirationSeconds: 3600 }] as const,
    ['podCertificate', { maxExpirationSeconds: 86_400 }] as const,
  ].reduce(
    (result, [name, defaults]) => change(result, name, (s: Json) => fill(s, defaults)),
    change(source, 'downwardAPI', items),
  );

const volumeSources: Readonly<Record<string, (source: Json) => Json>> = {
  azureDisk: (source) => fill(source, { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' }),
  image: (source) => fill(source, { pullPolicy: imagePullPolicy(source['reference'] as string | undefined) }),
  iscsi: (source) => fill(source, { iscsiInterface: 'default' }),
  rbd: (source) => fill(source, { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  scaleIO: (source) => fill(source, { storageMode: 'ThinProvisioned', fsType: 'xfs' }),
  secret: withMode,
  configMap: withMode,
  downwardAPI: (source) => withMode(items(source)),
  projected: (source) =>
    withMode(
      orNull(
        change(source, 'sources', (list: Json[]) => each(list, projection)),
        'sources',
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
  // A volume with only a name is an emptyDir.
  return Object.keys(result).length === 1 ? { ...result, emptyDir: {} } : result;
}

/** Defaults of `spec.template.spec`, and of a Pod's `spec`. */
function defaultPodSpec(spec: PodSpec): PodSpec {
  let result: Json = fill(spec as unknown as Json, {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
    schedulerName: 'default-scheduler',
    serviceAccountName: spec.serviceAccount,
    // The list is never absent; validation requires at least one container.
    containers: [],
  });
  // The deprecated field always equals its successor.
  const account = result['serviceAccountName'];
  if (account !== result['serviceAccount']) result = { ...result, serviceAccount: account };
  for (const name of ['initContainers', 'containers', 'ephemeralContainers']) {
    result = change(result, name, (list: Json[]) => each(list, container));
  }
  return change(result, 'volumes', (list: Json[]) => each(list, volume)) as unknown as PodSpec;
}

/** Annotations of Kubernetes 1.7 and earlier, which are removed. */
const initContainerAnnotation = /^pod\.(alpha|beta)\.kubernetes\.io\/init-container(s|-statuses)$/;

function dropInitContainerAnnotations(metadata: Json): Json {
  return change(metadata, 'annotations', (annotations: Json) => {
    const kept = Object.entries(annotations).filter(([key]) => !initContainerAnnotation.test(key));
    if (kept.length === Object.keys(annotations).length) return annotations;
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  });
}

export function defaultPodTemplate(template: PodTemplateSpec): PodTemplateSpec {
  const spec = change(template, 'spec', defaultPodSpec as (spec: never) => unknown);
  return change(spec, 'metadata', dropInitContainerAnnotations as (metadata: never) => unknown);
}

/** A limit without a request is also the request. */
function requestsFromLimits(c: Json): Json {
  return change(c, 'resources', (resources: Json) => {
    const limits = resources['limits'] as Json | undefined;
    if (limits === undefined) return resources;
    const requests = fill((resources['requests'] as Json | undefined) ?? {}, limits);
    return requests === resources['requests'] ? resources : { ...resources, requests };
  });
}

/** With hostNetwork, the container port is the host port. */
const hostPorts = (c: Json): Json =>
  change(c, 'ports', (ports: Json[]) => each(ports, (p) => fill(p, { hostPort: p['containerPort'] })));

/** Sets the defaults that only Pods have, not their templates. */
export function defaultPod(spec: PodSpec): PodSpec {
  let result: Json = fill(defaultPodSpec(spec) as unknown as Json, { enableServiceLinks: true });
  for (const name of ['initContainers', 'containers']) {
    result = change(result, name, (list: Json[]) => each(list, requestsFromLimits));
    if (spec.hostNetwork === true) result = change(result, name, (list: Json[]) => each(list, hostPorts));
  }
  return result as unknown as PodSpec;
}
