/** `kubectl diff`: shows what apply would change. */
// Models kubectl/pkg/cmd/diff/diff.go, and diff(1), which it runs
import { type KubernetesObject, timestamp, valueOf, type WriteOptions } from '../../../engine/index.ts';
import { writeYaml } from '../../../manifests/write-yaml.ts';
import { configuration, patchFor } from '../../apply/apply.ts';
import { getObject } from '../../client/client.ts';
import { unifiedDiff } from '../../diff/formats.ts';
import {
  type Chunk,
  type Command,
  type KubectlEnvironment,
  type ParsedArgs,
  print,
  serverWarning,
} from '../../command.ts';
import { CommandFailure, failure, toFailure, usageFailure } from '../../errors/failure.ts';
import { withManagedFields } from '../../flags/field-manager.ts';
import { fileFlags, hasFiles } from '../../files/files.ts';
import { findObjects } from '../../resources/find-objects.ts';
import type { Flags } from '../../flags/flags.ts';
import type { Info } from '../../files/infos.ts';
import { matchesLabels, parseLabelSelector } from '../../resources/label-selector.ts';
import { visitAll } from '../../resources/visit.ts';

interface Version {
  /** Name of the file for the object. */
  readonly file: string;
  readonly live: KubernetesObject | undefined;
  readonly merged: KubernetesObject;
}

export const diff: Command = {
  name: 'diff',
  short: 'Diff the live version against a would-be applied version',
  usage: '-f FILENAME',
  flags: [
    ...fileFlags('Filename, directory, or URL to files contains the configuration to diff'),
    { name: 'concurrency', type: 'int', default: '1', usage: 'Number of objects to process in parallel.' },
    { name: 'field-manager', type: 'string', usage: 'Name of the manager used to track field ownership.' },
    { name: 'force-conflicts', type: 'bool', usage: 'If true, server-side apply will force the changes.' },
    { name: 'prune', type: 'bool', usage: '', absent: 'the lab does not compare what apply --prune would delete' },
    { name: 'prune-allowlist', type: 'strings', hidden: true, usage: '' },
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    { name: 'server-side', type: 'bool', usage: 'If true, apply runs in the server instead of the client.' },
    { name: 'show-managed-fields', type: 'bool', usage: 'If true, include managed fields in the diff.' },
  ],
  completes: 'none',
  *run(parsed, env) {
    try {
      const { args, flags, path } = parsed;
      if (args.length > 0) throw usageFailure(path, `Unexpected args: [${args.join(' ')}]`);
      if (flags.bool('force-conflicts') && !flags.bool('server-side')) {
        throw failure('--force-conflicts only works with --server-side');
      }
      if (!hasFiles(flags)) throw failure('must specify one of -f and -k');
      const text = compareAll(yield* readVersions(parsed, env), env.cluster.now());
      yield print(text);
      return text === '' ? 0 : 1;
    } catch (thrown) {
      // 1 means that there are differences.
      const { lines, stdout } = toFailure(thrown);
      throw new CommandFailure(lines, 2, stdout);
    }
  },
};

function* readVersions(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, readonly Version[]> {
  const { flags } = parsed;
  const requirements = parseLabelSelector(flags.string('selector'));
  const shown = (object: KubernetesObject): KubernetesObject =>
    flags.bool('show-managed-fields') ? withManagedFields(env.api, object) : object;
  const found = findObjects(parsed, env, { mustExist: false });
  const targets = found.targets.filter(({ info }) => matchesLabels(info!.object.metadata?.labels, requirements));
  const versions: Version[] = [];
  yield* visitAll({ ...found, targets }, function* ({ info }) {
    const live = getObject(env.api, info!.mapping, info!.name, info!.namespace);
    const merged = mask(live && shown(live), shown(yield* mergedOf(info!, live, flags, env)));
    versions.push({ file: fileOf(info!), ...merged });
  });
  return versions;
}

/** Returns the object after an apply. */
function* mergedOf(
  { mapping, name, namespace, object }: Info,
  live: KubernetesObject | undefined,
  flags: Flags,
  { api, actor, fieldManager }: KubectlEnvironment,
): Generator<Chunk, KubernetesObject> {
  const warnings: string[] = [];
  const options: WriteOptions = {
    dryRun: true,
    fieldManager: fieldManager!,
    fieldValidation: 'Warn',
    onWarning: (warning) => warnings.push(warning),
  };
  let merged = live;
  if (flags.bool('server-side')) {
    const forced = { ...options, force: flags.bool('force-conflicts') };
    merged = api.patch(mapping.resource, name, namespace, 'apply', object, actor, forced);
  } else if (live === undefined) {
    merged = api.create(object, actor, options);
  } else {
    const patch = patchFor(configuration(object), live);
    if (Object.keys(patch).length > 0) {
      merged = api.patch(mapping.resource, name, namespace, 'strategic', patch, actor, options);
    }
  }
  for (const warning of warnings) yield serverWarning(warning);
  return merged!;
}

function fileOf({ mapping, namespace = '', name }: Info): string {
  const { group, version, kind } = mapping;
  return `${group === '' ? '' : `${group}.`}${version}.${kind}.${namespace}.${name}`;
}

/** Masks a Secret's data: the output shows only that it differs. */
function mask(live: KubernetesObject | undefined, merged: KubernetesObject): Pick<Version, 'live' | 'merged'> {
  if (merged.kind !== 'Secret') return { live, merged };
  const [before, after] = [live, merged].map(
    (object) => (object as { data?: Record<string, string> } | undefined)?.data,
  );
  const hidden = (data: typeof before, other: typeof before, note: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(data ?? {}).map(([key, value]) => {
        const differs = (valueOf(other, key) ?? value) !== value;
        return [key, differs ? `*** (${note})` : '***'];
      }),
    );
  return {
    live: live && (before ? ({ ...live, data: hidden(before, after, 'before') } as KubernetesObject) : live),
    merged: after ? ({ ...merged, data: hidden(after, before, 'after') } as KubernetesObject) : merged,
  };
}

/** Compares two directories as `diff -u -N` does: file by file, sorted by name. */
function compareAll(versions: readonly Version[], now: number): string {
  const stamp = timestamp(now).replace('T', ' ').replace('Z', '.000000000 +0000');
  // Go gives temporary directories a random number.
  const [from, to] = [`/tmp/LIVE-${number(now)}`, `/tmp/MERGED-${number(now + 1)}`];
  return [...versions]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, live, merged }) => compare(`${from}/${file}`, `${to}/${file}`, live, merged, stamp))
    .join('');
}

const number = (seed: number): number => (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;

function compare(
  from: string,
  to: string,
  live: KubernetesObject | undefined,
  merged: KubernetesObject,
  stamp: string,
): string {
  const before = live === undefined ? '' : writeYaml(live);
  const after = writeYaml(merged);
  if (before === after) return '';
  return `diff -u -N ${from} ${to}\n${unifiedDiff(`${from}\t${stamp}`, `${to}\t${stamp}`, before, after)}`;
}
