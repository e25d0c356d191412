/** Objects that a dump lacks: reported with the command that brings them, and then made up. */
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

export interface Lack {
  /** Objects that are missing, e.g. `nodes node-1`. */
  readonly what: string;
  /** The assumption that is made instead. */
  readonly assumed: string;
  /** The command that brings it. */
  readonly command: string;
}

export interface Completed {
  /** The objects of the dump, and those that must be there as others speak of them. */
  readonly objects: readonly KubernetesObject[];
  /** Objects to be created before. */
  readonly madeUp: readonly Manifest[];
  readonly lacks: readonly Lack[];
}

export function completed(found: readonly KubernetesObject[]): Completed {
  const lacks: Lack[] = [];
  const of = <T extends KubernetesObject>(kind: string, all = found): readonly T[] =>
    all.filter((o) => o.kind === kind) as unknown as readonly T[];
  const names = (kind: string): ReadonlySet<string> => new Set(of(kind).map(({ metadata }) => metadata.name));
  const namespaces = [...new Set(found.flatMap(({ metadata }) => metadata.namespace ?? []))].sort();
  const flag = namespaces.length === 1 ? (namespaces[0] === 'default' ? '' : ` -n ${namespaces[0]}`) : ' -A';
  const lack = (what: string, assumed: string, kinds: string): void =>
    void lacks.push({ what, assumed, command: `kubectl get ${kinds}${/node|sc|pv$/.test(kinds) ? '' : flag} -o yaml` });

  const sets = of<StatefulSet>('StatefulSet');
  const pods = of<Pod>('Pod');
  const objects: KubernetesObject[] = [...found];
  const add = (more: readonly KubernetesObject[], what: string, assumed: string, kinds: string): void => {
    if (more.length === 0) return;
    lack(`${what} ${list(more.map(({ metadata }) => metadata.name))}`, assumed, kinds);
    objects.push(...more);
  };
  if (sets.length > 0 && pods.length === 0) lack('Pods', 'the set has none', 'pod');
  add(
    madeUpRevisions(found),
    'ControllerRevisions',
    "the template is the set's, with the images of the Pods at that revision",
    'controllerrevision',
  );
  add(madeUpClaims(found), 'PersistentVolumeClaims', 'they are bound', 'pvc');
  add(madeUpVolumes(objects), 'PersistentVolumes', 'they exist and are bound', 'pv');

  const nodes = absent(
    pods.flatMap(({ spec }) => spec.nodeName ?? []),
    names('Node'),
  );
  const none = names('Node').size + nodes.length === 0;
  const madeUpNodes = none ? ['node-1', 'node-2', 'node-3'] : nodes;
  if (madeUpNodes.length > 0) lack(`nodes ${list(madeUpNodes)}`, 'they are Ready and have room', 'node');

  const claims = of<PersistentVolumeClaim>('PersistentVolumeClaim', objects).filter((c) => c.status.phase === 'Bound');
  const classes = absent(
    claims.flatMap((claim) => storageClassNameOf(claim) || []),
    names('StorageClass'),
  );
  if (classes.length > 0) lack(`StorageClasses ${list(classes)}`, 'they provide volumes at once', 'sc');
  const needsDefault = sets.some(({ spec }) =>
    spec.volumeClaimTemplates?.some((t) => t.spec.storageClassName === undefined),
  );
  const standard = names('StorageClass').size === 0 && needsDefault ? (classes[0] ?? 'standard') : undefined;
  const usual = basicManifests(madeUpNodes, [
    ...new Set([...classes, ...(standard === undefined ? [] : [standard])]),
  ]).map((manifest) =>
    manifest.kind === 'StorageClass' && nameOf(manifest) === standard ? asDefault(manifest) : manifest,
  );

  for (const name of absent(
    sets.flatMap(({ spec }) => spec.serviceName || []),
    names('Service'),
  ))
    lack(`Service ${name}`, 'there is none', 'svc');

  const present = new Set(found.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`));
  const isNew = ({ kind, metadata = {} }: Manifest): boolean =>
    !present.has(`${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
  const spaces = namespaces.map((name): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const known = new Set(usual.map((m) => `${m.kind} ${nameOf(m)}`));
  return {
    objects,
    madeUp: [...usual, ...spaces.filter((m) => !known.has(`Namespace ${nameOf(m)}`)), ...serviceAccounts(found)].filter(
      isNew,
    ),
    lacks,
  };
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

/** Of many names, the first three. */
const list = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** The accounts under which Pods run: without them, no Pod would be created again. */
function serviceAccounts(found: readonly KubernetesObject[]): readonly Manifest[] {
  const wanted = new Map<string, Manifest>();
  for (const { metadata, ...object } of found) {
    const { spec } = object as {
      spec?: { serviceAccountName?: string; template?: { spec?: { serviceAccountName?: string } } };
    };
    const name = spec?.serviceAccountName ?? spec?.template?.spec?.serviceAccountName;
    const { namespace } = metadata;
    if (!name || name === 'default' || namespace === undefined) continue;
    wanted.set(`${namespace}/${name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
  }
  return [...wanted.values()];
}
