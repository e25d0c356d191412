/** `kubectl apply set-last-applied` */
// Models kubectl/pkg/cmd/apply/apply_set_last_applied.go
import { canonicalJson } from '../../../engine/index.ts';
import { lastApplied, withoutLastApplied } from '../../apply/apply.ts';
import { type Command, print } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { findObjects, missingResource } from '../../resources/find-objects.ts';
import { hasFiles, filenameFlag } from '../../files/files.ts';
import { dryRunFlag, objectFlags, startReport } from '../../flags/print-flags.ts';
import { mustFindAll } from '../../resources/visit.ts';

export const setLastApplied: Command = {
  name: 'set-last-applied',
  short: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  usage: '-f FILENAME',
  examples:
    '# Set the last-applied-configuration of a resource to match the contents of a file\nkubectl apply set-last-applied -f deploy.yaml\n',
  flags: [
    filenameFlag('Filename, directory, or URL to files that contains the last-applied-configuration annotations'),
    dryRunFlag,
    ...objectFlags,
    { name: 'create-annotation', type: 'bool', usage: 'Will create the annotation if the object does not have one.' },
  ],
  completes: 'none',
  *run(parsed, env) {
    const { flags } = parsed;
    const report = yield* startReport(flags, env);
    if (!hasFiles(flags)) throw failure(missingResource);
    const targets = mustFindAll(findObjects(parsed, env));
    const changed = [];
    for (const { mapping, name, namespace, live, info } of targets) {
      const before = live!.metadata.annotations?.[lastApplied];
      if (before === undefined && !flags.bool('create-annotation')) {
        throw failure(
          `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
        );
      }
      const after = `${canonicalJson(withoutLastApplied(info!.object))}\n`;
      if (after === before) yield print(`set-last-applied ${name}: no changes required.\n`);
      else changed.push({ mapping, name, namespace, live: live!, after });
    }
    for (const { mapping, name, namespace, live, after } of changed) {
      const patch = { metadata: { annotations: { [lastApplied]: after } } };
      const written =
        report.dryRun === 'client'
          ? live
          : env.api.patch(mapping.resource, name, namespace, 'merge', patch, env.actor, report.options);
      yield* report.done(mapping, written, 'configured');
    }
    return 0;
  },
};
