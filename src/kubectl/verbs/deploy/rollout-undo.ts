/** `kubectl rollout undo` */
// Models kubectl/pkg/cmd/rollout/rollout_undo.go and kubectl/pkg/polymorphichelpers/rollback.go
import { type Deployment, type StatefulSet, StatusError, type WriteOptions } from '../../../engine/index.ts';
import { lastApplied } from '../../apply/apply.ts';
import { type Chunk, type Command, complain, type KubectlEnvironment } from '../../command.ts';
import type { Target } from '../../resources/find-objects.ts';
import type { Flags } from '../../flags/flags.ts';
import { type Report, dryRunFlag, objectFlags, startReport } from '../../flags/print-flags.ts';
import { pluralName } from '../../resources/rest-mapper.ts';
import { Aside, visitAll } from '../../resources/visit.ts';
import {
  unhandled,
  describeRevision,
  findRollouts,
  hasTemplate,
  type Revision,
  revisionAnnotation,
  revisionsOf,
  rolloutFlags,
  withoutHash,
} from './rollout-targets.ts';

export const rolloutUndo: Command = {
  name: 'undo',
  short: 'Undo a previous rollout',
  long: 'Roll back to a previous rollout.',
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  examples:
    '# Roll back to the previous stateful set\nkubectl rollout undo statefulset/web\n\n' +
    '# Roll back to revision 3\nkubectl rollout undo statefulset/web --to-revision=3\n',
  flags: [
    ...rolloutFlags,
    dryRunFlag,
    ...objectFlags,
    {
      name: 'to-revision',
      type: 'int',
      default: '0',
      usage: 'The revision to rollback to. Default to 0 (last revision).',
    },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const found = findRollouts(parsed, env);
    const report = yield* startReport(parsed.flags, env);
    yield* visitAll(found, (target) => undo(target, parsed.flags, report, env));
    return 0;
  },
};

function* undo(
  { mapping, live }: Target,
  flags: Flags,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const workload = live as StatefulSet | Deployment;
  const revisions = revisionsOf(workload, env.api);
  if (revisions === undefined) throw unhandled(mapping, 'rollbacker', 'rollbacker');
  if (workload.metadata.annotations?.[lastApplied] !== undefined) {
    yield complain(
      `Warning: resource ${pluralName(mapping)}/${workload.metadata.name} was previously managed with 'kubectl apply'. Rolling back will not update the ${lastApplied} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
    );
  }
  const wanted = flags.int('to-revision');
  const revision = choose(workload, revisions, wanted);
  if (report.dryRun === 'client') {
    // Only for a Deployment, kubectl prints the bare template.
    const intent = workload.kind === 'Deployment' ? '' : 'will roll back to ';
    return yield* report.done(mapping, workload, intent + describeRevision(revision));
  }
  if (workload.kind === 'Deployment' && workload.spec.paused) {
    throw new Aside(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  if (hasTemplate(workload, revision)) {
    const operation = `skipped rollback (current template already matches revision ${wanted})`;
    return yield* report.done(mapping, workload, operation);
  }
  try {
    restore(workload, revision, env, report.options);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    throw new Aside(`failed restoring revision ${wanted}: ${error.message}`);
  }
  yield* report.done(mapping, workload, 'rolled back');
}

/** @param wanted 0 is the one before the newest. */
function choose(
  { kind, metadata }: StatefulSet | Deployment,
  revisions: readonly Revision[],
  wanted: number,
): Revision {
  if (wanted === 0 && revisions.length < 2) {
    throw new Aside(
      kind === 'Deployment'
        ? `no rollout history found for deployment ${JSON.stringify(metadata.name)}`
        : 'no last revision to roll back to',
    );
  }
  const revision = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted);
  if (revision === undefined) throw new Aside(`unable to find specified revision ${wanted} in history`);
  return revision;
}

/** Annotations of a Deployment that an undo does not change. */
const keptAnnotations = [
  lastApplied,
  revisionAnnotation,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

function restore(
  workload: StatefulSet | Deployment,
  revision: Revision,
  env: KubectlEnvironment,
  options: WriteOptions,
): void {
  const { name, namespace } = workload.metadata;
  const template = withoutHash(revision.template);
  if (workload.kind === 'StatefulSet') {
    const patch = { spec: { template: { ...template, $patch: 'replace' } } };
    env.api.patch('statefulsets', name, namespace, 'strategic', patch, env.actor, options);
    return;
  }
  const own = Object.entries(workload.metadata.annotations ?? {}).filter(([key]) => keptAnnotations.includes(key));
  const theirs = Object.entries(revision.annotations).filter(([key]) => !keptAnnotations.includes(key));
  const annotations = Object.fromEntries([...own, ...theirs]);
  const operations = [
    { op: 'replace', path: '/spec/template', value: template },
    { op: 'add', path: '/metadata/annotations', value: annotations },
  ];
  env.api.patch('deployments', name, namespace, 'json', operations, env.actor, options);
}
