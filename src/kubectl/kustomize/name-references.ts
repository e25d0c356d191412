/** Updates fields that refer to other objects by name, after these were renamed. */
// Models sigs.k8s.io/kustomize/api/filters/nameref and api/internal/konfig/builtinpluginconsts/namereference.go
import { BuildError } from './build-error.ts';
import { changeField, type FieldSpec, isFields } from './field-specs.ts';
import {
  type Gvk,
  idText,
  isClusterScoped,
  isSelected,
  namespaceOf,
  type Resource,
  type Resources,
} from './resource.ts';

interface Reference {
  /** The kind of the referenced object. */
  readonly to: Partial<Gvk>;
  readonly field: FieldSpec;
}

/** Paths of the Pod spec in the kinds that have one. */
const podSpecs: Readonly<Record<string, string>> = {
  Pod: 'spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  ReplicationController: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
};

const inContainers = (field: string): readonly string[] => [`containers/${field}`, `initContainers/${field}`];

/** Fields of a Pod spec, by the kind that they refer to. */
const inPodSpecs: Readonly<Record<string, readonly string[]>> = {
  'ConfigMap v1': [
    'volumes/configMap/name',
    'volumes/projected/sources/configMap/name',
    ...inContainers('env/valueFrom/configMapKeyRef/name'),
    ...inContainers('envFrom/configMapRef/name'),
  ],
  'Secret v1': [
    'volumes/secret/secretName',
    'volumes/projected/sources/secret/name',
    'imagePullSecrets/name',
    ...inContainers('env/valueFrom/secretKeyRef/name'),
    ...inContainers('envFrom/secretRef/name'),
  ],
  'ServiceAccount v1': ['serviceAccountName'],
  'PersistentVolumeClaim v1': ['volumes/persistentVolumeClaim/claimName'],
  'PriorityClass scheduling.k8s.io/v1': ['priorityClassName'],
};

/** All others: the referenced kind, then the fields and the kinds that have them. */
const others = `
  Deployment spec/scaleTargetRef/name HorizontalPodAutoscaler
  ReplicationController spec/scaleTargetRef/name HorizontalPodAutoscaler
  ReplicaSet spec/scaleTargetRef/name HorizontalPodAutoscaler
  StatefulSet spec/scaleTargetRef/name HorizontalPodAutoscaler
  ConfigMap/v1 rules/resourceNames Role ClusterRole
  Secret/v1 rules/resourceNames Role ClusterRole
  Secret/v1 spec/tls/secretName Ingress
  Secret/v1 imagePullSecrets/name ServiceAccount
  Secret/v1 spec/azureFile/secretName PersistentVolume
  Service/v1 spec/serviceName StatefulSet
  Service/v1 spec/rules/http/paths/backend/service/name Ingress
  Service/v1 spec/defaultBackend/service/name Ingress
  Service/v1 spec/service/name APIService
  Service/v1 webhooks/clientConfig/service ValidatingWebhookConfiguration MutatingWebhookConfiguration
  Role roleRef/name RoleBinding
  ClusterRole roleRef/name RoleBinding ClusterRoleBinding
  ServiceAccount/v1 subjects RoleBinding ClusterRoleBinding
  PersistentVolume/v1 spec/volumeName PersistentVolumeClaim
  PersistentVolume/v1 rules/resourceNames ClusterRole
  StorageClass/v1 spec/storageClassName PersistentVolume PersistentVolumeClaim
  StorageClass/v1 spec/volumeClaimTemplates/spec/storageClassName StatefulSet
  IngressClass/v1 spec/ingressClassName Ingress
`;

const references: readonly Reference[] = [
  ...Object.entries(inPodSpecs).flatMap(([target, fields]) => {
    const [kind = '', apiVersion = ''] = target.split(' ');
    const to = { kind, version: apiVersion.split('/').at(-1)! };
    return Object.entries(podSpecs).flatMap(([holder, spec]) =>
      fields.map((field) => ({
        to,
        field: { of: { kind: holder }, path: `${spec}/${field}`.split('/'), create: false },
      })),
    );
  }),
  ...others
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [target = '', path = '', ...holders] = line.trim().split(' ');
      const [kind = '', version = ''] = target.split('/');
      return holders.map((holder) => ({
        to: { kind, version },
        field: { of: { kind: holder }, path: path.split('/'), create: false },
      }));
    }),
];

/** Replaces former names of resources by their current ones. */
export function fixReferences({ all }: Resources): void {
  // Only references to renamed or moved resources can be outdated.
  const moved = all.filter(({ previous }) => previous.length > 0);
  if (moved.length === 0) return;
  const kinds = new Set(moved.map(({ id }) => id.kind));
  const wanted = references.filter(({ to }) => kinds.has(to.kind!));
  for (const referrer of all) {
    for (const reference of wanted) if (isSelected(referrer.id, reference.field.of)) fix(referrer, reference, moved);
  }
}

function fix(referrer: Resource, { to, field }: Reference, moved: readonly Resource[]): void {
  const named = (name: string, namespace?: unknown): Resource | undefined =>
    find(referrer, to, field, name, moved, typeof namespace === 'string' ? namespace : undefined);
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value === 'string') return named(value)?.id.name ?? value;
    if (!isFields(value) || typeof value['name'] !== 'string') return value;
    const target = named(value['name'], value['namespace']);
    if (target === undefined) return value;
    const { name, namespace } = target.id;
    return { ...value, name, ...(namespace !== '' && { namespace }) };
  };
  changeField(referrer, field, change);
}

/** Returns the only resource that once had the name. */
function find(
  referrer: Resource,
  to: Partial<Gvk>,
  field: FieldSpec,
  name: string,
  moved: readonly Resource[],
  namespace: string | undefined,
): Resource | undefined {
  const role = field.path.join('/') === 'roleRef/name' ? roleOf(referrer) : undefined;
  const found = moved.filter(
    (resource) =>
      resource.previous.some((id) => id.name === name) &&
      resource.previous.some((id) => isSelected(id, to)) &&
      (role === undefined || resource.previous.some((id) => isSelected(id, role))) &&
      (namespace === undefined || resource.ids.some((id) => namespaceOf(id) === namespace)) &&
      reaches(referrer, resource),
  );
  if (found.length < 2) return found[0];
  const near = found.filter(
    ({ prefixes, suffixes }) => endAlike(prefixes, referrer.prefixes) && endAlike(suffixes, referrer.suffixes),
  );
  if (new Set(near.map(({ id }) => id.name)).size < 2) return near[0];
  throw new BuildError(
    `updating name reference in '${field.path.join('/')}' field of '${idText(referrer.id)}':  ` +
      `found multiple possible referrals: ${near.map(({ id }) => idText(id)).join(', ')}`,
  );
}

/** Objects refer to others in their own namespace, and to cluster-scoped ones. */
const reaches = (from: Resource, to: Resource): boolean =>
  isClusterScoped(from.id) ||
  isClusterScoped(to.id) ||
  to.id.kind === 'ServiceAccount' ||
  namespaceOf(from.id) === namespaceOf(to.id);

function roleOf({ object }: Resource): Partial<Gvk> | undefined {
  const { roleRef } = object as { roleRef?: { apiGroup?: string; kind?: string } };
  return roleRef?.kind === undefined ? undefined : { group: roleRef.apiGroup ?? '', kind: roleRef.kind };
}

/** Returns true if the shorter list is a suffix of the longer one. */
function endAlike(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  if (length === 0) return a.length === b.length;
  return a.slice(-length).join() === b.slice(-length).join();
}
