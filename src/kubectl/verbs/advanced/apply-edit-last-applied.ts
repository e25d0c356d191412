/** `kubectl apply edit-last-applied`: opens the last applied configuration in the user's editor. */
// Models kubectl/pkg/cmd/apply/apply_edit_last_applied.go
import { canonicalJson, type Manifest } from '../../../engine/index.ts';
import { lastApplied } from '../../apply/apply.ts';
import type { Command } from '../../command.ts';
import { annotationHeader, editObjects, windowsLineEndingsFlag } from '../../edit/edit-objects.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, findObjects } from '../../resources/find-objects.ts';
import { fieldManagerFlag, objectFlags, recordFlag, startReport } from '../../flags/print-flags.ts';
import { groupResource } from '../../resources/rest-mapper.ts';
import { mustFindAll } from '../../resources/visit.ts';

export const editLastApplied: Command = {
  name: 'edit-last-applied',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  long:
    'Edit the latest last-applied-configuration annotations of resources from the default editor.\n\n' +
    ' The object itself stays as it is; the next kubectl apply compares with what was edited.',
  usage: '(RESOURCE/NAME | -f FILENAME)',
  examples:
    "# Edit the last-applied-configuration annotation of the stateful set 'web'\nkubectl apply edit-last-applied sts/web\n",
  flags: [
    ...fileFlags('Filename, directory, or URL to files to use to edit the resource'),
    ...objectFlags,
    fieldManagerFlag,
    recordFlag,
    windowsLineEndingsFlag,
  ],
  completes: 'resources',
  *run(parsed, env) {
    const targets = mustFindAll(findObjects(parsed, env, { typeMeansAll: true }));
    const originals = targets.flatMap(({ mapping, name, live }) => {
      const kept = live!.metadata.annotations?.[lastApplied];
      if (kept === undefined) return [];
      return [{ object: JSON.parse(kept) as Manifest, shown: `${groupResource(mapping)} "${name}"` }];
    });
    if (originals.length === 0) {
      throw failure(
        'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`',
      );
    }
    const report = yield* startReport(parsed.flags, env);
    return yield* editObjects(
      {
        originals,
        header: annotationHeader,
        endsWithRefusal: true,
        *write({ mapping, document: { object }, name, namespace }) {
          const text = canonicalJson(object);
          // The object in the annotation has no uid, so every text is compared with the first.
          if (text === canonicalJson(originals[0]!.object)) return yield* report.done(mapping, object, 'skipped');
          const patch = { metadata: { annotations: { [lastApplied]: `${text}\n` } } };
          env.api.patch(mapping.resource, name, namespace, 'merge', patch, env.actor, report.options);
          yield* report.done(mapping, object, 'edited');
        },
      },
      parsed,
      env,
    );
  },
};
