/** `kubectl set selector`, `serviceaccount` and `subject` */
// Models kubectl/pkg/cmd/set/set_{selector,serviceaccount,subject}.go
import { type KubernetesObject, mergePatch, StatusError } from '../../../../engine/index.ts';
import type { Chunk, Command, KubectlEnvironment } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import { field, list, text } from '../../../resources/fields.ts';
import { fileFlags, recursiveFileFlags } from '../../../files/files.ts';
import { findObjects, type Target } from '../../../resources/find-objects.ts';
import { operatorNames, parseLabelSelector } from '../../../resources/label-selector.ts';
import { changePodSpec, objectName } from '../../../resources/pod-specs.ts';
import { recordFlag, type Report, startReport } from '../../../flags/print-flags.ts';
import { Aside, mustFindAll, visitAll } from '../../../resources/visit.ts';
import { asTyped } from '../../../resources/typed.ts';
import { commonSetFlags, setFlags } from './image.ts';

export const setSelector: Command = {
  name: 'selector',
  short: 'Set the selector on a resource',
  long:
    'Set the selector on a resource. Note that the new selector will overwrite the old selector if the resource had one prior to the invocation of ' +
    "'set selector'.\n\n Note: currently selectors can only be set on Service objects.",
  usage: '(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  flags: [
    ...recursiveFileFlags('identifying the resource.'),
    ...commonSetFlags,
    recordFlag,
    { name: 'resource-version', type: 'string', usage: 'The resource must be at this version.' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { args, flags } = parsed;
    const report = yield* startReport(flags, env);
    if (args.length === 0) throw failure('one selector is required');
    const selector = readSelector(args.at(-1)!);
    const found = findObjects(parsed, env, { args: args.slice(0, -1), typeMeansAll: flags.bool('all') });
    yield* visitAll(found, function* (target) {
      if (target.mapping.kind !== 'Service') throw new Aside('setting a selector is only supported for Services');
      const version = flags.string('resource-version');
      const metadata = version === '' ? {} : { metadata: { resourceVersion: version } };
      const dropped = Object.keys((field(target.live, 'spec.selector') as object | undefined) ?? {});
      const nulls = Object.fromEntries(dropped.map((key) => [key, null]));
      yield* merge(
        target,
        { ...metadata, spec: { selector: { ...nulls, ...selector } } },
        'selector updated',
        report,
        env,
      );
    });
    return 0;
  },
};

function readSelector(given: string): Readonly<Record<string, string>> {
  const requirements = parseLabelSelector(given);
  const other = requirements.find(({ operator }) => operator !== '=' && operator !== '==');
  if (other !== undefined) {
    const { key, operator, values } = other;
    const expression = `{${key} ${operatorNames[operator]} [${values.join(' ')}]}`;
    throw failure(`match expression [${expression}] not supported on this object`);
  }
  return Object.fromEntries(requirements.map(({ key, values }) => [key, values[0]!]));
}

export const setServiceAccount: Command = {
  name: 'serviceaccount',
  aliases: ['sa'],
  short: 'Update the service account of a resource',
  usage: '(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  examples: '# Set the service account of the set web\nkubectl set serviceaccount statefulset web serviceaccount1\n',
  flags: [...fileFlags('identifying the resource to get from a server.'), ...commonSetFlags, recordFlag],
  completes: 'resources',
  *run(parsed, env) {
    const { args, flags } = parsed;
    const report = yield* startReport(flags, env);
    const serviceAccountName = args.at(-1);
    if (serviceAccountName === undefined) throw failure('serviceaccount is required');
    const found = findObjects(parsed, env, { args: args.slice(0, -1), typeMeansAll: flags.bool('all') });
    mustFindAll(found);
    yield* visitAll(found, (target) =>
      changePodSpec(target, report, env, {
        change: (spec) => ({ ...spec, serviceAccountName }),
        operation: 'serviceaccount updated',
        failed: 'failed to patch ServiceAccountName',
      }),
    );
    return 0;
  },
};

export const setSubject: Command = {
  name: 'subject',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  usage:
    '(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname]',
  flags: [
    ...setFlags,
    { name: 'group', type: 'strings', usage: 'Groups to bind to the role' },
    { name: 'serviceaccount', type: 'strings', usage: 'Service accounts to bind to the role' },
    { name: 'user', type: 'strings', usage: 'Usernames to bind to the role' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    const report = yield* startReport(flags, env);
    const found = findObjects(parsed, env, { typeMeansAll: flags.bool('all') });
    mustFindAll(found);
    const added = subjects(flags.list('user'), flags.list('group'), flags.list('serviceaccount'));
    if (added.length === 0) throw failure('you must specify at least one value of user, group or serviceaccount');
    yield* visitAll(found, function* (target) {
      if (!/^(Cluster)?RoleBinding$/.test(target.mapping.kind)) {
        const { mapping, name } = target;
        throw new Aside(
          `error: ${objectName(mapping, name, report)} setting subjects is only supported for RoleBinding/ClusterRoleBinding`,
        );
      }
      const have = list(target.live, 'subjects');
      const missing = added.filter((subject) => !have.some((one) => same(one, subject)));
      if (missing.length > 0)
        yield* merge(target, { subjects: [...have, ...missing] }, 'subjects updated', report, env);
    });
    return 0;
  },
};

const same = (a: unknown, b: unknown): boolean =>
  ['kind', 'name', 'namespace'].every((name) => text(a, name) === text(b, name));

/** Returns the subjects of a binding. */
export function subjects(
  users: readonly string[],
  groups: readonly string[],
  accounts: readonly string[],
): readonly object[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  return [
    ...users.map((name) => ({ apiGroup, kind: 'User', name })),
    ...groups.map((name) => ({ apiGroup, kind: 'Group', name })),
    ...accounts.map((account) => {
      const [namespace = '', name = '', ...more] = account.split(':');
      if (namespace === '' || name === '' || more.length > 0) {
        throw failure('serviceaccount must be <namespace>:<name>');
      }
      return { kind: 'ServiceAccount', name, namespace };
    }),
  ];
}

function* merge(
  { mapping, name, namespace, live }: Target,
  patch: object,
  operation: string,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  if (report.local) {
    const written = asTyped(mergePatch(live, patch) as KubernetesObject, mapping.resource);
    return yield* report.typed(mapping, written, operation);
  }
  const dryRun = report.dryRun !== 'none';
  const written: KubernetesObject = env.api.patch(mapping.resource, name, namespace, 'merge', patch, env.actor, {
    ...report.options,
    dryRun,
  });
  if (live === undefined) throw new StatusError('NotFound', `${mapping.resource} "${name}" not found`);
  yield* report.typed(mapping, written, operation);
}
