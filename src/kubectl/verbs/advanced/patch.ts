/** `kubectl patch` */
// Models kubectl/pkg/cmd/patch/patch.go
import type { KubernetesObject, PatchOptions } from '../../../engine/index.ts';
import { type ClientPatchType, isPatchType, patchedLocally } from '../../apply/local-patch.ts';
import { type Chunk, type Command, type KubectlEnvironment, type ParsedArgs } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, findObjects, type Target } from '../../resources/find-objects.ts';
import type { Flags } from '../../flags/flags.ts';
import { readJsonPatch, readMergePatch, toJson } from '../../apply/patches.ts';
import { refuseLocalServerDryRun, type Report, startReport, writingFlags } from '../../flags/print-flags.ts';
import {
  checkSubresource,
  noSubresource,
  readSubresource,
  scalable,
  scaleMapping,
  subresourceFlag,
} from '../../flags/subresources.ts';
import { visitAll } from '../../resources/visit.ts';

export const patch: Command = {
  name: 'patch',
  short: 'Update fields of a resource',
  long:
    'Update fields of a resource using strategic merge patch, a JSON merge patch, or a JSON patch.\n\n' +
    ' JSON and YAML formats are accepted.',
  usage: '(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  examples:
    '# Partially update a stateful set\nkubectl patch sts web -p \'{"spec":{"replicas":3}}\'\n\n' +
    "# Update a container's image using a JSON patch with positional arrays\n" +
    'kubectl patch sts web --type=\'json\' -p=\'[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"new image"}]\'\n',
  flags: [
    ...fileFlags('identifying the resource to update'),
    ...writingFlags,
    { name: 'local', type: 'bool', usage: 'If true, patch will operate on the content of the file.' },
    { name: 'patch', short: 'p', type: 'string', usage: 'The patch to be applied to the resource JSON file.' },
    { name: 'patch-file', type: 'string', usage: 'A file containing a patch to be applied to the resource.' },
    subresourceFlag(),
    {
      name: 'type',
      type: 'string',
      default: 'strategic',
      values: ['json', 'merge', 'strategic'],
      usage: 'The type of patch being provided; one of [json merge strategic]',
    },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    validate(parsed);
    const report = yield* startReport(flags, env);
    const json = toJson(patchText(flags, env));
    const found = findObjects(parsed, env);
    if (found.targets.length === 0 && found.errors.length === 0) throw failure('no objects passed to patch');
    yield* visitAll(found, (target) => patchOne(target, json, flags, report, env));
    return 0;
  },
};

function validate({ args, flags }: ParsedArgs): void {
  const [text, file] = [flags.string('patch'), flags.string('patch-file')];
  if (text !== '' && file !== '') throw failure('cannot specify --patch and --patch-file together');
  if (text === '' && file === '') {
    throw failure('must specify --patch or --patch-file containing the contents of the patch');
  }
  if (flags.bool('local') && args.length > 0) throw failure('cannot specify --local and server resources');
  refuseLocalServerDryRun(flags);
  if (!isPatchType(flags.string('type').toLowerCase())) {
    throw failure(`--type must be one of [json merge strategic], not "${flags.string('type')}"`);
  }
  checkSubresource(flags);
}

function patchText(flags: Flags, env: KubectlEnvironment): string {
  const file = flags.string('patch-file');
  if (file === '') return flags.string('patch');
  const text = env.readFile(file);
  if (text === undefined) throw failure(`unable to read patch file: open ${file}: no such file or directory`);
  return text;
}

function* patchOne(
  target: Target,
  json: string,
  flags: Flags,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const { mapping, name, namespace, live } = target;
  const type = flags.string('type').toLowerCase() as ClientPatchType;
  const subresource = flags.string('subresource');
  const options: PatchOptions = {
    fieldValidation: 'Warn',
    ...report.options,
    ...((subresource === 'status' || subresource === 'resize') && { subresource }),
  };
  const scale = subresource === 'scale';
  if (scale && !scalable.has(mapping.resource)) throw noSubresource();
  const patched: KubernetesObject =
    report.dryRun === 'client' && !scale
      ? (patchedLocally(live!, json, type) as KubernetesObject)
      : env.api.patch(mapping.resource, name, namespace, type, readPatch(json, type), env.actor, options);
  const changed = JSON.stringify(patched) !== JSON.stringify(live);
  const operation = changed ? 'patched' : 'patched (no change)';
  // kubectl omits the note of a dry run here.
  if (scale) yield* report.done(scaleMapping, readSubresource(mapping, patched, 'scale'), operation, false);
  else yield* report.done(mapping, patched, operation, false);
}

const readPatch = (json: string, type: ClientPatchType): unknown =>
  type === 'json' ? readJsonPatch(json) : readMergePatch(json, type);
