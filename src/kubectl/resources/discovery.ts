/** Discovery: the resources that the API server reports, including kinds that are not stored. */
import { apiVersionOf, type ResourceInfo, type ResourceName, resources } from '../../engine/index.ts';

/** Resources that only answer requests, and store no objects: `resource Kind`, `!` for cluster-scoped ones. */
const requestKinds = {
  v1: 'bindings Binding',
  'authentication.k8s.io/v1': 'selfsubjectreviews SelfSubjectReview!, tokenreviews TokenReview!',
  'authorization.k8s.io/v1':
    'localsubjectaccessreviews LocalSubjectAccessReview, selfsubjectaccessreviews SelfSubjectAccessReview!, ' +
    'selfsubjectrulesreviews SelfSubjectRulesReview!, subjectaccessreviews SubjectAccessReview!',
};

const unstored = (groupVersion: string, entry: string, shortNames: readonly string[] = []): ResourceInfo => {
  const [, resource = '', kind = '', mark] = /^(\w+) (\w+)(!?)$/.exec(entry)!;
  const [version = '', group = ''] = groupVersion.split('/').reverse();
  return {
    resource: resource as ResourceName,
    kind,
    group,
    version,
    namespaced: mark === '',
    shortNames,
    hasStatus: false,
    tracksGeneration: false,
  };
};

const requests = Object.entries(requestKinds).flatMap(([groupVersion, kinds]) =>
  kinds.split(', ').map((entry) => unstored(groupVersion, entry)),
);

/** The status of the control plane, computed on reading. */
const componentStatuses = unstored('v1', 'componentstatuses ComponentStatus!', ['cs']);
/** The Events of the core group in their own group. */
const newEvents = unstored('events.k8s.io/v1', 'events Event', ['ev']);

const core = (info: ResourceInfo): number => (info.group === '' ? 0 : 1);

/** The kinds of the server itself, by group and version in the order of discovery. */
export const builtIn: readonly ResourceInfo[] = [...requests, componentStatuses, newEvents, ...resources].sort(
  (a, b) => core(a) - core(b) || compare(apiVersionOf(a), apiVersionOf(b)) || compare(a.resource, b.resource),
);

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

export function verbsOf(info: ResourceInfo): readonly string[] {
  if (requests.includes(info)) return ['create'];
  if (info === componentStatuses) return ['get', 'list'];
  return info.resource === 'namespaces' ? allVerbs.filter((verb) => verb !== 'deletecollection') : allVerbs;
}

/** False for resources that can only be created. */
export const canBeRead = (info: ResourceInfo): boolean => verbsOf(info).includes('get');

const inAll =
  'pods replicationcontrollers services daemonsets deployments replicasets statefulsets horizontalpodautoscalers cronjobs jobs';
const builtInCategories: Readonly<Record<string, readonly string[]>> = {
  all: inAll.split(' '),
  'api-extensions': resources
    .filter(({ group }) => /^(admissionregistration|apiextensions|apiregistration)\.k8s\.io$/.test(group))
    .map(({ resource }) => resource),
};

/** Categories of the type, such as `all`. */
export const categoriesOf = (info: ResourceInfo): readonly string[] =>
  info.categories ??
  Object.keys(builtInCategories).filter((category) => builtInCategories[category]!.includes(info.resource));
