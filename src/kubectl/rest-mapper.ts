/** The server's resources under the names that people type: `sts`, `StatefulSet`, `statefulsets.v1.apps`, `all`. */
// Models apimachinery/pkg/api/meta/restmapper.go and cli-runtime/pkg/resource/builder.go (mappingFor)
import { customResources, type ObjectView, type ResourceInfo, resources } from '../engine/index.ts';
import { failure } from './failure.ts';

/** What `kubectl get all` stands for. */
const inAll = new Set(
  'pods replicationcontrollers services daemonsets deployments replicasets statefulsets horizontalpodautoscalers cronjobs jobs'.split(
    ' ',
  ),
);

export const isInAll = ({ resource }: ResourceInfo): boolean => inAll.has(resource);

/** All that is served, in the order of discovery; of a kind in two versions, the newer one. */
export function servedResources(view: ObjectView): readonly ResourceInfo[] {
  const own = resources.filter((r) => !(r.kind === 'HorizontalPodAutoscaler' && r.version === 'v1'));
  return [...own, ...customResources(view)];
}

/** The plural name alone; the engine knows custom resources by the name of their definition. */
export const pluralName = ({ resource, group }: ResourceInfo): string =>
  group !== '' && resource.endsWith(`.${group}`) ? resource.slice(0, -group.length - 1) : resource;

/** `statefulsets.apps`, or `pods` of the core group. */
export const groupResource = (info: ResourceInfo): string => withGroup(pluralName(info), info.group);

/** `statefulset.apps`, or `pod` of the core group. */
export const groupSingular = ({ kind, group }: ResourceInfo): string => withGroup(kind.toLowerCase(), group);

const withGroup = (name: string, group: string): string => (group === '' ? name : `${name}.${group}`);

/** `undefined` for a type that the server does not have. */
export function findMapping(view: ObjectView, type: string): ResourceInfo | undefined {
  const served = servedResources(view);
  const [name = '', second = '', ...others] = type.split('.');
  const group = type.split('.').slice(1).join('.');
  return (
    (others.length > 0 ? lookUp(served, name, others.join('.'), second) : undefined) ??
    lookUp(served, name, group) ??
    (others.length === 0 && second !== '' ? lookUp(served, name, '', second) : undefined)
  );
}

function lookUp(
  served: readonly ResourceInfo[],
  typed: string,
  group: string,
  version?: string,
): ResourceInfo | undefined {
  const name = typed.toLowerCase();
  const named = served.filter(
    (info) =>
      (pluralName(info) === name || info.kind.toLowerCase() === name || info.shortNames.includes(name)) &&
      (version === undefined || info.version === version),
  );
  if (group === '') return version === undefined ? named[0] : named.find((info) => info.group === '');
  return named.find((info) => info.group === group) ?? named.find((info) => info.group.startsWith(group));
}

export function mappingFor(view: ObjectView, type: string): ResourceInfo {
  const found = findMapping(view, type);
  if (found === undefined) throw failure(`the server doesn't have a resource type "${type.split('.')[0]}"`);
  return found;
}

/** The types of `sts,po` or `all`, each once. */
export function mappingsFor(view: ObjectView, types: readonly string[]): readonly ResourceInfo[] {
  const found = types.flatMap((type) =>
    type === 'all' ? servedResources(view).filter(isInAll) : [mappingFor(view, type)],
  );
  return [...new Map(found.map((info) => [groupResource(info), info])).values()];
}
