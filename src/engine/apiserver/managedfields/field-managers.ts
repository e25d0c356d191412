/**
 * Derives the managers of fields from the history on request, so that writes cost nothing extra: a record contains the
 * writer and the previous object.
 */
// Models apimachinery/pkg/util/managedfields/internal (fieldmanager.go, managedfieldsupdater.go)
import type { KubernetesObject, Manifest, Pod } from '../../api/types.ts';
import { timestamp } from '../../sim/time.ts';
import { type Actor, type HistoryRecord, isWrite, type WriteRecord } from '../../trace/history.ts';
import { isDefaultToleration } from '../admission/default-toleration-seconds.ts';
import { withoutToken } from '../admission/service-account.ts';
import { withFields } from '../../base/values.ts';
import type { Manager, Managers } from '../../api/managedfields/managers.ts';
import { nothing, update } from './updater.ts';

interface Ownership {
  managers: Managers;
  /** Writes that are not processed yet, oldest first. */
  writes: WriteRecord[];
}

const none: Managers = new Map();

export class FieldManagers {
  /** Managers of existing objects, by uid. */
  readonly #objects = new Map<string, Ownership>();
  /** Managers of the results of dry runs. */
  readonly #answers = new WeakMap<KubernetesObject, () => Managers>();
  /** Number of records that are sorted by object. */
  #read = 0;

  constructor(private readonly history: readonly HistoryRecord[]) {}

  /** Returns the managers of a stored object, or of the result of a dry run. */
  of(object: KubernetesObject): Managers {
    const answer = this.#answers.get(object);
    if (answer !== undefined) return answer();
    this.#sort();
    const known = this.#objects.get(object.metadata.uid);
    if (known === undefined) return none;
    for (const write of known.writes) known.managers = after(write, known.managers);
    known.writes = [];
    return known.managers;
  }

  /** Keeps the managers of an object that is returned but not stored. */
  answer(object: KubernetesObject, managers: () => Managers): void {
    this.#answers.set(object, managers);
  }

  #sort(): void {
    for (; this.#read < this.history.length; this.#read++) {
      const record = this.history[this.#read]!;
      if (!isWrite(record)) continue;
      const { uid } = record.object.metadata;
      if (record.type === 'DELETED') this.#objects.delete(uid);
      else if (record.type === 'ADDED') this.#objects.set(uid, { managers: none, writes: [record] });
      else this.#objects.get(uid)?.writes.push(record);
    }
  }
}

function after({ type, object, previous, actor, subresource, fields, at }: WriteRecord, managers: Managers): Managers {
  if (fields?.managers !== undefined) return fields.managers;
  if (previous?.metadata.deletionTimestamp !== object.metadata.deletionTimestamp) return managers;
  // A binding does not count as a write of the Pod.
  if (actor.name === 'default-scheduler' && subresource === undefined) return managers;
  const by = fields?.by ?? managerOf(actor, object.apiVersion, subresource);
  const sent = type === 'ADDED' ? (fields?.sent ?? beforeAdmission(object)) : object;
  return update(managers, previous ?? nothing(object), sent, by, timestamp(at));
}

/** Names of the components as field managers. */
const programs: Readonly<Record<string, string>> = {
  'default-scheduler': 'kube-scheduler',
  kubelet: 'kubelet',
  lab: 'kube-apiserver',
  user: 'kubectl',
};

export const managerOf = ({ name }: Actor, apiVersion: string, subresource?: string): Manager => ({
  manager: programs[name] ?? 'kube-controller-manager',
  operation: 'Update',
  apiVersion,
  ...(subresource !== undefined && { subresource }),
});

/** Returns a controller's object without the fields that admission adds to its kind: they have no manager. */
function beforeAdmission(object: KubernetesObject): Manifest | KubernetesObject {
  if (object.kind !== 'Pod')
    return withFields(object, { metadata: withFields(object.metadata, { finalizers: undefined }) });
  const spec = withoutToken((object as Pod).spec);
  const added = spec.tolerations?.every(isDefaultToleration) && { tolerations: undefined };
  return withFields(object, {
    spec: withFields(spec, { priority: undefined, preemptionPolicy: undefined, ...added }),
  });
}
