/** `kubectl diff`: what apply would change. */
// Models kubectl/pkg/cmd/diff/diff.go, and diff(1), which it runs
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { type KubernetesObject, type Manifest, timestamp } from '../../engine/index.ts';
import { writeYaml } from '../../manifests/write-yaml.ts';
import { applyFiles, type Writing } from '../apply.ts';
import { getObject } from '../client.ts';
import { type Command, print } from '../command.ts';
import { CommandFailure, failure, toFailure, usageFailure } from '../failure.ts';
import { fileFlags, hasFiles, readFiles } from '../files.ts';
import type { Info } from '../infos.ts';

/** Lines that are added or gone at most; beyond that, a diff would take too long. */
const maxEditLength = 5000;

interface Pair {
  readonly info: Info;
  readonly live: KubernetesObject | undefined;
  readonly merged: KubernetesObject | Manifest;
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
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    { name: 'server-side', type: 'bool', usage: 'If true, apply runs in the server instead of the client.' },
  ],
  completes: 'none',
  *run({ args, flags, namespace, path }, env) {
    if (args.length > 0) throw usageFailure(path, `Unexpected args: [${args.join(' ')}]`);
    if (!hasFiles(flags)) throw failure('must specify one of -f and -k');
    const pairs: Pair[] = [];
    const writing: Writing = {
      api: env.api,
      actor: env.actor,
      namespace,
      dryRun: 'server',
      fieldManager: env.fieldManager!,
      *done(info, merged) {
        pairs.push({ info, live: getObject(env.api, info.mapping, info.name, info.namespace), merged });
      },
    };
    try {
      const { errors } = yield* applyFiles(readFiles(flags, env), writing);
      if (errors.length > 0) throw failure(...errors);
    } catch (thrown) {
      // 1 says that there are differences.
      const { lines, stdout } = toFailure(thrown);
      throw new CommandFailure(lines, 2, stdout);
    }
    const texts = pairs.map((pair) => compare(pair, timestamp(env.cluster.now())));
    yield print(texts.join(''));
    return texts.some((text) => text !== '') ? 1 : 0;
  },
};

function compare({ info, live, merged }: Pair, time: string): string {
  const before = live === undefined ? '' : writeYaml(live);
  const after = writeYaml(merged);
  if (before === after) return '';
  const { group, version, kind } = info.mapping;
  const name = `${group === '' ? '' : `${group}.`}${version}.${kind}.${info.namespace ?? ''}.${info.name}`;
  const [from, to] = [`/tmp/LIVE/${name}`, `/tmp/MERGED/${name}`];
  const stamp = time.replace('T', ' ').replace('Z', '.000000000 +0000');
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength };
  const patch = createTwoFilesPatch(from, to, before, after, stamp, stamp, options);
  return `diff -u -N ${from} ${to}\n${patch ?? `--- ${from}\t${stamp}\n+++ ${to}\t${stamp}\n`}`;
}
