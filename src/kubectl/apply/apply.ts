/** Applies or creates the objects of files one by one, and continues after a refusal. */
// Models kubernetes/staging/src/k8s.io/kubectl/pkg/cmd/{apply,create}
import {
  type Actor,
  type ApiServer,
  canonicalJson,
  type KubernetesObject,
  lastAppliedAnnotation,
  type Manifest,
  StatusError,
  strategicMergePatch,
  threeWayPatch,
  type WriteOptions,
} from '../../engine/index.ts';
import type { ManifestFile } from '../../manifests/parse.ts';
import { getObject } from '../client/client.ts';
import { type Chunk, complain, pause, print, serverWarning } from '../command.ts';
import { aggregate, type CommandError, errorLines, withSource } from '../errors/errors.ts';
import { clientSideApply } from '../flags/field-manager.ts';
import { describeInfo, type Failure, type Info, printedName, readInfos } from '../files/infos.ts';
import { type Problem, problemsOf } from '../errors/problems.ts';

export interface ApplyResult {
  readonly ok: boolean;
  /** The output of kubectl: answers and warnings in order, then the errors. */
  readonly lines: readonly string[];
  /** Errors, each with its place in the text. */
  readonly problems: readonly Problem[];
}

/** Options for writing objects of files. */
export interface Writing {
  readonly api: ApiServer;
  readonly actor: Actor;
  /** Namespace of objects without one. */
  readonly namespace: string;
  /** `client` sends nothing, `server` stores nothing. */
  readonly dryRun: 'none' | 'client' | 'server';
  /** Treatment of unknown fields; `Strict` by default. */
  readonly fieldValidation?: NonNullable<WriteOptions['fieldValidation']>;
  /** The field manager. */
  readonly fieldManager: string;
  /** Reports the result for one object: `created`, `configured`, `unchanged`. */
  readonly done: (info: Info, object: KubernetesObject | Manifest, operation: string) => Generator<Chunk, void>;
  /** True to store a created object in the annotation, for a later apply. */
  readonly saveConfig?: boolean;
  /**
   * Deletes an object whose change was refused, to create it again.
   * @returns true once it is gone.
   */
  readonly recreate?: (info: Info) => Generator<Chunk, boolean>;
}

export interface Written {
  readonly errors: readonly CommandError[];
  readonly problems: readonly Problem[];
}

/** The error, if it failed. */
type Act = (info: Info, writing: Writing) => Generator<Chunk, Failure | undefined>;

export const lastApplied = lastAppliedAnnotation;
const annotation = lastApplied;

/** Creates missing objects, and updates existing ones to the written fields; fields that others have set stay. */
export const applyFiles = (files: readonly ManifestFile[], writing: Writing): Generator<Chunk, Written> =>
  writeFiles(files, 'apply', writing, function* (info) {
    if (info.name === '') return nameless(info);
    const wanted = withLastApplied(info.object);
    const live = getObject(writing.api, info.mapping, info.name, info.namespace);
    return live === undefined ? yield* create(info, wanted, writing) : yield* change(info, wanted, live, writing);
  });

/** Creates objects; an existing one is an error. */
export const createFiles = (files: readonly ManifestFile[], writing: Writing): Generator<Chunk, Written> =>
  writeFiles(files, 'create', writing, (info) =>
    create(info, writing.saveConfig ? withLastApplied(info.object) : info.object, writing),
  );

/** Does the same as {@link applyFiles} for a text, without waiting. */
export const applyManifests = (api: ApiServer, file: ManifestFile, actor: Actor, namespace = 'default'): ApplyResult =>
  atOnce(applyFiles([file], plainly(api, actor, namespace, clientSideApply)));

/** Does the same as {@link createFiles} for a text, without waiting. */
export const createManifests = (api: ApiServer, file: ManifestFile, actor: Actor, namespace = 'default'): ApplyResult =>
  atOnce(createFiles([file], plainly(api, actor, namespace, 'kubectl-create')));

const plainly = (api: ApiServer, actor: Actor, namespace: string, fieldManager: string): Writing => ({
  api,
  fieldManager,
  actor,
  namespace,
  dryRun: 'none',
  *done({ mapping }, object, operation) {
    yield print(`${printedName(mapping, object.metadata?.name ?? '')} ${operation}\n`);
  },
});

function atOnce(run: Generator<Chunk, Written>): ApplyResult {
  let text = '';
  let step = run.next();
  for (; !step.done; step = run.next()) {
    const chunk = step.value;
    if (typeof chunk === 'object' && !('until' in chunk)) text += (chunk.stdout ?? '') + (chunk.stderr ?? '');
  }
  const { errors, problems } = step.value;
  const lines = [...text.split('\n').slice(0, -1), ...errorLines(errors)];
  return { ok: problems.length === 0, lines, problems };
}

export function* writeFiles(
  files: readonly ManifestFile[],
  verb: 'apply' | 'create',
  writing: Writing,
  act: Act,
): Generator<Chunk, Written> {
  const read = files.map((file) => readInfos(writing.api, file, writing.namespace));
  const infos = read.flatMap((file) => file.infos);
  const unread = read.flatMap((file) => file.unread);
  const failed: Failure[] = [];
  for (const info of infos) {
    yield pause;
    const failure = yield* act(info, writing);
    if (failure !== undefined) failed.push(failure);
  }
  if (infos.length === 0 && unread.length === 0) {
    const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const error = `no objects passed to ${verb}`;
    failed.push({ error, problems: [{ message: error, position: start }] });
  }
  const own = unread.map(({ error }) => error);
  const refusals = failed.map(({ error }) => error);
  // apply reads the whole file first; create acts while it reads. Among other errors, all read errors count as one.
  const reading = refusals.length === 0 ? own : aggregate(own);
  const errors = verb === 'apply' ? [...reading, ...refusals] : [...refusals, ...reading];
  return { errors, problems: [...unread, ...failed].flatMap((failure) => failure.problems) };
}

function* create(info: Info, object: Manifest, writing: Writing): ReturnType<Act> {
  const { api, actor, dryRun, done } = writing;
  let created: Manifest | KubernetesObject = object;
  const warnings: string[] = [];
  const failure = refused(
    info,
    (error) => withSource('creating', info.source, error),
    () => {
      const options = optionsOf(writing, warnings);
      if (dryRun !== 'client') created = api.create(object, actor, options);
    },
  );
  yield* warned(warnings);
  if (failure === undefined) yield* done(info, created, 'created');
  return failure;
}

function* change(info: Info, wanted: Manifest, live: KubernetesObject, writing: Writing): ReturnType<Act> {
  const { mapping, name, namespace, source } = info;
  const { api, actor, dryRun, done, recreate } = writing;
  if (live.metadata.annotations?.[annotation] === undefined) {
    yield complain(`${missingAnnotation(`${mapping.resource}/${name}`)}\n`);
  }
  const patch = patchFor(wanted, live);
  const same = Object.keys(patch).length === 0;
  let now = live;
  const warnings: string[] = [];
  const applying = `applying patch:\n${canonicalJson(patch)}\nto:\n${describeInfo(info)}\nfor:`;
  const failure = refused(
    info,
    (error) => withSource(applying, source, withSource('patching', source, error)),
    () => {
      if (same) return;
      if (dryRun === 'client') return void (now = strategicMergePatch(live, patch) as KubernetesObject);
      const options = optionsOf(writing, warnings);
      now = api.patch(mapping.resource, name, namespace, 'strategic', patch, actor, options);
    },
    live,
  );
  yield* warned(warnings);
  if (failure !== undefined) {
    const mayHelp = typeof failure.error !== 'string' && ['Conflict', 'Invalid'].includes(failure.error.reason);
    if (recreate === undefined || !mayHelp) return failure;
    const gone = yield* recreate(info);
    if (!gone) {
      const sent = `applying patch:\n${canonicalJson(wanted)}\n\nto:\n${describeInfo(info)}\nfor:`;
      return { error: `error when ${sent} "${source}": context deadline exceeded`, problems: failure.problems };
    }
    now = api.create(wanted, actor, optionsOf(writing, []));
  }
  yield* warnIfDeleting(now);
  yield* done(info, now, same ? 'unchanged' : 'configured');
  return undefined;
}

export function* warnIfDeleting({ metadata }: KubernetesObject): Generator<Chunk, void> {
  if (metadata.deletionTimestamp === undefined) return;
  yield complain(`Warning: Detected changes to resource ${metadata.name} which is currently being deleted.\n`);
}

export const optionsOf = (
  { dryRun, fieldValidation = 'Strict', fieldManager }: Writing,
  warnings: string[],
): WriteOptions => ({
  dryRun: dryRun === 'server',
  fieldManager,
  fieldValidation,
  onWarning: (text) => warnings.push(text),
});

export function* warned(warnings: readonly string[]): Generator<Chunk, void> {
  for (const warning of warnings) yield serverWarning(warning);
}

/** Sends a request. Returns its refusal in kubectl's words. */
function refused(
  { document }: Info,
  reword: (error: StatusError) => StatusError,
  request: () => void,
  live?: KubernetesObject,
): Failure | undefined {
  try {
    request();
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { error: reword(error), problems: problemsOf(document, error, live) };
  }
}

/** kubectl finds the live object by its name, so it needs one. */
function nameless(info: Info): Failure {
  const generateName = (info.object.metadata as { generateName?: string } | undefined)?.generateName;
  const error = generateName
    ? `from ${generateName}: cannot use generate name with apply`
    : `error when retrieving current configuration of:\n${describeInfo(info)}\nfrom server for: "${info.source}": resource name may not be empty`;
  const place = generateName ? ['metadata', 'generateName'] : ['metadata', 'name'];
  return { error, problems: [{ message: error, position: info.document.positionOf(place) }] };
}

/**
 * Returns the object for the comparison of a client-side apply: with annotations, even if empty, and without the last
 * applied configuration.
 */
export function configuration(object: Manifest): Manifest {
  const { [annotation]: _, ...annotations } = { ...object.metadata?.annotations };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** Returns the object as it is written, without the annotation. */
export const withoutLastApplied = (object: Manifest): Manifest =>
  object.metadata?.annotations?.[annotation] === undefined ? object : configuration(object);

/** Returns the patch from a live object to the written one. */
export function patchFor(wanted: Manifest, live: KubernetesObject): Readonly<Record<string, unknown>> {
  const before = live.metadata.annotations?.[annotation];
  return threeWayPatch(before === undefined ? undefined : parsed(before), wanted, live);
}

/** Returns the object with its written form in the annotation, with which the next apply compares. */
export function withLastApplied(object: Manifest): Manifest {
  const written = configuration(object);
  const annotations = { ...written.metadata?.annotations, [annotation]: `${canonicalJson(written)}\n` };
  return { ...written, metadata: { ...written.metadata, annotations } };
}

/** An invalid annotation counts as absent. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const missingAnnotation = (resource: string): string =>
  `Warning: resource ${resource} is missing the ${annotation} annotation which is required by kubectl apply. ` +
  'kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. ' +
  'The missing annotation will be patched automatically.';
