/** `kubectl rollout history` */
// Models kubectl/pkg/cmd/rollout/rollout_history.go
import { type Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { startReport } from '../../flags/print-flags.ts';
import { outputFlags } from '../../printers/output.ts';
import { Aside, visitAll } from '../../resources/visit.ts';
import {
  changeCause,
  describeRevision,
  findRollouts,
  unhandled,
  objectOf,
  revisionsOf,
  rolloutFlags,
} from './rollout-targets.ts';

export const rolloutHistory: Command = {
  name: 'history',
  short: 'View rollout history',
  long: 'View previous rollout revisions and configurations.',
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  examples:
    '# View the rollout history of a stateful set\nkubectl rollout history statefulset/web\n\n' +
    '# View the details of revision 3\nkubectl rollout history statefulset/web --revision=3\n',
  flags: [
    ...rolloutFlags,
    ...outputFlags(false),
    { name: 'revision', type: 'int', default: '0', usage: 'See the details, including podTemplate of the revision' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    const found = findRollouts(parsed, env);
    const wanted = flags.int('revision');
    if (wanted < 0) throw failure(`revision must be a positive integer: ${wanted}`);
    const report = yield* startReport(flags, env);
    yield* visitAll(found, function* ({ mapping, live }) {
      const revisions = revisionsOf(live!, env.api);
      if (revisions === undefined) throw unhandled(mapping, 'history', 'history viewer');
      if (flags.string('output') !== '') {
        const shown = revisions.filter(({ number }) => wanted === 0 || number === wanted);
        if (wanted > 0 && shown.length === 0) throw new Aside('unable to find the specified revision');
        for (const revision of shown) yield* report.done(mapping, objectOf(revision, live!), '');
        return;
      }
      let text = 'No rollout history found.';
      if (revisions.length > 0 && wanted > 0) {
        const revision = revisions.find(({ number }) => number === wanted);
        if (revision === undefined) throw new Aside('unable to find the specified revision');
        text = describeRevision(revision);
      } else if (revisions.length > 0) {
        const rows = revisions.map(({ number, annotations }) => [String(number), annotations[changeCause] || '<none>']);
        text = [['REVISION', 'CHANGE-CAUSE'], ...rows].map(([a, b]) => `${a!.padEnd(10)}${b}\n`).join('');
      }
      yield* report.done(mapping, live!, `${wanted > 0 ? `with revision #${wanted}` : ''}\n${text}`);
    });
    return 0;
  },
};
