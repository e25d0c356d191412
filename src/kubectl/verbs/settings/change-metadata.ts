/** Common parts of `kubectl label` and `kubectl annotate`. */
// Models kubectl/pkg/cmd/{label/label,annotate/annotate}.go
import type { KubernetesObject, Manifest } from '../../../engine/index.ts';
import { type Chunk, type KubectlEnvironment, type ParsedArgs, print } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, findObjects, selectorFlags, type Target } from '../../resources/find-objects.ts';
import { hasFiles } from '../../files/files.ts';
import type { FlagSpec, Flags } from '../../flags/flags.ts';
import type { Pairs } from '../../flags/pairs.ts';
import { refuseLocalServerDryRun, type Report, startReport, writingFlags } from '../../flags/print-flags.ts';
import { visitAll } from '../../resources/visit.ts';

type Values = Readonly<Record<string, string>>;

export interface MetadataChange {
  readonly field: 'labels' | 'annotations';
  /** `label` */
  readonly word: string;
  readonly pairs: Pairs;
  /** Throws if an existing value must not be overwritten. */
  readonly checkOverwrite: (values: Values) => void;
  readonly operation: (before: Manifest, after: Manifest, flags: Flags) => string;
  /** Reports that a value to remove does not exist. */
  readonly tellsMissing: boolean;
}

/** Returns the keys that have another value already. */
export const overwritten = ({ set }: Pairs, values: Values): readonly string[] =>
  [...set].flatMap(([key, value]) => (Object.hasOwn(values, key) && values[key] !== value ? [key] : []));

export const metadataFlags = (word: string): readonly FlagSpec[] => [
  ...fileFlags(`identifying the resource to update the ${word}s`),
  ...selectorFlags,
  ...writingFlags,
  { name: 'all', type: 'bool', usage: 'Select all resources, in the namespace of the specified resource types' },
  { name: 'list', type: 'bool', usage: `If true, display the ${word}s for a given resource.` },
  { name: 'local', type: 'bool', usage: `If true, ${word} will NOT contact api-server but run locally.` },
  { name: 'overwrite', type: 'bool', usage: `If true, allow ${word}s to be overwritten.` },
  { name: 'resource-version', type: 'string', usage: 'If non-empty, the update will only succeed at this version.' },
];

export function checkMetadataFlags(
  { flags }: ParsedArgs,
  resources: readonly string[],
  { set, remove }: Pairs,
  word: string,
): void {
  if (flags.bool('list') && flags.string('output') !== '') {
    throw failure('--list and --output may not be specified together');
  }
  if (flags.bool('all') && flags.string('selector') !== '') {
    throw failure('cannot set --all and --selector at the same time');
  }
  if (flags.bool('all') && flags.string('field-selector') !== '') {
    throw failure('cannot set --all and --field-selector at the same time');
  }
  if (flags.bool('local')) checkLocal(flags, resources, word === 'label' ? 'pod' : 'rsrc');
  else if (resources.length === 0 && !hasFiles(flags)) {
    throw failure('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  }
  if (set.size === 0 && remove.length === 0 && !flags.bool('list')) {
    throw failure(`at least one ${word} update is required`);
  }
}

/** @param file The placeholder of a file in the command's messages. */
function checkLocal(flags: Flags, resources: readonly string[], file: string): void {
  refuseLocalServerDryRun(flags);
  const files = `-f ${file}.yaml or --filename=${file}.json`;
  if (resources.length > 0) throw failure(`can only use local files by ${files} when --local=true is set`);
  if (!hasFiles(flags)) throw failure(`one or more files must be specified as ${files}`);
}

export function* changeMetadata(
  parsed: ParsedArgs,
  resources: readonly string[],
  env: KubectlEnvironment,
  change: MetadataChange,
): Generator<Chunk, void> {
  const { flags } = parsed;
  const report = yield* startReport(flags, env);
  const found = findObjects(parsed, env, { args: resources });
  if (!found.single && flags.has('resource-version')) {
    throw failure('--resource-version may only be used with a single resource');
  }
  yield* visitAll(found, (target) => changeOne(target, flags, env, change, found.single, report));
}

function* changeOne(
  target: Target,
  flags: Flags,
  env: KubectlEnvironment,
  change: MetadataChange,
  single: boolean,
  report: Report,
): Generator<Chunk, void> {
  const { mapping, name, namespace } = target;
  const live = target.live!;
  const { field, pairs, word } = change;
  const before = live.metadata[field] ?? {};
  if (change.tellsMissing && report.dryRun !== 'client' && !flags.bool('list')) {
    for (const key of pairs.remove) if (!Object.hasOwn(before, key)) yield print(`${word} "${key}" not found.\n`);
  }
  if (!flags.bool('overwrite')) change.checkOverwrite(before);
  const after = changed(live, field, pairs);
  if (flags.bool('list')) return yield* list(after, field, word, single);
  let written: KubernetesObject = after;
  if (report.dryRun !== 'client') {
    const values = Object.fromEntries([...pairs.set, ...pairs.remove.map((key) => [key, null] as const)]);
    const version = flags.string('resource-version');
    const patch = { metadata: { [field]: values, ...(version !== '' && { resourceVersion: version }) } };
    written = env.api.patch(mapping.resource, name, namespace, 'merge', patch, env.actor, report.options);
  }
  yield* report.done(
    mapping,
    written,
    change.operation(live as unknown as Manifest, after as unknown as Manifest, flags),
  );
}

function changed(live: KubernetesObject, field: 'labels' | 'annotations', { set, remove }: Pairs): KubernetesObject {
  const values: Record<string, string> = { ...live.metadata[field], ...Object.fromEntries(set) };
  for (const key of remove) delete values[key];
  return { ...live, metadata: { ...live.metadata, [field]: values } };
}

function* list(
  { kind, apiVersion, metadata }: KubernetesObject,
  field: 'labels' | 'annotations',
  word: string,
  single: boolean,
): Generator<Chunk, void> {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (!single) yield print(`Listing ${word}s for ${kind}.${group}/${metadata.name}:\n`);
  for (const [key, value] of Object.entries(metadata[field] ?? {}).sort()) {
    yield print(`${single ? '' : ' '}${key}=${value}\n`);
  }
}
