/** Maps typed names to the server's resources: `sts`, `StatefulSet`, `statefulsets.v1.apps`, `all`. */
// Models apimachinery/pkg/api/meta/restmapper.go and cli-runtime/pkg/resource/builder.go (mappingFor)
import { customResources, type ObjectView, type ResourceInfo, StatusError } from '../../engine/index.ts';
import { builtIn, canBeRead, categoriesOf } from './discovery.ts';
import { failure } from '../errors/failure.ts';

/** All served resources in the order of discovery; a kind with two versions once, in the newer one. */
export const servedResources = (view: ObjectView): readonly ResourceInfo[] =>
  servedVersions(view).filter((info) => !isOlder(info));

const isOlder = ({ kind, version }: ResourceInfo): boolean => kind === 'HorizontalPodAutoscaler' && version === 'v1';

/** All served resources in every version, in the order of discovery. */
export function servedVersions(view: ObjectView): readonly ResourceInfo[] {
  return [...builtIn, ...customResources(view)];
}

/** The plural name; for custom resources, the engine uses the name of their definition. */
export const pluralName = ({ resource, group }: ResourceInfo): string =>
  group !== '' && resource.endsWith(`.${group}`) ? resource.slice(0, -group.length - 1) : resource;

/** `statefulsets.apps`, or `pods` for the core group. */
export const groupResource = (info: ResourceInfo): string => withGroup(pluralName(info), info.group);

/** `statefulset.apps`, or `pod` for the core group. */
export const groupSingular = ({ kind, group }: ResourceInfo): string => withGroup(kind.toLowerCase(), group);

const withGroup = (name: string, group: string): string => (group === '' ? name : `${name}.${group}`);

/** `undefined` for a type that the server does not have. */
export function findMapping(view: ObjectView, type: string): ResourceInfo | undefined {
  const [name = '', second = '', ...others] = type.split('.');
  const group = type.split('.').slice(1).join('.');
  const named = findMappings(view, name);
  return (
    (others.length > 0 ? lookUp(named, others.join('.'), second) : undefined) ??
    lookUp(named, group) ??
    (others.length === 0 && second !== '' ? lookUp(named, '', second) : undefined)
  );
}

/** Returns the types with this name in every group. */
export const findMappings = (view: ObjectView, typed: string): readonly ResourceInfo[] => [
  ...(builtInByName().get(typed.toLowerCase()) ?? []).filter((info) => isNamed(info, typed)),
  ...customResources(view).filter((info) => isNamed(info, typed)),
];

let byName: ReadonlyMap<string, readonly ResourceInfo[]> | undefined;

/** The kinds of the server itself by each of their names, in the order of discovery; made on first use. */
function builtInByName(): NonNullable<typeof byName> {
  if (byName !== undefined) return byName;
  const found = new Map<string, ResourceInfo[]>();
  for (const info of builtIn.filter((one) => !isOlder(one))) {
    for (const name of new Set([pluralName(info), info.kind.toLowerCase(), ...info.shortNames])) {
      found.set(name, [...(found.get(name) ?? []), info]);
    }
  }
  return (byName = found);
}

/** Short names are case-sensitive; other names are not. */
const isNamed = (info: ResourceInfo, typed: string): boolean =>
  [pluralName(info), info.kind.toLowerCase()].includes(typed.toLowerCase()) || info.shortNames.includes(typed);

function lookUp(all: readonly ResourceInfo[], group: string, version?: string): ResourceInfo | undefined {
  const named = all.filter((info) => version === undefined || info.version === version);
  if (group === '') return version === undefined ? named[0] : named.find((info) => info.group === '');
  return named.find((info) => info.group === group) ?? named.find((info) => info.group.startsWith(group));
}

/** Throws if objects of the type cannot be read. */
export function mappingFor(view: ObjectView, type: string): ResourceInfo {
  const found = findMapping(view, type);
  if (found === undefined) throw failure(`the server doesn't have a resource type "${type.split('.')[0]}"`);
  if (!canBeRead(found))
    throw new StatusError('MethodNotAllowed', 'the server does not allow this method on the requested resource');
  return found;
}

/** Returns the types of `sts,po`, or of a category such as `all`, without duplicates. */
export function mappingsFor(view: ObjectView, types: readonly string[]): readonly ResourceInfo[] {
  const found = types.flatMap((type) => {
    const inCategory = servedResources(view).filter((info) => categoriesOf(info).includes(type));
    return inCategory.length > 0 ? inCategory : [mappingFor(view, type)];
  });
  return [...new Map(found.map((info) => [groupResource(info), info])).values()];
}
