/** One object of a build, with its former names. */
// Models sigs.k8s.io/kustomize/api/resource/resource.go and kyaml/resid/{gvk,resid}.go
import { type Manifest, resourceOfKind } from '../../engine/index.ts';
import { BuildError } from './build-error.ts';

/** Identifies an object. */
export interface Id {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** A group, version and kind; an empty part matches any. */
export type Gvk = Pick<Id, 'group' | 'version' | 'kind'>;

export type Behavior = 'create' | 'replace' | 'merge';

/** The namespace of cluster-scoped objects. */
const noNamespace = '_non_namespaceable_';

/** Largest number of objects in a build. */
const maxResources = 1000;

export const isSelected = (id: Gvk, { group, version, kind }: Partial<Gvk>): boolean =>
  (!group || group === id.group) && (!version || version === id.version) && (!kind || kind === id.kind);

export const isClusterScoped = ({ group, version, kind }: Gvk): boolean =>
  resourceOfKind(group === '' ? version : `${group}/${version}`, kind)?.namespaced === false;

export const namespaceOf = (id: Id): string => (isClusterScoped(id) ? noNamespace : id.namespace || 'default');

export const sameId = (a: Id, b: Id): boolean =>
  a.name === b.name && a.kind === b.kind && sameGroup(a, b) && namespaceOf(a) === namespaceOf(b);

const sameGroup = (a: Gvk, b: Gvk): boolean => a.group === b.group && a.version === b.version;

/** `Deployment.v1.apps` */
export const gvkText = ({ group, version, kind }: Gvk): string =>
  `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}`;

/** `Deployment.v1.apps/web.[noNs]` */
export const idText = (id: Id): string =>
  `${gvkText(id)}/${id.name || '[noName]'}.${isClusterScoped(id) ? '[noNs]' : id.namespace || '[noNs]'}`;

export class Resource {
  /** Only this resource uses the object, so it can be changed in place. */
  object: Manifest;
  /** The ids before its name, namespace or kind was changed, oldest first. */
  previous: readonly Id[] = [];
  prefixes: readonly string[] = [];
  suffixes: readonly string[] = [];
  /** True if its name gets a content hash. */
  hashed = false;
  behavior: Behavior = 'create';

  constructor(object: Manifest) {
    this.object = copyOf(object);
  }

  get id(): Id {
    const { apiVersion = '', kind = '', metadata } = this.object;
    const slash = apiVersion.indexOf('/');
    const [group, version] = slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
    return { group, version, kind, name: metadata?.name ?? '', namespace: metadata?.namespace ?? '' };
  }

  get originalId(): Id {
    return this.previous[0] ?? this.id;
  }

  get ids(): readonly Id[] {
    return [...this.previous, this.id];
  }

  /** Adds the current id to the {@link previous} ones. */
  remember(): void {
    const { id } = this;
    this.previous = [...this.previous, { ...id, namespace: namespaceOf(id) }];
  }

  setMetadata(field: 'name' | 'namespace', value: string): void {
    this.object = { ...this.object, metadata: { ...this.object.metadata, [field]: value } };
  }
}

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The resources of a build, in the order in which they were added. */
export class Resources {
  #all: readonly Resource[] = [];

  get all(): readonly Resource[] {
    return this.#all;
  }

  set all(resources: readonly Resource[]) {
    this.#all = [];
    for (const resource of resources) this.add(resource);
  }

  /** @throws BuildError if another one has its id. */
  add(resource: Resource): void {
    const { id } = resource;
    if (this.#all.some((other) => sameId(other.id, id))) {
      throw new BuildError(`may not add resource with an already registered id: ${idText(id)}`);
    }
    if (this.#all.length >= maxResources) throw new BuildError(`more than ${maxResources} resources`);
    this.#all = [...this.#all, resource];
  }

  remove(resource: Resource): void {
    this.#all = this.#all.filter((other) => other !== resource);
  }

  replace(old: Resource, resource: Resource): void {
    this.#all = this.#all.map((other) => (other === old ? resource : other));
  }

  /** Returns the resources with a current or former id for which `matches` is true. */
  withAnyId(matches: (id: Id) => boolean): readonly Resource[] {
    return this.#all.filter(({ ids }) => ids.some(matches));
  }
}
