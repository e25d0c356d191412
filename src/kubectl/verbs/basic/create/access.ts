/** `kubectl create role`, `clusterrole`, `rolebinding` and `clusterrolebinding` */
// Models kubectl/pkg/cmd/create/create_{role,clusterrole,rolebinding,clusterrolebinding}.go
import type { KubectlEnvironment, ParsedArgs } from '../../../command.ts';
import { failure, plainFailure } from '../../../errors/failure.ts';
import type { FlagSpec } from '../../../flags/flags.ts';
import { findMapping, pluralName } from '../../../resources/rest-mapper.ts';
import type { Generator } from './generator.ts';
import { subjects } from '../set/selector.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

const ruleFlags: readonly FlagSpec[] = [
  { name: 'resource', type: 'strings', usage: 'Resource that the rule applies to' },
  { name: 'resource-name', type: 'strings', usage: 'Resource in the white list that the rule applies to' },
  { name: 'verb', type: 'strings', usage: 'Verb that applies to the resources contained in the rule' },
];

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}

const resourceVerbs =
  '* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(' ');
const pathVerbs = '* get post put delete patch head options'.split(' ');

function checkPaths(urls: readonly string[], verbs: readonly string[]): void {
  if (urls.length === 0) return;
  const strange = verbs.find((verb) => !pathVerbs.includes(verb));
  if (strange !== undefined) throw failure(`invalid verb: '${strange}' for nonResourceURL`);
  for (const url of urls) {
    if (url !== '*' && !url.startsWith('/')) throw failure('nonResourceURL should start with /');
    if (!url.slice(0, -1).includes('*')) continue;
    throw failure("nonResourceURL only supports wildcard matches when '*' is at the end");
  }
}

/**
 * Makes a rule for each API group of the resources.
 * @param missing The error without a resource.
 */
function rules({ flags }: ParsedArgs, { api, warn }: KubectlEnvironment, missing: string): readonly Rule[] {
  const verbs = flags.list('verb').includes('*') ? ['*'] : [...new Set(flags.list('verb'))];
  if (verbs.length === 0) throw failure('at least one verb must be specified');
  const urls = flags.list('non-resource-url');
  const ofResources = flags.list('resource').length > 0;
  if (!ofResources && urls.length === 0) throw failure(missing);
  for (const verb of ofResources ? verbs : []) {
    if (!resourceVerbs.includes(verb)) warn?.(`Warning: '${verb}' is not a standard resource verb\n`);
  }
  checkPaths(urls, verbs);
  const resourceNames = flags.list('resource-name');
  const groups = new Map<string, string[]>();
  for (const given of flags.list('resource')) {
    const [type = '', subresource] = given.split('/');
    const mapping = type === '*' ? undefined : findMapping(api, type);
    if (type !== '*' && mapping === undefined) {
      throw plainFailure(`the server doesn't have a resource type "${type.split('.')[0]}"`);
    }
    const name =
      (mapping === undefined ? '*' : pluralName(mapping)) + (subresource === undefined ? '' : `/${subresource}`);
    const group = mapping?.group ?? '*';
    groups.set(group, [...new Set([...(groups.get(group) ?? []), name])]);
  }
  return [
    ...[...groups].map(([group, resources]) => ({
      apiGroups: [group],
      ...(resourceNames.length > 0 && { resourceNames }),
      resources,
      verbs,
    })),
    ...(urls.length > 0 ? [{ nonResourceURLs: urls, verbs }] : []),
  ];
}

function clusterRules(parsed: ParsedArgs, env: KubectlEnvironment): object {
  const { flags } = parsed;
  if (!flags.has('aggregation-rule')) {
    return { rules: rules(parsed, env, 'one of resource or nonResourceURL must be specified') };
  }
  if (['non-resource-url', 'verb', 'resource', 'resource-name'].some((name) => flags.has(name))) {
    throw failure('aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames');
  }
  const matchLabels = Object.fromEntries(flags.pairs('aggregation-rule'));
  return { aggregationRule: { clusterRoleSelectors: [{ matchLabels }] }, rules: null };
}

const bindingFlags: readonly FlagSpec[] = [
  { name: 'group', type: 'strings', usage: 'Groups to bind to the role.' },
  { name: 'serviceaccount', type: 'strings', usage: 'Service accounts to bind to the role, <namespace>:<name>.' },
  { name: 'user', type: 'strings', usage: 'Usernames to bind to the role.' },
];

const subjectsOf = ({ flags }: ParsedArgs): { readonly subjects?: readonly object[] } => {
  const bound = subjects(flags.list('user'), flags.list('group'), flags.list('serviceaccount'));
  return bound.length === 0 ? {} : { subjects: bound };
};

export const accessGenerators: readonly Generator[] = [
  {
    name: 'clusterrole',
    short: 'Create a cluster role',
    usage: 'NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]',
    flags: [
      ...ruleFlags,
      { name: 'aggregation-rule', type: 'pairs', usage: 'Labels of the ClusterRoles that this one is made of.' },
      { name: 'non-resource-url', type: 'strings', usage: 'A partial url that user should access.' },
    ],
    build: (name, parsed, env) => ({
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name },
      ...clusterRules(parsed, env),
    }),
  },
  {
    name: 'clusterrolebinding',
    failed: 'failed to create clusterrolebinding:',
    short: 'Create a cluster role binding for a particular cluster role',
    usage:
      'NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname]',
    flags: [
      ...bindingFlags,
      { name: 'clusterrole', type: 'string', required: true, usage: 'ClusterRole this binding should reference' },
    ],
    build: (name, parsed) => ({
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup, kind: 'ClusterRole', name: parsed.flags.string('clusterrole') },
      ...subjectsOf(parsed),
    }),
  },
  {
    name: 'role',
    short: 'Create a role with single rule',
    usage: 'NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename]',
    flags: ruleFlags,
    build: (name, parsed, env) => ({
      apiVersion,
      kind: 'Role',
      metadata: { name },
      rules: rules(parsed, env, 'at least one resource must be specified'),
    }),
  },
  {
    name: 'rolebinding',
    failed: 'failed to create rolebinding:',
    short: 'Create a role binding for a particular role or cluster role',
    usage:
      'NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname]',
    flags: [
      ...bindingFlags,
      { name: 'clusterrole', type: 'string', usage: 'ClusterRole this RoleBinding should reference' },
      { name: 'role', type: 'string', usage: 'Role this RoleBinding should reference' },
    ],
    build(name, parsed) {
      const [cluster, own] = [parsed.flags.string('clusterrole'), parsed.flags.string('role')];
      if ((cluster === '') === (own === '')) throw failure('exactly one of clusterrole or role must be specified');
      const roleRef = { apiGroup, kind: cluster === '' ? 'Role' : 'ClusterRole', name: cluster || own };
      return { apiVersion, kind: 'RoleBinding', metadata: { name }, roleRef, ...subjectsOf(parsed) };
    },
  },
];
