/** The Pod spec in an object of a workload kind, and changes to it. */
// Models kubectl/pkg/polymorphichelpers/updatepodspec.go and kubectl/pkg/cmd/set/set.go (CalculatePatches)
import {
  type Container,
  type KubernetesObject,
  type PodSpec,
  type ResourceInfo,
  StatusError,
  threeWayPatch,
} from '../../engine/index.ts';
import type { Chunk, KubectlEnvironment } from '../command.ts';
import type { Target } from './find-objects.ts';
import type { Report } from '../flags/print-flags.ts';
import { groupSingular, pluralName } from './rest-mapper.ts';
import { fieldsAt, type Json, podSpecPath, withFields } from './pod-spec-path.ts';
import { asTyped } from './typed.ts';
import { Aside } from './visit.ts';

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
      `error: ${objectName(mapping, name, report).trimEnd()} the object is not a pod or does not have a pod template: ${type}`,
    );
  }
  const after = withFields(live as unknown as Json, path, change(fieldsAt(live, path) as PodSpec));
  const patch = threeWayPatch(live, after, live);
  if (Object.keys(patch).length === 0) return;
  let written = after as unknown as KubernetesObject;
  if (report.local) written = asTyped(written, mapping.resource);
  if (report.dryRun !== 'client') {
    try {
      written = env.api.patch(mapping.resource, name, namespace, 'strategic', patch, env.actor, report.options);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw new Aside(`${failed} ${error.message}`);
    }
  }
  yield* report.typed(mapping, written, operation);
}

/** Returns the name in kubectl's own errors. Without a server, kubectl does not know the resource, and breaks the line. */
export const objectName = (mapping: ResourceInfo, name: string, { local }: Report): string =>
  local ? `${groupSingular(mapping)}/${name}\n` : `${pluralName(mapping)}/${name}`;

/** Changes the selected containers and init containers; returns `undefined` if there is none. */
export function changeContainers(
  spec: PodSpec,
  pattern: string,
  change: (container: Container) => Container,
): PodSpec | undefined {
  const { initContainers, containers } = spec;
  const selected = new Set([
    ...selectContainers(initContainers ?? [], pattern),
    ...selectContainers(containers, pattern),
  ]);
  if (selected.size === 0) return undefined;
  const changed = (all: readonly Container[]): Container[] => all.map((c) => (selected.has(c) ? change(c) : c));
  return {
    ...spec,
    ...(initContainers && { initContainers: changed(initContainers) }),
    containers: changed(containers),
  };
}

/** Returns the containers whose names match `pattern`, in which `*` matches anything. */
export function selectContainers(containers: readonly Container[], pattern: string): readonly Container[] {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  return containers.filter(({ name }) => expression.test(name));
}
