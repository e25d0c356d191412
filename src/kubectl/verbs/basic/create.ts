/** `kubectl create` */
// Models kubectl/pkg/cmd/create/create.go
import { createFiles } from '../../apply/apply.ts';
import type { Chunk, Command, KubectlEnvironment, ParsedArgs } from '../../command.ts';
import type { ManifestFile } from '../../../manifests/parse.ts';
import { editObjects, objectHeader, windowsLineEndingsFlag } from '../../edit/edit-objects.ts';
import { saveConfigFlag } from '../../apply/generate.ts';
import { type Info, readInfos } from '../../files/infos.ts';
import { groupResource } from '../../resources/rest-mapper.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { fileFlags, hasFiles, readFiles } from '../../files/files.ts';
import { checkNamespaces } from '../../files/namespaces.ts';
import { type Report, startReport, writingFlags } from '../../flags/print-flags.ts';
import { readValidation, validateFlag } from '../../apply/validation.ts';
import { generators } from './create/generators.ts';

export const create: Command = {
  name: 'create',
  short: 'Create a resource from a file or from stdin',
  long: 'Create a resource from a file or from stdin.\n\n JSON and YAML formats are accepted.',
  usage: '-f FILENAME',
  examples:
    '# Create the objects in web.yaml\nkubectl create -f ./web.yaml\n\n' +
    '# Create objects from the YAML passed into stdin\ncat web.yaml | kubectl create -f -\n',
  flags: [
    ...fileFlags('Filename, directory, or URL to files to use to create the resource'),
    ...writingFlags,
    { name: 'edit', type: 'bool', usage: 'Edit the API resource before creating' },
    saveConfigFlag,
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    validateFlag,
    windowsLineEndingsFlag,
    { name: 'raw', type: 'string', usage: '', absent: 'the lab answers raw requests only for kubectl get' },
  ],
  subcommands: generators,
  completes: 'none',
  *run(parsed, env) {
    const { args, flags, namespace, path } = parsed;
    if (!hasFiles(flags)) {
      if (args.length > 0) throw usageFailure(path, `Unexpected args: [${args.join(' ')}]`);
      throw failure('must specify one of -f and -k');
    }
    if (args.length > 0) throw usageFailure(path, `Unexpected args: [${args.join(' ')}]`);
    const report = yield* startReport(flags, env);
    const files = readFiles(flags, env);
    checkNamespaces(files, flags, env.api);
    if (flags.bool('edit')) return yield* editFirst(files, parsed, report, env);
    const { errors } = yield* createFiles(files, {
      api: env.api,
      actor: env.actor,
      namespace,
      dryRun: report.dryRun,
      fieldManager: env.fieldManager!,
      fieldValidation: readValidation(flags),
      saveConfig: flags.bool('save-config'),
      done: (info, object, operation) => report.done(info.mapping, object, operation),
    });
    if (errors.length > 0) throw failure(...errors);
    return 0;
  },
};

/** `--edit`: opens each object in the user's editor first; an unchanged one is not created. */
function* editFirst(
  files: readonly ManifestFile[],
  parsed: ParsedArgs,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, number> {
  const read = files.map((file) => readInfos(env.api, file, parsed.namespace));
  const unread = read.flatMap((file) => file.unread.map(({ error }) => error));
  if (unread.length > 0) throw failure(...unread);
  function* write({ mapping, object }: Info): Generator<Chunk, void> {
    yield* report.done(mapping, env.api.create(object, env.actor, report.options), 'created');
  }
  for (const { mapping, object, name } of read.flatMap((file) => file.infos)) {
    const originals = [{ object, shown: `${groupResource(mapping)} "${name}"` }];
    const exit = yield* editObjects({ originals, header: objectHeader, write, endsWithRefusal: true }, parsed, env);
    if (exit !== 0) return exit;
  }
  return 0;
}
