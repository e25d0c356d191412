/** `kubectl scale` */
// Models kubectl/pkg/cmd/scale/scale.go and kubectl/pkg/scale/scale.go
import type { KubernetesObject, ResourceInfo } from '../../../engine/index.ts';
import { getObject } from '../../client/client.ts';
import type { Chunk, Command, KubectlEnvironment, ParsedArgs } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, findObjects, notFound, type Target } from '../../resources/find-objects.ts';
import { type Report, dryRunFlag, objectFlags, recordFlag, startReport } from '../../flags/print-flags.ts';
import { noSubresource, scalable } from '../../flags/subresources.ts';

export const scale: Command = {
  name: 'scale',
  short: 'Set a new size for a deployment, replica set, or replication controller',
  long:
    'Set a new size for a deployment, replica set, replication controller, or stateful set.\n\n' +
    ' Scale also allows users to specify one or more preconditions for the scale action.',
  usage: '[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
  examples:
    '# Scale a stateful set named "web" to 3\nkubectl scale --replicas=3 statefulset/web\n\n' +
    '# Scale a resource identified by type and name specified in "web.yaml" to 3\nkubectl scale --replicas=3 -f web.yaml\n\n' +
    "# If the stateful set named web's current size is 2, scale web to 3\nkubectl scale --current-replicas=2 --replicas=3 statefulset/web\n",
  flags: [
    ...fileFlags('identifying the resource to set a new size'),
    dryRunFlag,
    ...objectFlags,
    recordFlag,
    { name: 'all', type: 'bool', usage: 'Select all resources in the namespace of the specified resource types' },
    { name: 'current-replicas', type: 'int', default: '-1', usage: 'Precondition for current size.' },
    { name: 'replicas', type: 'int', required: true, usage: 'The new desired number of replicas. Required.' },
    { name: 'resource-version', type: 'string', usage: 'Precondition for resource version.' },
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      usage: 'How long to wait before giving up on a scale operation.',
    },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    if (flags.int('replicas') < 0) {
      throw failure('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
    }
    if (flags.int('current-replicas') < -1)
      throw failure('The --current-replicas must specify an integer of -1 or greater');
    const report = yield* startReport(flags, env);
    const found = findObjects(parsed, env, { typeMeansAll: flags.bool('all') });
    if (flags.has('resource-version') && found.targets.length > 1) {
      throw failure('cannot use --resource-version with multiple resources');
    }
    if (found.targets.length === 0)
      throw failure(...(found.errors.length > 0 ? found.errors : ['no objects passed to scale']));
    // Existing objects are scaled, up to the first refusal; then the errors of missing ones are printed.
    for (const target of found.targets) yield* scaleOne(target, parsed, report, env);
    if (found.errors.length > 0) throw failure(...found.errors);
    return 0;
  },
};

function* scaleOne(
  target: Target,
  { flags }: ParsedArgs,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const { mapping, name, namespace } = target;
  const replicas = flags.int('replicas');
  if (report.dryRun !== 'client') {
    if (!scalable.has(mapping.resource)) throw noSubresource();
    const live = getObject(env.api, mapping, name, namespace);
    if (live === undefined) throw notFound(mapping, name);
    const wanted = flags.int('current-replicas');
    if (wanted !== -1 && replicasOf(live) !== wanted) {
      throw failure(`Expected replicas to be ${wanted}, was ${replicasOf(live)}`);
    }
    const version = flags.string('resource-version');
    if (version !== '' && version !== live.metadata.resourceVersion) {
      throw failure(`Expected resource version to be ${version}, was ${live.metadata.resourceVersion}`);
    }
    env.api.patch(mapping.resource, name, namespace, 'merge', { spec: { replicas } }, env.actor, {
      ...report.options,
      subresource: 'scale',
    });
    if (flags.duration('timeout') > 0) {
      yield* waitForSize(mapping, name, namespace, env, env.cluster.now() + flags.duration('timeout'));
    }
  }
  const object = (getObject(env.api, mapping, name, namespace) ?? target.info?.object)!;
  const { spec } = object as { readonly spec?: object };
  const scaled = report.dryRun === 'client' ? { ...object, spec: { ...spec, replicas } } : object;
  yield* report.done(mapping, scaled, 'scaled');
}

function* waitForSize(
  mapping: ResourceInfo,
  name: string,
  namespace: string | undefined,
  env: KubectlEnvironment,
  deadline: number,
): Generator<Chunk, void> {
  for (;;) {
    const live = getObject(env.api, mapping, name, namespace);
    if (live === undefined || (statusOf(live).replicas ?? 0) === replicasOf(live)) return;
    if (env.cluster.now() >= deadline) throw failure('timed out waiting for the condition');
    yield { until: deadline };
  }
}

const replicasOf = (object: KubernetesObject): number =>
  (object as { spec?: { replicas?: number } }).spec?.replicas ?? 0;
const statusOf = (object: KubernetesObject): { readonly replicas?: number } =>
  (object as { status?: { replicas?: number } }).status ?? {};
