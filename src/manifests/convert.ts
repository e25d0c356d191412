/** Converts manifests from API versions that are no longer served to the served version. */
import type { Manifest } from '../engine/index.ts';
import { type Edit, setFieldOf } from './edit.ts';
import { parseManifests, type Path } from './parse.ts';

const workloads = 'StatefulSet Deployment DaemonSet ReplicaSet';
/** The old version, its kinds, and the version that has the same fields. */
const successors = (
  [
    ['apps/v1beta1', workloads, 'apps/v1'],
    ['apps/v1beta2', workloads, 'apps/v1'],
    ['extensions/v1beta1', workloads, 'apps/v1'],
    ['extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', 'policy/v1'],
    ['batch/v1beta1', 'CronJob', 'batch/v1'],
    ['storage.k8s.io/v1beta1', 'StorageClass', 'storage.k8s.io/v1'],
    [
      'rbac.authorization.k8s.io/v1beta1',
      'Role ClusterRole RoleBinding ClusterRoleBinding',
      'rbac.authorization.k8s.io/v1',
    ],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
    ['scheduling.k8s.io/v1beta1', 'PriorityClass', 'scheduling.k8s.io/v1'],
  ] as const
).flatMap(([version, kinds, successor]) => kinds.split(' ').map((kind) => [`${version} ${kind}`, successor] as const));
const successorOf = new Map<string, string>(successors);

/** The kinds for which the old version's default update strategy was OnDelete. */
const onDelete = new Set(['apps/v1beta1 StatefulSet', 'extensions/v1beta1 DaemonSet']);

type Json = Readonly<Record<string, unknown>>;
type Field = readonly [path: Path, value: string];

const idOf = ({ apiVersion, kind }: Manifest): string => `${apiVersion} ${kind}`;
const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/**
 * Returns the text with each object in a served API version, with the old version's defaults written out. Keeps
 * comments and layout. Returns null if there is nothing to convert, or if a conversion could change the meaning.
 */
export function convertOldApiVersion(text: string): Edit | null {
  const { documents, error } = parseManifests(text);
  if (error) return null;
  let result: Edit | null = null;
  for (const [i, { object }] of documents.entries()) {
    for (const [path, value] of changesFor(object)) {
      const edit: Edit | null = setFieldOf(result?.text ?? text, () => i, path, value);
      if (edit === null) return null;
      result = merged(result, edit);
    }
  }
  return result;
}

function changesFor(object: Manifest): readonly Field[] {
  const successor = successorOf.get(idOf(object));
  if (successor === undefined) return [];
  const version: Field = [['apiVersion'], successor];
  if (successor !== 'apps/v1') return [version];
  const { selector, template, updateStrategy } = record(object['spec']);
  const labels = selector === undefined ? record(record(record(template)['metadata'])['labels']) : {};
  const selected = Object.entries(labels).map(([key, value]): Field => [
    ['spec', 'selector', 'matchLabels', key],
    String(value),
  ]);
  const byHand = onDelete.has(idOf(object)) && record(updateStrategy)['type'] === undefined;
  return [version, ...selected, ...(byHand ? [[['spec', 'updateStrategy', 'type'], 'OnDelete'] as const] : [])];
}

/** Returns the lines of both edits; the second edit may have moved the lines of the first. */
function merged(before: Edit | null, after: Edit): Edit {
  if (before === null) return after;
  const added = after.text.split('\n').length - before.text.split('\n').length;
  const to = before.to >= after.from ? before.to + added : before.to;
  return { text: after.text, from: Math.min(before.from, after.from), to: Math.max(to, after.to) };
}
