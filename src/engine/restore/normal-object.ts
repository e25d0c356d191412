/** The form in which the API server keeps objects, for objects that were read from another one. */
import { decode } from '../api/decode.ts';
import { setDefaults } from '../api/defaults/index.ts';
import { defaultPodTemplate } from '../api/defaults/pod.ts';
import type { ControllerRevision, KubernetesObject, Manifest, PodTemplateSpec } from '../api/types.ts';

/** Kinds with a Pod template: one that an older server has defaulted means the same with our defaults. */
const workloads: ReadonlySet<string> = new Set(['StatefulSet', 'Deployment', 'ReplicaSet', 'DaemonSet']);

/**
 * Returns the object without zero values that mean nothing and without unknown fields; undefined if a field has the
 * wrong type.
 */
export function normalObject(manifest: Manifest): KubernetesObject | undefined {
  const read = decode(manifest);
  const known = 'decoded' in read ? read.decoded : read.known;
  if (known === undefined) return undefined;
  // A slice without endpoints has an empty list of them.
  if (known.kind === 'EndpointSlice') return { endpoints: [], ...known } as never;
  if (known.kind === 'ControllerRevision') return revisionOf(known as unknown as ControllerRevision);
  const gates = { MaxUnavailableStatefulSet: hasMaxUnavailable(known) };
  return (workloads.has(known.kind) ? setDefaults(known, gates) : known) as unknown as KubernetesObject;
}

type Rolling = {
  readonly spec?: { readonly updateStrategy?: { readonly rollingUpdate?: { readonly maxUnavailable?: unknown } } };
};

/** An API server whose feature gate is off drops the field. */
export const hasMaxUnavailable = (object: object): boolean =>
  (object as Rolling).spec?.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined;

type Patch = { readonly spec?: { readonly template?: PodTemplateSpec & { readonly $patch?: string } } };

/** A revision's template in the same form as the set's, so that the two can be compared by what they mean. */
function revisionOf(revision: ControllerRevision): KubernetesObject {
  const { $patch, ...template } = (revision.data as Patch | undefined)?.spec?.template ?? {};
  const read = decode({ apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'template' }, template } as Manifest);
  const known = ('decoded' in read ? read.decoded : read.known) as { template?: PodTemplateSpec } | undefined;
  if ($patch === undefined || known?.template === undefined) return revision as unknown as KubernetesObject;
  return { ...revision, data: { spec: { template: { ...defaultPodTemplate(known.template), $patch } } } } as never;
}
