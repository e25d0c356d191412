/** `kubectl create` */
// Models kubectl/pkg/cmd/create/create.go
import { createFiles } from '../apply.ts';
import type { Command } from '../command.ts';
import { failure, usageFailure } from '../failure.ts';
import { fileFlags, hasFiles, readFiles } from '../files.ts';
import { checkNamespaces } from '../namespaces.ts';
import { startReport, writingFlags } from '../print-flags.ts';
import { readValidation, validateFlag } from '../validation.ts';
import { generators } from './create-generators.ts';

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
    { name: 'save-config', type: 'bool', usage: 'Keep the configuration in an annotation, for a later kubectl apply.' },
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    validateFlag,
    { name: 'windows-line-endings', type: 'bool', hidden: true, usage: '' },
    { name: 'raw', type: 'string', hidden: true, usage: '' },
  ],
  subcommands: generators,
  completes: 'none',
  *run({ args, flags, namespace, path }, env) {
    if (!hasFiles(flags)) {
      if (args.length > 0) throw usageFailure(path, `Unexpected args: [${args.join(' ')}]`);
      throw failure('must specify one of -f and -k');
    }
    if (args.length > 0) throw usageFailure(path, `Unexpected args: [${args.join(' ')}]`);
    const report = yield* startReport(flags, env);
    const files = readFiles(flags, env);
    checkNamespaces(files, flags, env.api);
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
