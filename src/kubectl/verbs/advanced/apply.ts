/** `kubectl apply` */
// Models kubectl/pkg/cmd/apply/apply.go
import type { KubernetesObject, Manifest } from '../../../engine/index.ts';
import type { ManifestFile } from '../../../manifests/parse.ts';
import { applyFiles, type Writing } from '../../apply/apply.ts';
import { applyServerSide } from '../../apply/apply-server-side.ts';
import { type Chunk, type Command, type KubectlEnvironment, type ParsedArgs, type CommandRun } from '../../command.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { fileFlags, hasFiles, readFiles } from '../../files/files.ts';
import { readCascade } from '../../flags/cascade.ts';
import type { Flags } from '../../flags/flags.ts';
import { matchesLabels, parseLabelSelector } from '../../resources/label-selector.ts';
import { checkNamespaces } from '../../files/namespaces.ts';
import { readDryRun, startReport, writingFlags } from '../../flags/print-flags.ts';
import { checkPruneFlags, prune, prunedTypes } from '../../apply/prune.ts';
import { readValidation, validateFlag } from '../../apply/validation.ts';
import { editLastApplied } from './apply-edit-last-applied.ts';
import { setLastApplied } from './apply-set-last-applied.ts';
import { viewLastApplied } from './apply-view-last-applied.ts';
import { goneBy } from './wait-until-gone.ts';

export const apply: Command = {
  name: 'apply',
  short: 'Apply a configuration to a resource by file name or stdin',
  long:
    'Apply a configuration to a resource by file name or stdin. The resource name must be specified. This resource will be\n' +
    "created if it doesn't exist yet.\n\n JSON and YAML formats are accepted.",
  usage: '(-f FILENAME | -k DIRECTORY)',
  examples:
    '# Apply the configuration in web.yaml\nkubectl apply -f web.yaml\n\n' +
    '# Apply the YAML passed into stdin\ncat web.yaml | kubectl apply -f -\n',
  flags: [
    ...fileFlags('The files that contain the configurations to apply.'),
    ...writingFlags,
    { name: 'all', type: 'bool', usage: 'Select all resources in the namespace of the specified resource types.' },
    { name: 'cascade', type: 'string', default: 'background', bare: 'background', hidden: true, usage: '' },
    { name: 'force', type: 'bool', usage: 'If true, make objects anew that cannot be changed.' },
    { name: 'force-conflicts', type: 'bool', usage: 'If true, server-side apply will force the changes.' },
    { name: 'grace-period', type: 'int', default: '-1', usage: 'With --force: seconds given to end gracefully.' },
    { name: 'openapi-patch', type: 'bool', default: 'true', hidden: true, usage: '' },
    { name: 'overwrite', type: 'bool', default: 'true', usage: 'Resolve conflicts by using what is in the files.' },
    { name: 'prune', type: 'bool', usage: 'Delete objects that were applied and are in no file any more.' },
    { name: 'prune-allowlist', type: 'strings', usage: 'Overwrite the default allowlist with <group/version/kind>.' },
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    { name: 'server-side', type: 'bool', usage: 'If true, apply runs in the server instead of the client.' },
    { name: 'subresource', type: 'string', usage: '', absent: 'the lab applies no subresources; use kubectl patch' },
    { name: 'timeout', type: 'duration', default: '0s', usage: 'How long to wait before giving up on a delete.' },
    validateFlag,
    { name: 'wait', type: 'bool', hidden: true, usage: '' },
  ],
  subcommands: [editLastApplied, setLastApplied, viewLastApplied],
  completes: 'none',
  *run(parsed, env) {
    const { args, flags, path } = parsed;
    if (args.length > 0) throw usageFailure(path, `Unexpected args: [${args.join(' ')}]`);
    yield* checkFlags(flags, env);
    return yield* runApply(parsed, env);
  },
};

/** The objects in the files that `-l` selects. */
function selected(files: readonly ManifestFile[], flags: Flags): readonly ManifestFile[] {
  if (flags.string('selector') === '') return files;
  const requirements = parseLabelSelector(flags.string('selector'));
  return files.map((file) => ({
    ...file,
    documents: file.documents.filter(({ object }) => matchesLabels(object.metadata?.labels, requirements)),
  }));
}

function* checkFlags(flags: Flags, env: KubectlEnvironment): Generator<Chunk, void> {
  const [dryRun, serverSide] = [readDryRun(flags), flags.bool('server-side')];
  if (flags.bool('force-conflicts') && !serverSide) {
    throw failure('--force-conflicts only works with --server-side');
  }
  if (dryRun === 'client' && serverSide) {
    throw failure("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  }
  yield* readCascade(flags);
  if (!hasFiles(flags)) throw failure('must specify one of -f and -k');
  if (flags.bool('prune')) prunedTypes(flags, env);
  if (serverSide && flags.bool('force')) throw failure('--force cannot be used with --server-side');
  if (dryRun === 'server' && flags.bool('force')) throw failure('--dry-run=server cannot be used with --force');
  checkPruneFlags(flags);
}

function* runApply({ flags, namespace }: ParsedArgs, env: KubectlEnvironment): CommandRun {
  const report = yield* startReport(flags, env);
  const objects: (KubernetesObject | Manifest)[] = [];
  const files = readFiles(flags, env);
  checkNamespaces(files, flags, env.api);
  const writing: Writing = {
    api: env.api,
    actor: env.actor,
    namespace,
    dryRun: report.dryRun,
    fieldManager: env.fieldManager!,
    fieldValidation: readValidation(flags),
    *done(info, object, operation) {
      objects.push(object);
      if (report.printsObjects) return;
      yield* report.done(info.mapping, object, operation);
    },
    ...(flags.bool('force') && {
      *recreate({ mapping, name, namespace }) {
        const grace = flags.int('grace-period');
        const uid = env.api.get(mapping.resource, name, namespace)?.metadata.uid;
        const options = { propagationPolicy: 'Background', ...(grace >= 0 && { gracePeriodSeconds: grace }) } as const;
        env.api.delete(mapping.resource, name, namespace, env.actor, options);
        const deadline = env.cluster.now() + flags.duration('timeout');
        return yield* goneBy(deadline, { mapping, name, namespace, uid }, env);
      },
    }),
  };
  const applied = selected(files, flags);
  const { errors } = yield* flags.bool('server-side')
    ? applyServerSide(applied, { ...writing, fieldManager: env.fieldManager!, force: flags.bool('force-conflicts') })
    : applyFiles(applied, writing);
  if (errors.length > 0) throw failure(...errors);
  if (flags.bool('prune')) yield* prune(objects as KubernetesObject[], flags, report, env);
  if (report.printsObjects) yield* report.list(objects);
  return 0;
}
