/** `kubectl apply --prune`: deletes objects that were applied before and are no longer in the files. */
// Models kubectl/pkg/cmd/apply/prune.go
import type { KubernetesObject, ResourceInfo } from '../../engine/index.ts';
import { lastApplied } from './apply.ts';
import { deprecation, listObjects } from '../client/client.ts';
import { type Chunk, complain, type KubectlEnvironment, print, serverWarning } from '../command.ts';
import { failure } from '../errors/failure.ts';
import type { Flags } from '../flags/flags.ts';
import { matchesLabels, parseLabelSelector } from '../resources/label-selector.ts';
import type { Report } from '../flags/print-flags.ts';
import { groupSingular, servedResources } from '../resources/rest-mapper.ts';

/** Kinds to prune unless `--prune-allowlist` names others. */
const prunable = [
  'core/v1/ConfigMap',
  'core/v1/Endpoints',
  'core/v1/Namespace',
  'core/v1/PersistentVolumeClaim',
  'core/v1/PersistentVolume',
  'core/v1/Pod',
  'core/v1/ReplicationController',
  'core/v1/Secret',
  'core/v1/Service',
  'batch/v1/Job',
  'batch/v1/CronJob',
  'networking.k8s.io/v1/Ingress',
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/ReplicaSet',
  'apps/v1/StatefulSet',
];

const deprecatedDefaults =
  'W prune.go] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the ' +
  '--namespace flag in a future release. To preserve the current behaviour, list the resources you want to target ' +
  'explicitly in the --prune-allowlist flag.\n';

export function checkPruneFlags(flags: Flags): void {
  const [all, selected] = [flags.bool('all'), flags.string('selector') !== ''];
  if (all && selected) throw failure('cannot set --all and --selector at the same time');
  if (!flags.bool('prune')) return;
  if (flags.bool('force')) throw failure('--force cannot be used with --prune');
  if (!all && !selected) {
    throw failure(
      'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. ' +
        'If you did not mean to prune all resources, specify a label selector',
    );
  }
  if (flags.bool('server-side')) {
    throw failure("--prune is in alpha and doesn't currently work on objects created by server-side apply");
  }
}

/** @param applied The objects of the files, as they are in the cluster. */
export function* prune(
  applied: readonly KubernetesObject[],
  flags: Flags,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  if (!flags.has('prune-allowlist')) yield complain(deprecatedDefaults);
  const kept = new Set(applied.map(({ metadata }) => metadata.uid));
  const namespaces = new Set(applied.flatMap(({ metadata }) => metadata.namespace ?? []));
  const requirements = parseLabelSelector(flags.string('selector'));
  const mappings = prunedTypes(flags, env);
  const places: readonly (readonly [ResourceInfo, string | undefined])[] = [
    ...[...namespaces].flatMap((namespace) =>
      mappings.filter((mapping) => mapping.namespaced).map((mapping) => [mapping, namespace] as const),
    ),
    ...mappings.filter((mapping) => !mapping.namespaced).map((mapping) => [mapping, undefined] as const),
  ];
  for (const [mapping, namespace] of places) {
    const deprecated = deprecation(mapping);
    if (deprecated !== undefined) yield serverWarning(deprecated);
    for (const { metadata } of listObjects(env.api, mapping, namespace)) {
      const { name, uid, annotations, labels, deletionTimestamp } = metadata;
      if (annotations?.[lastApplied] === undefined || kept.has(uid) || deletionTimestamp !== undefined) continue;
      if (!matchesLabels(labels, requirements)) continue;
      if (report.dryRun !== 'client') {
        env.api.delete(mapping.resource, name, namespace, env.actor, {
          propagationPolicy: 'Background',
          dryRun: report.dryRun === 'server',
        });
      }
      const note = { none: '', client: ' (dry run)', server: ' (server dry run)' }[report.dryRun];
      if (!report.printsObjects) yield print(`${groupSingular(mapping)}/${name} pruned${note}\n`);
    }
  }
}

/** @throws CommandFailure if `--prune-allowlist` names a kind that does not exist. */
export function prunedTypes(flags: Flags, env: KubectlEnvironment): readonly ResourceInfo[] {
  const listed = flags.has('prune-allowlist') ? flags.all('prune-allowlist') : prunable;
  return listed.map((type) => {
    const [group = '', version = '', kind = '', ...more] = type.split('/');
    if (kind === '' || more.length > 0) {
      throw failure(`invalid GroupVersionKind format: ${type}, please follow <group/version/kind>`);
    }
    const wanted = group === 'core' ? '' : group;
    const found = servedResources(env.api).find((r) => r.group === wanted && r.version === version && r.kind === kind);
    if (found === undefined)
      throw failure(`no matches for kind "${kind}" in version "${wanted ? `${wanted}/` : ''}${version}"`);
    return found;
  });
}
