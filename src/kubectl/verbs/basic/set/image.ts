/** `kubectl set image` */
// Models kubectl/pkg/cmd/set/set_image.go
import type { Container, PodSpec } from '../../../../engine/index.ts';
import type { Chunk, Command, KubectlEnvironment, ParsedArgs } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import { hasFiles } from '../../../files/files.ts';
import { fileFlags, findObjects, localResource } from '../../../resources/find-objects.ts';
import type { FlagSpec } from '../../../flags/flags.ts';
import { parsePairs, splitPairs } from '../../../flags/pairs.ts';
import { changePodSpec } from '../../../resources/pod-specs.ts';
import {
  dryRunFlag,
  fieldManagerFlag,
  localServerDryRun,
  objectFlags,
  recordFlag,
  startReport,
} from '../../../flags/print-flags.ts';
import { mustFindAll, visitAll } from '../../../resources/visit.ts';

/** The flags of every `kubectl set …`. */
export const commonSetFlags: readonly FlagSpec[] = [
  dryRunFlag,
  ...objectFlags,
  fieldManagerFlag,
  { name: 'all', type: 'bool', usage: 'Select all resources, in the namespace of the specified resource types' },
  { name: 'local', type: 'bool', usage: 'If true, the command will NOT contact api-server but run locally.' },
];

/** The flags of most `kubectl set …`. */
export const setFlags: readonly FlagSpec[] = [
  ...fileFlags('identifying the resource to get from a server.'),
  ...commonSetFlags,
  { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
];

export const setImage: Command = {
  name: 'image',
  short: 'Update the image of a pod template',
  long:
    'Update existing container image(s) of resources.\n\n Possible resources include (case insensitive):\n\n' +
    '  pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)',
  usage: '(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  examples:
    "# Set a stateful set's nginx container image\nkubectl set image statefulset/web nginx=nginx:1.9.1\n\n" +
    '# Update image of all containers\nkubectl set image statefulset web *=nginx:1.9.1\n',
  flags: [...setFlags, recordFlag],
  completes: 'resources',
  *run(parsed, env) {
    yield* runSetImage(parsed, env);
    return 0;
  },
};

function* runSetImage(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, void> {
  const { flags } = parsed;
  const { resources, pairs } = splitPairs(parsed.args, 'image');
  const { set: images } = parsePairs(pairs, 'image', false);
  const report = yield* startReport(flags, env);
  if (report.local && resources.length > 0) throw failure(localResource);
  const found = findObjects(parsed, env, { args: resources, typeMeansAll: flags.bool('all') });
  mustFindAll(found);
  const wrong = [
    ...(flags.bool('all') && flags.string('selector') !== ''
      ? ['cannot set --all and --selector at the same time']
      : []),
    ...(resources.length === 0 && !hasFiles(flags)
      ? ['one or more resources must be specified as <resource> <name> or <resource>/<name>']
      : []),
    ...(images.size === 0 ? ['at least one image update is required'] : []),
    ...(images.size > 1 && images.has('*')
      ? ['all containers are already specified by *, but saw more than one container_name=container_image pairs']
      : []),
    ...localServerDryRun(flags),
  ];
  if (wrong.length > 0) throw failure(...wrong);

  // The others are changed even if one container does not exist.
  const missing: string[] = [];
  const change = (spec: PodSpec): PodSpec => {
    const all = [...(spec.initContainers ?? []), ...spec.containers];
    for (const name of images.keys()) {
      if (name === '*' || all.some((container) => container.name === name)) continue;
      missing.push(`error: unable to find container named "${name}"`);
    }
    const update = (containers: readonly Container[]): Container[] =>
      containers.map((container) => {
        const image = images.get(container.name) ?? images.get('*');
        return image === undefined ? container : { ...container, image };
      });
    return {
      ...spec,
      ...(spec.initContainers && { initContainers: update(spec.initContainers) }),
      containers: update(spec.containers),
    };
  };
  const failed = 'failed to patch image update to pod template:';
  yield* visitAll(
    found,
    (target) => changePodSpec(target, report, env, { change, operation: 'image updated', failed }),
    missing,
  );
}
