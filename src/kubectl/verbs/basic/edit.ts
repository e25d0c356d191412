/** `kubectl edit`: opens objects in the user's editor, and sends changes as patches. */
// Models kubectl/pkg/cmd/edit/edit.go and kubectl/pkg/cmd/util/editor/editoptions.go
import {
  canonicalJson,
  type KubernetesObject,
  type Manifest,
  type PatchOptions,
  threeWayPatch,
} from '../../../engine/index.ts';
import { type Chunk, type Command, type KubectlEnvironment, print } from '../../command.ts';
import { editObjects, objectHeader, windowsLineEndingsFlag } from '../../edit/edit-objects.ts';
import { goSyntax } from '../../edit/texts.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, findObjects } from '../../resources/find-objects.ts';
import type { Flags } from '../../flags/flags.ts';
import type { Info } from '../../files/infos.ts';
import { saveConfigFlag } from '../../apply/generate.ts';
import { fieldManagerFlag, objectFlags, recordFlag, type Report, startReport } from '../../flags/print-flags.ts';
import { groupResource } from '../../resources/rest-mapper.ts';
import { checkSubresource, readSubresource, subresourceFlag } from '../../flags/subresources.ts';
import { validateFlag } from '../../apply/validation.ts';
import { mustFindAll } from '../../resources/visit.ts';

const subresources = ['status'];

export const edit: Command = {
  name: 'edit',
  short: 'Edit a resource on the server',
  long:
    'Edit a resource from the default editor.\n\n' +
    ' The edit command allows you to directly edit any API resource you can retrieve via the command-line tools.' +
    ' It opens the editor that KUBE_EDITOR or EDITOR names, which may be any command of the shell.',
  usage: '(RESOURCE/NAME | -f FILENAME)',
  examples:
    "# Edit the stateful set named 'web'\nkubectl edit statefulset/web\n\n" +
    "# Use another editor\nKUBE_EDITOR='sed -i s/0.21/0.24/' kubectl edit statefulset/web\n",
  flags: [
    ...fileFlags('to use to edit the resource'),
    ...objectFlags,
    fieldManagerFlag,
    recordFlag,
    { name: 'output-patch', type: 'bool', usage: 'Output the patch if the resource is edited.' },
    saveConfigFlag,
    subresourceFlag(subresources),
    validateFlag,
    windowsLineEndingsFlag,
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    const subresource = flags.string('subresource');
    const targets = mustFindAll(findObjects(parsed, env, { typeMeansAll: true }));
    checkSubresource(flags, subresources);
    if (targets.length === 0) throw failure('edit cancelled, no objects found');
    const originals = targets.map(({ mapping, name, live }) => ({
      object: (subresource === '' ? live! : readSubresource(mapping, live!, subresource)) as KubernetesObject &
        Manifest,
      shown: `${groupResource(mapping)} "${name}"`,
    }));
    const report = yield* startReport(flags, env);
    const objects = originals.map(({ object }) => object);
    const write = (info: Info) => patchOne(info, objects, flags, report, env);
    return yield* editObjects({ originals, header: objectHeader, write }, parsed, env);
  },
};

/** Sends the differences from the original. */
function* patchOne(
  { mapping, object, name, namespace }: Info,
  originals: readonly KubernetesObject[],
  flags: Flags,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const original = originals.find(({ metadata }) => metadata.uid === uidOf(object));
  if (original === undefined) {
    throw failure(`no original object found for &unstructured.Unstructured{Object:${goSyntax(object)}}`);
  }
  if (canonicalJson(original) === canonicalJson(object)) {
    return yield* report.done(mapping, object, 'skipped');
  }
  if (!isSame(original, object)) throw failure('At least one of apiVersion, kind and name was changed');
  const patch = threeWayPatch(original, object, original);
  if (flags.bool('output-patch')) yield print(`Patch: ${canonicalJson(patch)}\n`);
  const options: PatchOptions = {
    fieldValidation: 'Warn',
    ...report.options,
    ...(flags.string('subresource') === 'status' && { subresource: 'status' }),
  };
  const patched = env.api.patch(mapping.resource, name, namespace, 'strategic', patch, env.actor, options);
  yield* report.done(mapping, patched, 'edited');
}

const uidOf = ({ metadata }: Manifest): unknown => (metadata as { readonly uid?: unknown } | undefined)?.uid;

const isSame = ({ apiVersion, kind, metadata }: KubernetesObject, edited: Manifest): boolean =>
  apiVersion === edited.apiVersion && kind === edited.kind && metadata.name === edited.metadata?.name;
