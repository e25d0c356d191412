/** `kubectl apply --server-side`: sends each object as it is written, and turns client-side applies into server-side ones. */
// Models kubectl/pkg/cmd/apply/apply.go and client-go/util/csaupgrade
import {
  FieldSet,
  type KubernetesObject,
  lastAppliedAnnotation,
  type ManagedFieldsEntry,
  type Manifest,
  StatusError,
} from '../../engine/index.ts';
import type { ManifestFile } from '../../manifests/parse.ts';
import { optionsOf, type Writing, type Written, warned, warnIfDeleting, writeFiles } from './apply.ts';
import type { Chunk } from '../command.ts';
import { serverSideApply } from '../flags/field-manager.ts';
import type { Failure, Info } from '../files/infos.ts';
import { problemsOf } from '../errors/problems.ts';

export interface ServerSideWriting extends Writing {
  readonly fieldManager: string;
  /** Takes over fields of other managers. */
  readonly force: boolean;
}

/** The manager of the annotation in an object that was once applied by the client. */
const annotationManager = 'kubectl-last-applied';
const annotationPath = ['f:metadata', 'f:annotations', `f:${lastAppliedAnnotation}`];

export const applyServerSide = (
  files: readonly ManifestFile[],
  writing: ServerSideWriting,
): Generator<Chunk, Written> => writeFiles(files, 'apply', writing, (info) => applyOne(info, writing));

function* applyOne(info: Info, writing: ServerSideWriting): Generator<Chunk, Failure | undefined> {
  const { object, name, document } = info;
  if (name === '') {
    const generateName = (object.metadata as { generateName?: string } | undefined)?.generateName;
    const error = generateName
      ? `from ${generateName}: cannot use generate name with apply`
      : 'resource name may not be empty';
    return { error, problems: [{ message: error, position: document.positionOf(['metadata', 'name']) }] };
  }
  const warnings: string[] = [];
  let applied: KubernetesObject;
  try {
    applied = send(info, object, writing, warnings);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const problems = problemsOf(document, error);
    return { error: error.reason === 'Conflict' ? `${error.message}\n${advice}` : error, problems };
  }
  yield* warned(warnings);
  if (writing.dryRun === 'none') applied = migrate(info, applied, writing);
  yield* warnIfDeleting(applied);
  yield* writing.done(info, applied, 'serverside-applied');
  return undefined;
}

function send(
  { mapping, name, namespace }: Info,
  config: Manifest,
  writing: ServerSideWriting,
  warnings: string[],
  { fieldManager, force } = writing,
): KubernetesObject {
  const options = { ...optionsOf(writing, warnings), fieldManager, force };
  return writing.api.patch(mapping.resource, name, namespace, 'apply', config, writing.actor, options);
}

/** Moves the fields of an earlier client-side apply to the server-side manager. */
function migrate(info: Info, applied: KubernetesObject, writing: ServerSideWriting): KubernetesObject {
  const { api, actor, fieldManager } = writing;
  const annotation = applied.metadata.annotations?.[lastAppliedAnnotation];
  let object = applied;
  if (
    fieldManager === serverSideApply &&
    annotation !== undefined &&
    owners(api.managedFields(object), 'Apply').length === 0
  ) {
    const { apiVersion, kind, metadata } = applied;
    const { name, namespace } = metadata;
    const annotations = { [lastAppliedAnnotation]: annotation };
    const config = { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }), annotations } };
    object = send(info, config as Manifest, writing, [], { ...writing, fieldManager: annotationManager, force: false });
  }
  const entries = api.managedFields(object);
  const names = new Set(owners(entries, 'Update').map(({ manager }) => manager));
  const upgraded = [...names].reduce((list, name) => upgrade(list, name, fieldManager), entries);
  if (names.size === 0) return object;
  const operations = [
    { op: 'replace', path: '/metadata/managedFields', value: upgraded },
    { op: 'replace', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
  ];
  api.patch(info.mapping.resource, info.name, info.namespace, 'json', operations, actor, { fieldManager });
  return send(info, info.object, writing, []);
}

const owners = (entries: readonly ManagedFieldsEntry[], operation: string): readonly ManagedFieldsEntry[] =>
  entries.filter((entry) => entry.operation === operation && FieldSet.fromFieldsV1(entry.fieldsV1).has(annotationPath));

/** Returns the entries, with the client-side manager's fields moved to the server-side one. */
function upgrade(entries: readonly ManagedFieldsEntry[], from: string, to: string): readonly ManagedFieldsEntry[] {
  const isFrom = (entry: ManagedFieldsEntry): boolean =>
    entry.manager === from && entry.operation === 'Update' && entry.subresource === undefined;
  const isTo = (entry: ManagedFieldsEntry): boolean =>
    entry.manager === to && entry.operation === 'Apply' && entry.subresource === undefined;
  const target = entries.find(isTo) ?? entries.find(isFrom);
  if (target === undefined) return entries;
  const source = entries.find((entry) => isFrom(entry) && entry.apiVersion === target.apiVersion);
  const set = FieldSet.fromFieldsV1(target.fieldsV1).union(FieldSet.fromFieldsV1(source?.fieldsV1 ?? {}));
  const united = { ...target, manager: to, operation: 'Apply' as const, fieldsV1: set.toFieldsV1() };
  return entries.map((entry) => (entry === target ? united : entry)).filter((entry) => !isFrom(entry));
}

const advice = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;
