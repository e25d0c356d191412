/** `kubectl delete` */
// Models kubectl/pkg/cmd/delete/delete.go
import { type DeleteOptions, StatusError } from '../../../engine/index.ts';
import { getObject } from '../../client/client.ts';
import { type Chunk, type Command, complain, type KubectlEnvironment, type ParsedArgs, print } from '../../command.ts';
import { withSource } from '../../errors/errors.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, findObjects, selectorFlags, type Target } from '../../resources/find-objects.ts';
import { readCascade } from '../../flags/cascade.ts';
import type { Flags } from '../../flags/flags.ts';
import { dryRunFlag, readDryRun } from '../../flags/print-flags.ts';
import { groupSingular } from '../../resources/rest-mapper.ts';
import { visitAll } from '../../resources/visit.ts';
import { waitUntilGone, type Doomed } from '../advanced/wait-until-gone.ts';

const week = 168 * 3600 * 1000;
const immediate =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n';
const clusterScoped = 'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n';

export const deleteCommand: Command = {
  name: 'delete',
  short: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  usage: '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  examples:
    '# Delete a pod with minimal delay\nkubectl delete pod foo --now\n\n' +
    '# Force delete a pod on a dead node\nkubectl delete pod foo --force\n\n' +
    '# Delete a set and keep its pods\nkubectl delete statefulset web --cascade=orphan\n',
  flags: [
    ...fileFlags('containing the resource to delete.'),
    ...selectorFlags,
    { name: 'all', type: 'bool', usage: 'Delete all resources, in the namespace of the specified resource types.' },
    {
      name: 'cascade',
      type: 'string',
      default: 'background',
      bare: 'background',
      values: ['background', 'orphan', 'foreground'],
      usage: 'Must be "background", "orphan", or "foreground". How the dependents are deleted.',
    },
    dryRunFlag,
    { name: 'force', type: 'bool', usage: 'If true, remove resources from API at once and bypass graceful deletion.' },
    { name: 'grace-period', type: 'int', default: '-1', usage: 'Period of time in seconds given to end gracefully.' },
    { name: 'ignore-not-found', type: 'bool', usage: 'Treat "resource not found" as a successful delete.' },
    { name: 'interactive', short: 'i', type: 'bool', usage: 'If true, delete only after the answer "y".' },
    { name: 'now', type: 'bool', usage: 'If true, resources are signaled for immediate shutdown.' },
    { name: 'output', short: 'o', type: 'string', values: ['name'], usage: 'Output mode. Use "-o name".' },
    { name: 'timeout', type: 'duration', default: '0s', usage: 'How long to wait before giving up on a delete.' },
    { name: 'wait', type: 'bool', default: 'true', usage: 'If true, wait for resources to be gone before returning.' },
    { name: 'raw', type: 'string', usage: '', absent: 'the lab answers raw requests only for kubectl get' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    yield* runDelete(parsed, env);
    return 0;
  },
};

function* runDelete(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, void> {
  const { flags } = parsed;
  const grace = gracePeriod(flags);
  const propagationPolicy = yield* readCascade(flags);
  const dryRun = readDryRun(flags);
  const found = findObjects(parsed, env, { mustExist: false });
  yield* validate(flags, grace);
  if (flags.bool('interactive') && !(yield* confirmed(found.targets, env))) return;

  const options: DeleteOptions = { propagationPolicy, ...(grace >= 0 && { gracePeriodSeconds: grace }) };
  const selects = ['all', 'selector', 'field-selector'].some((name) => flags.has(name));
  const ignoreNotFound = flags.has('ignore-not-found') ? flags.bool('ignore-not-found') : selects;
  const deleted: Doomed[] = [];
  let warnScope = flags.has('namespace') && !flags.bool('all-namespaces');
  yield* visitAll(found, function* (target) {
    const { mapping, name, namespace } = target;
    const live = getObject(env.api, mapping, name, namespace);
    if (warnScope && !mapping.namespaced) {
      yield complain(clusterScoped);
      warnScope = false;
    }
    if (dryRun !== 'client') {
      try {
        env.api.delete(mapping.resource, name, namespace, env.actor, { ...options, dryRun: dryRun === 'server' });
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        if (error.reason === 'NotFound' && ignoreNotFound) return;
        throw target.info === undefined ? error : withSource('deleting', target.info.source, error);
      }
    }
    deleted.push({ mapping, name, namespace, uid: live?.metadata.uid });
    yield print(done(target, flags, grace));
  });
  if (found.targets.length === 0) yield print('No resources found\n');
  if (!flags.bool('wait') || dryRun !== 'none') return;
  const timeout = flags.duration('timeout') || week;
  yield* waitUntilGone(deleted, env, env.cluster.now() + timeout);
}

/** Seconds; negative for each object's own default. */
function gracePeriod(flags: Flags): number {
  let grace = flags.int('grace-period');
  if (flags.bool('now')) {
    if (grace !== -1) throw failure('--now and --grace-period cannot be specified together');
    grace = 1;
  }
  // Without --force, 0 becomes 1.
  if (grace === 0 && !flags.bool('force')) return 1;
  return flags.bool('force') && grace < 0 ? 0 : grace;
}

function* validate(flags: Flags, grace: number): Generator<Chunk, void> {
  const output = flags.string('output');
  if (output !== '' && output !== 'name') {
    throw failure(`unexpected -o output mode: ${output}. We only support '-o name'`);
  }
  if (flags.bool('all') && flags.string('selector') !== '') {
    throw failure('cannot set --all and --selector at the same time');
  }
  if (flags.bool('all') && flags.string('field-selector') !== '') {
    throw failure('cannot set --all and --field-selector at the same time');
  }
  if (!flags.bool('force')) return;
  if (grace > 0) throw failure('--force and --grace-period greater than 0 cannot be specified together');
  yield complain(immediate);
}

function* confirmed(targets: readonly Target[], env: KubectlEnvironment): Generator<Chunk, boolean> {
  yield print(`You are about to delete the following ${targets.length} resource(s):\n`);
  yield print(targets.map(({ mapping, name }) => `${groupSingular(mapping)}/${name}\n`).join(''));
  yield print('Do you want to continue? (y/N): ');
  const yes = /^\s*y(es)?\s*$/im.test(env.stdin.split('\n')[0]!);
  if (!yes) yield print('deletion is cancelled\n');
  return yes;
}

function done({ mapping, name, namespace }: Target, flags: Flags, grace: number): string {
  const type = groupSingular(mapping);
  if (flags.string('output') === 'name') return `${type}/${name}\n`;
  const dryRun = { none: '', client: ' (dry run)', server: ' (server dry run)' }[readDryRun(flags)];
  const where = namespace === undefined ? '' : ` from ${namespace} namespace`;
  return `${type} "${name}" ${grace === 0 ? 'force deleted' : 'deleted'}${dryRun}${where}\n`;
}
