/** Users and the permissions of their roles. The lab itself allows everything. */
// Models plugin/pkg/auth/authorizer/rbac and apiserver/pkg/endpoints/filters/impersonation.go
import type { KubernetesObject, ObjectView } from '../../engine/index.ts';
import { listObjects } from './client.ts';
import type { KubectlEnvironment } from '../command.ts';
import { mappingFor } from '../resources/rest-mapper.ts';
import { list, text, texts } from '../resources/fields.ts';
import type { Flags } from '../flags/flags.ts';

export interface User {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** An operation on a resource, in the API server's words. */
export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** Empty for all namespaces, and for cluster-scoped resources. */
  readonly namespace: string;
}

const serviceAccount = /^system:serviceaccount:([^:]+):[^:]+$/;

/** The administrator, or the user of `--as`. */
export function userOf(flags: Flags, { actor }: Pick<KubectlEnvironment, 'actor'>): User {
  const username = flags.string('as');
  if (username === '') {
    return { username: actor.name, groups: ['system:masters', 'system:authenticated'], extra: {} };
  }
  const given = flags.has('as-group') ? flags.list('as-group') : [];
  const [, namespace] = serviceAccount.exec(username) ?? [];
  const implied =
    given.length > 0 || namespace === undefined
      ? []
      : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const everybody = username === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated';
  const uid = flags.string('as-uid');
  return {
    username,
    ...(uid !== '' && { uid }),
    groups: [...new Set([...given, ...implied, everybody])],
    extra: extraOf(flags.all('as-user-extra')),
  };
}

/** Parses `key=value`; a key may have several values. */
function extraOf(pairs: readonly string[]): Record<string, readonly string[]> {
  const extra: Record<string, readonly string[]> = {};
  for (const pair of pairs) {
    const [key = '', ...value] = pair.split('=');
    extra[key] = [...(Object.hasOwn(extra, key) ? extra[key]! : []), value.join('=')];
  }
  return extra;
}

export const selfSubjectReview = ({ username, uid, groups, extra }: User, creationTimestamp: string) =>
  ({
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'SelfSubjectReview',
    metadata: { creationTimestamp },
    status: {
      userInfo: {
        ...(Object.keys(extra).length > 0 && { extra }),
        groups,
        ...(uid !== undefined && { uid }),
        username,
      },
    },
  }) as unknown as KubernetesObject;

/** Returns true if a role allows it: RBAC only adds permissions. */
export function isAllowed(view: ObjectView, user: User, attributes: Attributes): boolean {
  if (user.groups.includes('system:masters')) return true;
  return rulesOf(view, user, attributes.namespace).some((rule) => covers(rule, attributes));
}

/** Non-resource URLs. */
export function isPathAllowed(view: ObjectView, user: User, verb: string, path: string): boolean {
  if (user.groups.includes('system:masters')) return true;
  if (verb === 'get' && openPaths.some((open) => matchesPath(open, path))) return true;
  return rulesOf(view, user, '').some(
    (rule) =>
      includes(list(rule, 'verbs'), verb) &&
      list(rule, 'nonResourceURLs').some((url) => matchesPath(String(url), path)),
  );
}

/** Paths that every user may read; a path occurs once for each role that allows it. */
export const openPaths =
  '/.well-known/* /.well-known /api/* /api /apis/* /apis /healthz /healthz /livez /livez /openapi/* /openapi /readyz /readyz /version/ /version/ /version /version'.split(
    ' ',
  );

const matchesPath = (pattern: string, path: string): boolean =>
  pattern === '*' || pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));

/** The rules that hold for every user. */
const selfReviews = [
  ['authentication.k8s.io', 'selfsubjectreviews'],
  ['authorization.k8s.io', 'selfsubjectaccessreviews'],
  ['authorization.k8s.io', 'selfsubjectrulesreviews'],
].map(([group, resource]) => ({ apiGroups: [group], resources: [resource], verbs: ['create'] }));

/** Returns the rules of all roles that are bound to a user, in a namespace and cluster-wide. */
export function rulesOf(view: ObjectView, user: User, namespace: string): readonly unknown[] {
  const everywhere = bound(objectsOf(view, 'clusterrolebindings'), user);
  const here = namespace === '' ? [] : bound(objectsOf(view, 'rolebindings', namespace), user);
  const own = user.groups.includes('system:authenticated') ? selfReviews : [];
  return [...own, ...[...everywhere, ...here].flatMap((binding) => roleRules(view, binding))];
}

function bound(bindings: readonly KubernetesObject[], { username, groups }: User): readonly KubernetesObject[] {
  return bindings.filter((binding) =>
    list(binding, 'subjects').some((subject) => {
      const [kind, name] = [text(subject, 'kind'), text(subject, 'name')];
      if (kind === 'Group') return groups.includes(name);
      if (kind === 'User') return name === username;
      const namespace = text(subject, 'namespace') || binding.metadata.namespace;
      return kind === 'ServiceAccount' && username === `system:serviceaccount:${namespace}:${name}`;
    }),
  );
}

function roleRules(view: ObjectView, binding: KubernetesObject): readonly unknown[] {
  const { kind, name } = texts(binding, 'roleRef');
  // The role cluster-admin exists in every cluster; its rules are known.
  if (kind === 'ClusterRole' && name === 'cluster-admin') {
    return [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ];
  }
  const roles =
    kind === 'ClusterRole' ? objectsOf(view, 'clusterroles') : objectsOf(view, 'roles', binding.metadata.namespace);
  return list(
    roles.find(({ metadata }) => metadata.name === name),
    'rules',
  );
}

const objectsOf = (view: ObjectView, type: string, namespace?: string): readonly KubernetesObject[] =>
  listObjects(view, mappingFor(view, `${type}.rbac.authorization.k8s.io`), namespace);

const includes = (values: readonly unknown[], wanted: string): boolean =>
  values.includes('*') || values.includes(wanted);

function covers(rule: unknown, { verb, group, resource, subresource, name }: Attributes): boolean {
  const [names, resources] = [list(rule, 'resourceNames'), list(rule, 'resources')];
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  return (
    includes(list(rule, 'verbs'), verb) &&
    includes(list(rule, 'apiGroups'), group) &&
    (includes(resources, full) || (subresource !== '' && resources.includes(`*/${subresource}`))) &&
    (names.length === 0 || names.includes(name))
  );
}
