/** Common parts of `kubectl rollout …`: flags, objects and revisions. */
// Models kubectl/pkg/polymorphichelpers/{history,rollback}.go
import {
  canonicalJson,
  type ControllerRevision,
  type Deployment,
  type KubernetesObject,
  type ObjectView,
  type PodTemplateSpec,
  type ResourceInfo,
  type StatefulSet,
} from '../../../engine/index.ts';
import { type Chunk, complain, type KubectlEnvironment, type ParsedArgs } from '../../command.ts';
import { Description } from '../../describe/description.ts';
import { describeTemplate } from '../../describe/pod-template.ts';
import { failure } from '../../errors/failure.ts';
import { hasFiles } from '../../files/files.ts';
import { fileFlags, findObjects, type Found } from '../../resources/find-objects.ts';
import type { FlagSpec } from '../../flags/flags.ts';
import { Aside } from '../../resources/visit.ts';

export const rolloutFlags: readonly FlagSpec[] = [
  ...fileFlags('identifying the resource to get from a server.'),
  { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
];

/** A type alone selects all its objects. */
export function findRollouts(parsed: ParsedArgs, env: KubectlEnvironment): Found {
  if (parsed.args.length === 0 && !hasFiles(parsed.flags)) throw failure('required resource not specified');
  return findObjects(parsed, env, { typeMeansAll: true });
}

/** Prints kubectl's message if a selector, or a type alone, finds no workload. */
export function* noneFound({ targets, errors, listed }: Found, { namespace }: ParsedArgs): Generator<Chunk, boolean> {
  const none = listed && targets.length === 0 && errors.length === 0;
  if (none) yield complain(`No resources found in ${namespace} namespace.\n`);
  return none;
}

/** A current or former template of a workload. */
export interface Revision {
  readonly number: number;
  readonly template: PodTemplateSpec;
  /** Annotations of the object that stores the template. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The ReplicaSet that stores the template, in a Deployment's history. */
  readonly replicaSet?: KubernetesObject;
}

/** Returns a revision as an object: for a Deployment, a ReplicaSet; for a StatefulSet, the set with that template. */
export function objectOf({ replicaSet, template }: Revision, workload: KubernetesObject): KubernetesObject {
  if (replicaSet !== undefined) return replicaSet;
  const { spec, ...rest } = workload as StatefulSet;
  const { volumeClaimTemplates, ...others } = spec;
  // kubectl decodes the set by its Go type, which drops the types of the claim templates.
  const claims = volumeClaimTemplates?.map(({ apiVersion: _, kind: __, ...claim }) => claim);
  return {
    ...rest,
    spec: { ...others, template, ...(claims && { volumeClaimTemplates: claims }) },
  } as KubernetesObject;
}

/** Oldest first; `undefined` for a kind without a history. */
export function revisionsOf(object: KubernetesObject, view: ObjectView): readonly Revision[] | undefined {
  const revisions =
    object.kind === 'StatefulSet'
      ? owned(view, 'controllerrevisions', object).map(fromControllerRevision)
      : object.kind === 'Deployment'
        ? owned(view, 'replicasets', object).flatMap((replicaSet) => {
            const { metadata, spec } = replicaSet;
            const number = Number(metadata.annotations?.[revisionAnnotation] ?? '');
            if (!Number.isInteger(number) || number === 0) return [];
            return [
              {
                number,
                template: spec.template as PodTemplateSpec,
                annotations: metadata.annotations ?? {},
                replicaSet,
              },
            ];
          })
        : undefined;
  return revisions && [...revisions].sort((a, b) => a.number - b.number);
}

export const revisionAnnotation = 'deployment.kubernetes.io/revision';

function owned<R extends 'controllerrevisions' | 'replicasets'>(
  view: ObjectView,
  resource: R,
  { metadata }: KubernetesObject,
) {
  return view
    .list(resource, { namespace: metadata.namespace! })
    .filter((o) => o.metadata.ownerReferences?.some(({ uid, controller }) => controller && uid === metadata.uid));
}

function fromControllerRevision({ metadata, data, revision }: ControllerRevision): Revision {
  const { spec } = data as unknown as { spec: { template: PodTemplateSpec & { $patch?: string } } };
  const { $patch: _, ...template } = spec.template;
  return { number: revision, template, annotations: metadata.annotations ?? {} };
}

/** Returns true if a workload has this template now. A ReplicaSet's own label is not part of it. */
export function hasTemplate({ spec }: StatefulSet | Deployment, { template }: Revision): boolean {
  return canonicalJson(withoutHash(spec.template)) === canonicalJson(withoutHash(template));
}

export function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** `{"" "Pod"}` or `Pod`, as Go prints a kind. */
/** Kinds that the visitors of rollout commands know. */
const visited = 'CronJob DaemonSet Deployment Job Pod ReplicaSet ReplicationController StatefulSet'.split(' ');

/** Returns why kubectl finds nothing that handles the kind: it is unknown to its visitors, or they have no handler. */
export function unhandled(mapping: ResourceInfo, action: string, handler: string): Aside {
  const of = JSON.stringify(goGroupKind(mapping));
  return new Aside(
    visited.includes(mapping.kind)
      ? `no ${handler} has been implemented for ${of}`
      : `error retrieving ${action} for ${of}, no visitor method exists for {${mapping.group} ${mapping.kind}}`,
  );
}

export const goGroupKind = ({ group, kind }: ResourceInfo): string => (group === '' ? kind : `${kind}.${group}`);

/** The template as `kubectl describe` shows it, with tabs. */
export function describeRevision({ template, annotations }: Revision): string {
  const cause = annotations[changeCause];
  const annotated = cause === undefined ? template : withAnnotation(template, changeCause, cause);
  const out = new Description();
  describeTemplate(out, annotated);
  return out.raw();
}

/** True if it may always be overwritten. */
export const changeCause = 'kubernetes.io/change-cause';

const withAnnotation = (template: PodTemplateSpec, key: string, value: string): PodTemplateSpec => ({
  ...template,
  metadata: { ...template.metadata, annotations: { ...template.metadata?.annotations, [key]: value } },
});
