/** Finds objects that a dump lacks: they are reported with the command that prints them, and then made up. */
import {
  type KubernetesObject,
  type Manifest,
  type PersistentVolumeClaim,
  type Pod,
  type StatefulSet,
  storageClassNameOf,
} from '../engine/index.ts';
import { basicManifests } from '../engine/restore/index.ts';
import { madeUpClaims, madeUpRevisions, madeUpVolumes } from './made-up-objects.ts';

/** Kinds whose objects can be missing; each is replaced by an assumption. */
export type LackingKind =
  | 'StatefulSet'
  | 'Pod'
  | 'ControllerRevision'
  | 'PersistentVolumeClaim'
  | 'PersistentVolume'
  | 'Node'
  | 'StorageClass'
  | 'Service';

export interface Lack {
  readonly kind: LackingKind;
  /** The known names of the missing objects; at most three. */
  readonly names: readonly string[];
  /** Number of names that are left out. */
  readonly more: number;
  /** The command that prints them. */
  readonly command: string;
}

export interface Completed {
  /** The objects of the dump, and those that must exist because others refer to them. */
  readonly objects: readonly KubernetesObject[];
  /** Objects to be created first. */
  readonly madeUp: readonly Manifest[];
  readonly lacks: readonly Lack[];
}

/** kubectl's names of the kinds. */
const words: Readonly<Record<LackingKind, string>> = {
  StatefulSet: 'sts',
  Pod: 'pod',
  ControllerRevision: 'controllerrevision',
  PersistentVolumeClaim: 'pvc',
  PersistentVolume: 'pv',
  Node: 'node',
  StorageClass: 'sc',
  Service: 'svc',
};
/** Kinds without a namespace. */
const withoutNamespace: ReadonlySet<LackingKind> = new Set(['PersistentVolume', 'Node', 'StorageClass']);

export function completed(found: readonly KubernetesObject[]): Completed {
  const lacks: Lack[] = [];
  const of = <T extends KubernetesObject>(kind: string, all = found): readonly T[] =>
    all.filter((o) => o.kind === kind) as unknown as readonly T[];
  const names = (kind: string): ReadonlySet<string> => new Set(of(kind).map(({ metadata }) => metadata.name));
  const namespaces = [...new Set(found.flatMap(({ metadata }) => metadata.namespace ?? []))].sort();
  const flag = namespaces.length === 1 ? (namespaces[0] === 'default' ? '' : ` -n ${namespaces[0]}`) : ' -A';
  const lack = (kind: LackingKind, all: readonly string[]): void => {
    const names = all.length > 4 ? all.slice(0, 3) : all;
    const where = withoutNamespace.has(kind) ? '' : flag;
    lacks.push({ kind, names, more: all.length - names.length, command: `kubectl get ${words[kind]}${where} -o yaml` });
  };

  const sets = of<StatefulSet>('StatefulSet');
  const pods = of<Pod>('Pod');
  const objects: KubernetesObject[] = [...found];
  const add = (kind: LackingKind, more: readonly KubernetesObject[]): void => {
    if (more.length === 0) return;
    lack(
      kind,
      more.map(({ metadata }) => metadata.name),
    );
    for (const object of more) objects.push(object);
  };
  const owners = ownersNotRead(pods, sets);
  if (owners.length > 0) lack('StatefulSet', owners);
  if (sets.length > 0 && pods.length === 0) lack('Pod', []);
  add('ControllerRevision', madeUpRevisions(found));
  add('PersistentVolumeClaim', madeUpClaims(found));
  add('PersistentVolume', madeUpVolumes(objects));

  const nodes = absent(
    pods.flatMap(({ spec }) => spec.nodeName ?? []),
    names('Node'),
  );
  const none = names('Node').size + nodes.length === 0;
  const madeUpNodes = none ? ['node-1', 'node-2', 'node-3'] : nodes;
  if (madeUpNodes.length > 0) lack('Node', madeUpNodes);

  const claims = of<PersistentVolumeClaim>('PersistentVolumeClaim', objects).filter((c) => c.status.phase === 'Bound');
  const classes = absent(
    claims.flatMap((claim) => storageClassNameOf(claim) || []),
    names('StorageClass'),
  );
  if (classes.length > 0) lack('StorageClass', classes);
  // A set that is applied to the cluster may need the default class as well. A claim without a class shows that there is
  // none.
  const withoutClass = of<PersistentVolumeClaim>('PersistentVolumeClaim').some(
    (claim) =>
      claim.status.phase === 'Pending' && claim.spec.storageClassName === undefined && storageClassNameOf(claim) === '',
  );
  const standard = names('StorageClass').size === 0 && !withoutClass ? (classes[0] ?? 'standard') : undefined;
  const usual = basicManifests(madeUpNodes, [
    ...new Set([...classes, ...(standard === undefined ? [] : [standard])]),
  ]).map((manifest) =>
    manifest.kind === 'StorageClass' && nameOf(manifest) === standard ? asDefault(manifest) : manifest,
  );

  const services = absent(
    sets.flatMap(({ spec }) => spec.serviceName || []),
    names('Service'),
  );
  if (services.length > 0) lack('Service', services);

  // A namespace of the dump replaces the one that is made here, with which its ServiceAccount `default` and its ConfigMap
  // `kube-root-ca.crt` are created.
  const there = found.filter(({ kind, metadata }) => kind !== 'Namespace' || metadata.deletionTimestamp !== undefined);
  const present = new Set(there.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`));
  const isNew = ({ kind, metadata = {} }: Manifest): boolean =>
    !present.has(`${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
  const spaces = [...new Set([...namespaces, ...names('Namespace')])].map((name): Manifest => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  const known = new Set(usual.map((m) => `${m.kind} ${nameOf(m)}`));
  return {
    objects,
    madeUp: [...usual, ...spaces.filter((m) => !known.has(`Namespace ${nameOf(m)}`)), ...neededByPods(found)].filter(
      isNew,
    ),
    lacks,
  };
}

/** Names of the sets that Pods belong to, where no set of their namespace was read. */
function ownersNotRead(pods: readonly Pod[], sets: readonly StatefulSet[]): readonly string[] {
  const read = new Set(sets.map(({ metadata }) => metadata.namespace));
  const owners = pods
    .filter(({ metadata }) => !read.has(metadata.namespace))
    .flatMap(({ metadata }) => metadata.ownerReferences ?? [])
    .filter(({ kind, controller }) => kind === 'StatefulSet' && controller === true);
  return [...new Set(owners.map(({ name }) => name))].sort();
}

const nameOf = ({ metadata }: Manifest): string => metadata?.name ?? '';

const asDefault = (manifest: Manifest): Manifest => ({
  ...manifest,
  metadata: {
    ...manifest.metadata,
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  } as Manifest['metadata'],
});

const absent = (wanted: readonly string[], present: ReadonlySet<string>): readonly string[] =>
  [...new Set(wanted)].filter((name) => !present.has(name)).sort();

interface PodNeeds {
  readonly serviceAccountName?: string;
  readonly priorityClassName?: string;
  readonly runtimeClassName?: string;
  readonly priority?: number;
}

/** Returns the service accounts and the classes of Pods: without them, no Pod can be created again. */
function neededByPods(found: readonly KubernetesObject[]): readonly Manifest[] {
  const wanted = new Map<string, Manifest>();
  const need = (key: string, manifest: Manifest): void => void wanted.set(`${manifest.kind} ${key}`, manifest);
  for (const { metadata, ...object } of found) {
    const { spec } = object as { spec?: PodNeeds & { template?: { spec?: PodNeeds } } };
    const { serviceAccountName, priorityClassName, runtimeClassName, priority } = spec?.template?.spec ?? spec ?? {};
    const { namespace } = metadata;
    if (namespace === undefined) continue;
    if (serviceAccountName && serviceAccountName !== 'default') {
      const account = { name: serviceAccountName, namespace };
      need(`${namespace}/${account.name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account });
    }
    if (priorityClassName && !priorityClassName.startsWith('system-')) {
      // Only a Pod has the value of its class; a template does not.
      const value = priority ?? wanted.get(`PriorityClass ${priorityClassName}`)?.['value'] ?? 0;
      const about = {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: priorityClassName },
      };
      need(priorityClassName, { ...about, value });
    }
    if (runtimeClassName) {
      const about = { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: runtimeClassName } };
      need(runtimeClassName, { ...about, handler: runtimeClassName });
    }
  }
  return [...wanted.values()];
}
