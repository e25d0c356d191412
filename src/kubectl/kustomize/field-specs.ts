/** The fields that transformers change, by kind. */
// Models sigs.k8s.io/kustomize/api/filters/fieldspec and api/internal/konfig/builtinpluginconsts
import { type Gvk, isSelected, type Resource } from './resource.ts';

export interface FieldSpec {
  readonly of: Partial<Gvk>;
  readonly path: readonly string[];
  /** True to create a missing field. */
  readonly create: boolean;
}

/**
 * Reads a table: one path per line, then the kinds that have it, with the group after a dot. `+` before a path creates
 * a missing field; `[]` after a part means that the list must exist. Without kinds, all have it.
 */
function table(text: string): readonly FieldSpec[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [path = '', ...kinds] = line.trim().split(' ');
      const create = path.startsWith('+');
      const parts = path.replace(/^\+/, '').split('/');
      return (kinds.length === 0 ? [''] : kinds).map((kind) => {
        const [name = '', ...group] = kind.split('.');
        return { of: { kind: name, group: group.join('.') }, path: parts, create };
      });
    });
}

const podTemplates = 'ReplicationController Deployment ReplicaSet DaemonSet StatefulSet.apps';
const affinity = ['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
  `${kind}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm`,
  `${kind}/requiredDuringSchedulingIgnoredDuringExecution`,
]);

export const metadataLabels = table('+metadata/labels');

export const claimTemplateLabels = table('+spec/volumeClaimTemplates[]/metadata/labels StatefulSet.apps');

export const templateLabels = table(`
  +spec/template/metadata/labels ${podTemplates} Job.batch
  +spec/jobTemplate/metadata/labels CronJob.batch
  +spec/jobTemplate/spec/template/metadata/labels CronJob.batch
`);

export const selectorLabels = table(`
  +spec/selector Service ReplicationController
  +spec/selector/matchLabels Deployment ReplicaSet DaemonSet StatefulSet.apps
  ${affinity.map((term) => `spec/template/spec/affinity/${term}/labelSelector/matchLabels Deployment.apps StatefulSet.apps`).join('\n')}
  spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels Deployment.apps StatefulSet.apps
  spec/selector/matchLabels Job.batch PodDisruptionBudget.policy
  spec/jobTemplate/spec/selector/matchLabels CronJob.batch
  spec/podSelector/matchLabels NetworkPolicy.networking.k8s.io
  spec/ingress/from/podSelector/matchLabels NetworkPolicy.networking.k8s.io
  spec/egress/to/podSelector/matchLabels NetworkPolicy.networking.k8s.io
`);

export const annotations = table(`
  +metadata/annotations
  +spec/template/metadata/annotations ${podTemplates} Job.batch
  +spec/jobTemplate/metadata/annotations CronJob.batch
  +spec/jobTemplate/spec/template/metadata/annotations CronJob.batch
`);

export const replicas = table('+spec/replicas Deployment ReplicationController ReplicaSet StatefulSet');

type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Changes every field of the resource at the path, in place; in lists, the field of each item. */
export function changeField(resource: Resource, spec: FieldSpec, change: (value: unknown) => unknown): void {
  if (isSelected(resource.id, spec.of)) walk(resource.object, spec.path, spec.create, change);
}

function walk(
  at: unknown,
  [step, ...rest]: readonly string[],
  create: boolean,
  change: (value: unknown) => unknown,
): void {
  if (Array.isArray(at)) {
    for (const item of at) walk(item, [step!, ...rest], create, change);
    return;
  }
  if (!isFields(at)) return;
  const name = step!.replace(/\[\]$/, '');
  const present = Object.hasOwn(at, name) && at[name] !== null;
  if (!present && (!create || name !== step)) return;
  if (rest.length === 0) at[name] = change(present ? at[name] : undefined);
  else {
    if (!present) at[name] = {};
    walk(at[name], rest, create, change);
  }
}
