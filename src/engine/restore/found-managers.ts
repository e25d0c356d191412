/** The field managers of an object that was read from another cluster. */
// Models apimachinery/pkg/util/managedfields/internal (managedfieldsupdater.go) and kubectl/pkg/cmd/apply
import { decode as decodeObject } from '../api/decode.ts';
import { setDefaults } from '../api/defaults/index.ts';
import { decode, type FieldsNote, type Manager, type Managers } from '../api/managedfields/managers.ts';
import type { KubernetesObject, Manifest } from '../api/types.ts';
import { lastAppliedAnnotation } from '../apiserver/managedfields/server-side-apply.ts';
import { apply, nothing, update } from '../apiserver/managedfields/updater.ts';
import type { FieldsSetBy, ManagersFrom } from '../restored.ts';
import { hasMaxUnavailable } from './normal-object.ts';
import { isMap, withFields } from '../base/values.ts';

/** Fields of a spec that the API server itself sets: they have no manager, unless somebody sets them. */
const setByServer: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'],
  PersistentVolumeClaim: ['storageClassName'],
};

const none: Managers = new Map();
/** The manager of client-side applies. */
const clientSide = 'kubectl-client-side-apply';
/** Stands for a manager whose name is not known. */
const unnamed = 'not-in-the-dump';

/** Returns how the managers of an object with the given `managedFields` are known. */
export function managersFrom({ metadata }: KubernetesObject, entries: unknown): ManagersFrom {
  if (decoded(entries) !== undefined) return 'managedFields';
  return metadata.annotations?.[lastAppliedAnnotation] === undefined ? 'assumption' : 'lastApplied';
}

/** Returns the note of an object's managers. They are computed on request, as few are asked for. */
export function noteOf(object: KubernetesObject, entries: unknown, setBy: FieldsSetBy): FieldsNote {
  return {
    by: managerOf(object, unnamed),
    get managers() {
      return managersOf(object, entries, setBy);
    },
  };
}

function managersOf(object: KubernetesObject, entries: unknown, setBy: FieldsSetBy): Managers {
  const given = decoded(entries);
  if (given !== undefined) return given;
  const { creationTimestamp } = object.metadata;
  const others = managerOf(object, unnamed);
  const applied = lastApplied(object);
  if (applied !== undefined) {
    // kubectl apply made the object; what differs by now, somebody has changed since.
    const first = update(none, nothing(object), applied, managerOf(object, clientSide), creationTimestamp);
    return update(first, applied, ownable(object, applied), others, creationTimestamp);
  }
  if (setBy === null) return update(none, nothing(object), ownable(object), others, creationTimestamp);
  const by: Manager = { ...managerOf(object, setBy), operation: 'Apply' };
  return apply(none, nothing(object), asWritten(object), by, creationTimestamp, true).managers;
}

/** Returns undefined if there are no entries, or something that is none. */
function decoded(entries: unknown): Managers | undefined {
  if (!Array.isArray(entries) || !entries.every(isEntry)) return undefined;
  const managers = decode(entries);
  return managers !== undefined && managers.size > 0 ? managers : undefined;
}

function isEntry(entry: unknown): boolean {
  if (!isMap(entry)) return false;
  const { fieldsV1 = {}, ...texts } = entry;
  return Object.values(texts).every((text) => typeof text === 'string') && isFields(fieldsV1, 0);
}

/** Deeper than the fields of any object. */
const maxDepth = 100;

const isFields = (fields: unknown, depth: number): boolean =>
  isMap(fields) && depth < maxDepth && Object.values(fields).every((below) => isFields(below, depth + 1));

const managerOf = ({ apiVersion }: KubernetesObject, manager: string): Manager => ({
  manager,
  operation: 'Update',
  apiVersion,
});

/** Returns the last applied configuration as the API server stored it. */
function lastApplied(object: KubernetesObject): Manifest | undefined {
  const text = object.metadata.annotations?.[lastAppliedAnnotation];
  if (text === undefined) return undefined;
  let config: Manifest;
  try {
    config = JSON.parse(text) as Manifest;
  } catch {
    return undefined;
  }
  const read = decodeObject(config);
  const known = 'decoded' in read ? read.decoded : read.known;
  if (known?.kind !== object.kind || known.apiVersion !== object.apiVersion) return undefined;
  const { annotations } = known.metadata ?? {};
  const metadata = { ...known.metadata, annotations: { ...annotations, [lastAppliedAnnotation]: text } };
  const sent = setDefaults({ ...known, metadata }, { MaxUnavailableStatefulSet: hasMaxUnavailable(known) });
  return ownable(sent, known);
}

type Fields = Readonly<Record<string, unknown>>;

/** Returns the object without fields that the API server set by itself. */
function ownable<T extends Manifest | KubernetesObject>(object: T, config?: Manifest): T {
  const allocated = setByServer[object.kind] ?? [];
  const { spec = {} } = object as { readonly spec?: Fields };
  const given = (config as { readonly spec?: Fields } | undefined)?.spec;
  const left = Object.entries(spec).filter(([name]) => !allocated.includes(name) || given?.[name] !== undefined);
  return allocated.length === 0 ? object : withFields(object, { spec: Object.fromEntries(left) });
}

/** Fields of a spec that controllers and autoscalers set. A manifest need not have them. */
const setByOthers: Readonly<Record<string, readonly string[]>> = {
  StatefulSet: ['replicas'],
  Deployment: ['replicas'],
  ReplicaSet: ['replicas'],
  PersistentVolumeClaim: ['volumeName'],
  PersistentVolume: ['claimRef'],
};

/** Returns the fields of an object that a manifest can have set. */
function asWritten(object: KubernetesObject): Manifest {
  const {
    apiVersion,
    kind,
    metadata,
    spec,
    status: _,
    ...others
  } = object as KubernetesObject & Record<string, Fields>;
  const { name, namespace, labels, annotations } = metadata as KubernetesObject['metadata'];
  return withFields(
    {
      apiVersion,
      kind,
      ...others,
      metadata: withFields({ name }, { namespace, labels, annotations: ofManifest(annotations) }),
    },
    // Most of a Pod is set by controllers and admission, and nobody may change it.
    { spec: spec && kind !== 'Pod' ? ofSpec(kind as unknown as string, spec) : undefined },
  ) as unknown as Manifest;
}

function ofSpec(kind: string, spec: Fields): Fields {
  const others = [...(setByOthers[kind] ?? []), ...(setByServer[kind] ?? [])];
  const left = Object.fromEntries(Object.entries(spec).filter(([name]) => !others.includes(name)));
  const template = left['template'] as { readonly metadata?: { readonly annotations?: Annotations } } | undefined;
  if (template?.metadata?.annotations === undefined) return left;
  const annotations = ofManifest(template.metadata.annotations);
  return { ...left, template: { ...template, metadata: withFields(template.metadata, { annotations }) } };
}

type Annotations = Readonly<Record<string, string>>;

/** Leaves out those of Kubernetes' own programs, such as that of kubectl rollout restart. */
function ofManifest(annotations: Annotations | undefined): Annotations | undefined {
  const own = Object.entries(annotations ?? {}).filter(([name]) => !/^([^/]*\.)?(kubernetes|k8s)\.io\//.test(name));
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}
