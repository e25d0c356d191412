/** `kubectl apply -f` and `kubectl create -f`: object by object, going on after a refusal. */
// Models kubernetes/staging/src/k8s.io/kubectl/pkg/cmd/{apply,create}
import {
  type Actor,
  type ApiServer,
  canonicalJson,
  type KubernetesObject,
  type Manifest,
  StatusError,
  threeWayPatch,
} from '../engine/index.ts';
import type { ManifestFile } from '../manifests/parse.ts';
import { aggregate, errorLines, withSource } from './errors.ts';
import { describeInfo, type Failure, type Info, printedName, readInfos } from './infos.ts';
import { type Problem, problemsOf } from './problems.ts';

export interface ApplyResult {
  readonly ok: boolean;
  /** What kubectl prints: answers and warnings in order, then what went wrong. */
  readonly lines: readonly string[];
  /** What went wrong, each with its place in the text. */
  readonly problems: readonly Problem[];
}

/** Says why it could not be done, if so. */
type Act = (info: Info, print: (line: string) => void) => Failure | undefined;

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** Creates what is not there, and brings what is there to what is written, leaving alone what others have set. */
export function applyManifests(api: ApiServer, file: ManifestFile, actor: Actor, namespace = 'default'): ApplyResult {
  return run(api, file, namespace, 'apply', (info, print) => {
    if (info.name === '') return nameless(info);
    const wanted = withLastApplied(info.object);
    const live = api.get(info.mapping.resource, info.name, info.namespace);
    return live === undefined
      ? create(api, info, wanted, actor, print)
      : change(api, info, wanted, live as KubernetesObject, actor, print);
  });
}

/** Creates what is written; what is there already is an error. */
export function createManifests(api: ApiServer, file: ManifestFile, actor: Actor, namespace = 'default'): ApplyResult {
  return run(api, file, namespace, 'create', (info, print) => create(api, info, info.object, actor, print));
}

function run(api: ApiServer, file: ManifestFile, namespace: string, verb: 'apply' | 'create', act: Act): ApplyResult {
  const lines: string[] = [];
  const { infos, unread } = readInfos(api, file, namespace);
  const failed = infos.flatMap((info) => act(info, (line) => lines.push(line)) ?? []);
  if (infos.length === 0 && unread.length === 0) {
    const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const error = `no objects passed to ${verb}`;
    failed.push({ error, problems: [{ message: error, position: start }] });
  }
  const own = unread.map(({ error }) => error);
  const refusals = failed.map(({ error }) => error);
  // apply reads the whole file first; create acts while it reads. Beside others, errors of reading count as one.
  const reading = refusals.length === 0 ? own : aggregate(own);
  lines.push(...errorLines(verb === 'apply' ? [...reading, ...refusals] : [...refusals, ...reading]));
  const problems = [...unread, ...failed].flatMap((failure) => failure.problems);
  return { ok: problems.length === 0, lines, problems };
}

function create(api: ApiServer, info: Info, object: Manifest, actor: Actor, print: (line: string) => void) {
  return refused(
    info,
    (error) => withSource('creating', info.source, error),
    () => {
      const created = api.create(object, actor);
      print(`${printedName(info.mapping, created.metadata.name)} created`);
    },
  );
}

function change(
  api: ApiServer,
  info: Info,
  wanted: Manifest,
  live: KubernetesObject,
  actor: Actor,
  print: (line: string) => void,
) {
  const { mapping, name, namespace, source } = info;
  const before = live.metadata.annotations?.[annotation];
  if (before === undefined) print(missingAnnotation(`${mapping.resource}/${name}`));
  const patch = threeWayPatch(before === undefined ? undefined : parsed(before), wanted, live);
  const same = Object.keys(patch).length === 0;
  return refused(
    info,
    (error) =>
      withSource(
        `applying patch:\n${canonicalJson(patch)}\nto:\n${describeInfo(info)}\nfor:`,
        source,
        withSource('patching', source, error),
      ),
    () => {
      const now = same ? live : api.patch(mapping.resource, name, namespace, 'strategic', patch, actor);
      if (now.metadata.deletionTimestamp !== undefined) {
        print(`Warning: Detected changes to resource ${name} which is currently being deleted.`);
      }
      print(`${printedName(mapping, name)} ${same ? 'unchanged' : 'configured'}`);
    },
    live,
  );
}

/** Runs a request; a refusal is what it says, as kubectl tells it. */
function refused(
  { document }: Info,
  told: (error: StatusError) => StatusError,
  request: () => void,
  live?: KubernetesObject,
): Failure | undefined {
  try {
    request();
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { error: told(error), problems: problemsOf(document, error, live) };
  }
}

/** kubectl finds the live object by its name, so there must be one. */
function nameless(info: Info): Failure {
  const generateName = (info.object.metadata as { generateName?: string } | undefined)?.generateName;
  const error = generateName
    ? `from ${generateName}: cannot use generate name with apply`
    : `error when retrieving current configuration of:\n${describeInfo(info)}\nfrom server for: "${info.source}": resource name may not be empty`;
  const place = generateName ? ['metadata', 'generateName'] : ['metadata', 'name'];
  return { error, problems: [{ message: error, position: info.document.positionOf(place) }] };
}

/** The object with itself, as it is written, in an annotation: what the next apply compares with. */
function withLastApplied(object: Manifest): Manifest {
  const { [annotation]: _, ...annotations } = { ...object.metadata?.annotations };
  const written = { ...object, metadata: { ...object.metadata, annotations } };
  const json = `${canonicalJson(written)}\n`;
  return { ...written, metadata: { ...written.metadata, annotations: { ...annotations, [annotation]: json } } };
}

/** An annotation that somebody has spoilt counts as none. */
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
