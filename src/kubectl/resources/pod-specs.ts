/** The Pod spec in an object of a workload kind, and changes to it. */
// Models kubectl/pkg/polymorphichelpers/updatepodspec.go and kubectl/pkg/cmd/set/set.go (CalculatePatches)
import { type Container, type KubernetesObject, type PodSpec, StatusError, threeWayPatch } from '../../engine/index.ts';
import type { Chunk, KubectlEnvironment } from '../command.ts';
import type { Target } from './find-objects.ts';
import type { Report } from '../flags/print-flags.ts';
import { groupSingular } from './rest-mapper.ts';
import { typedForm } from './typed-form.ts';
import { Aside } from './visit.ts';

const templates = ['deployments', 'replicasets', 'statefulsets', 'daemonsets', 'replicationcontrollers', 'jobs'];

type Json = Readonly<Record<string, unknown>>;

/** The path of the Pod spec; `undefined` for a kind without one. */
export function podSpecPath(resource: string): readonly string[] | undefined {
  if (resource === 'pods') return ['spec'];
  if (templates.includes(resource)) return ['spec', 'template', 'spec'];
  return resource === 'cronjobs' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : undefined;
}

/** Returns the value of `object` at `path`, and a function that replaces it. */
export const fieldsAt = (object: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((o, step) => (o as Json | undefined)?.[step], object);

function withFields(object: Json, [step, ...rest]: readonly string[], value: unknown): Json {
  if (step === undefined) return value as Json;
  return { ...object, [step]: withFields((object[step] ?? {}) as Json, rest, value) };
}

export interface PodSpecChange {
  readonly change: (spec: PodSpec) => PodSpec;
  /** `image updated` */
  readonly operation: string;
  /** Prefix of a refusal, e.g. `failed to patch image update to pod template:`. */
  readonly failed: string;
}

/** Changes the Pod spec of one object by a patch; prints nothing if nothing changes. */
export function* changePodSpec(
  { mapping, name, namespace, live }: Target,
  report: Report,
  env: KubectlEnvironment,
  { change, operation, failed }: PodSpecChange,
): Generator<Chunk, void> {
  const path = podSpecPath(mapping.resource);
  if (path === undefined) {
    const type = `*v1.${mapping.kind}`;
    throw new Aside(
      `error: ${groupSingular(mapping)}/${name} the object is not a pod or does not have a pod template: ${type}`,
    );
  }
  const after = withFields(live as unknown as Json, path, change(fieldsAt(live, path) as PodSpec));
  const patch = threeWayPatch(live, after, live);
  if (Object.keys(patch).length === 0) return;
  let written = after as unknown as KubernetesObject;
  if (report.dryRun !== 'client') {
    try {
      written = env.api.patch(mapping.resource, name, namespace, 'strategic', patch, env.actor, report.options);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw new Aside(`${failed} ${error.message}`);
    }
  }
  yield* report.typed(mapping, typedForm(written), operation);
}

/** Returns the containers whose names match `pattern`, in which `*` matches anything. */
export function selectContainers(containers: readonly Container[], pattern: string): readonly Container[] {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  return containers.filter(({ name }) => expression.test(name));
}
