/** Stores objects: defaults, admission, validation, and the note of who manages which fields. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go
import type { FeatureGates } from '../api/feature-gates.ts';
import { setDefaults } from '../api/defaults/index.ts';
import type { KubernetesObject, Manifest, ObjectMeta } from '../api/types.ts';
import { validateCreate, validateUpdate } from '../api/validation/index.ts';
import { warningsOf } from '../api/warnings.ts';
import type { Clock } from '../sim/clock.ts';
import type { Random } from '../sim/random.ts';
import { timestamp } from '../sim/time.ts';
import type { Actor } from '../trace/history.ts';
import { admitCapacity, makeRoom } from './admission/capacity.ts';
import { admitNamespace, admitUpdate, systemFields } from './admission/storage.ts';
import type { PatchOptions, WriteOptions } from './api.ts';
import { holdsContent } from './deletion.ts';
import { type FieldManagers, managerOf } from './managedfields/field-managers.ts';
import { decode, type FieldsNote, type Manager, type Managers, sameManagers } from './managedfields/managers.ts';
import { nothing, update } from './managedfields/updater.ts';
import type { ObjectStore } from './object-store.ts';
import type { ResourceInfo } from './resources.ts';
import { alreadyExists, invalid } from './status-error.ts';
import { isNewGeneration, prepareForCreate, prepareForUpdate } from './strategies.ts';
import { shareStructure, withFields } from './values.ts';

/** Characters of generated names: no vowels, so that no words come out. */
const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Longer prefixes are cut, so that the name can be a DNS label. */
const maxGenerateName = 58;

export interface ServerContext {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly gates: FeatureGates;
  readonly managers: FieldManagers;
}

/** How an object is to be written. */
export interface Writing {
  readonly info: ResourceInfo;
  readonly actor: Actor;
  readonly options?: PatchOptions | undefined;
  /** The managers after a server-side apply. */
  readonly applied?: { readonly by: Manager; readonly managers: Managers };
}

export class Registry {
  /** @param tracks Notes the field manager of each write. Off for components: the history tells as much of them. */
  constructor(
    private readonly context: ServerContext,
    private readonly tracks: boolean,
  ) {}

  create(given: Manifest, { info, actor, options, applied }: Writing): KubernetesObject {
    const { store, clock, random, gates, managers } = this.context;
    const meta = (given.metadata ?? {}) as SentMeta;
    const resourceVersion = options?.dryRun ? undefined : store.nextRevision();
    const uid = random.uuid(`uid ${resourceVersion ?? `of a dry run after ${store.revision}`}`);
    const namespace = info.namespaced ? meta.namespace || 'default' : undefined;
    const name =
      meta.name || (meta.generateName ? meta.generateName.slice(0, maxGenerateName) + this.#suffix(uid) : '');
    if (namespace !== undefined) admitNamespace(info, name, namespace, store);
    const { deletionTimestamp: _, deletionGracePeriodSeconds: __, namespace: ___, managedFields: ____, ...kept } = meta;
    const metadata = withFields(kept, {
      name,
      ...(namespace !== undefined && { namespace }),
      uid,
      ...(resourceVersion !== undefined && { resourceVersion }),
      creationTimestamp: timestamp(clock.now),
      ...(info.tracksGeneration && { generation: 1 }),
    });
    const defaulted = setDefaults(withFields(given, { metadata }) as Manifest, gates);
    const context = { ...this.context, dryRun: options?.dryRun === true };
    const admitted = prepareForCreate(info.resource, defaulted as unknown as KubernetesObject, context);
    const errors = validateCreate(admitted, gates);
    if (errors.length > 0) throw invalid(info.kind, info.group, name, errors);
    warn(options, admitted);
    admitCapacity(info, admitted, store);
    if (store.get(info.resource, name, namespace)) throw alreadyExists(info.resource, info.group, name);
    const by = applied?.by ?? managerFor(actor, given, options);
    if (options?.dryRun) {
      const now = timestamp(clock.now);
      managers.answer(admitted, () => applied?.managers ?? update(new Map(), nothing(defaulted), defaulted, by, now));
      return admitted;
    }
    makeRoom(store);
    const fields = this.tracks && { fields: { ...(applied ?? { by }), sent: defaulted } };
    return store.put(info.resource, admitted, actor, fields || undefined);
  }

  update(given: Manifest, old: KubernetesObject, { info, actor, options, applied }: Writing): KubernetesObject {
    const { store, gates, managers } = this.context;
    // What has no namespace keeps none that is written.
    const { namespace: _, managedFields, ...meta } = (given.metadata ?? {}) as SentMeta;
    const metadata = withFields(meta, systemFields(old));
    const received = withFields(given, { metadata, ...(info.hasStatus && { status: statusOf(old) }) });
    const defaulted = setDefaults(received, gates) as unknown as KubernetesObject;
    const context = { ...this.context, dryRun: options?.dryRun === true };
    const next = shareStructure(old, prepareForUpdate(info.resource, defaulted, old, context));
    const errors = validateUpdate(next, old, gates);
    if (errors.length > 0) throw invalid(info.kind, info.group, old.metadata.name, errors);
    admitUpdate(next, old, store);
    if (specOf(next) === undefined || specOf(next) !== specOf(old)) warn(options, next);
    const fields = this.#fieldsNote(next, old, managedFields, { info, actor, options, applied });
    const newGeneration = info.tracksGeneration && isNewGeneration(info.resource, next, old);
    const generation = newGeneration && { generation: old.metadata.generation! + 1 };
    if (options?.dryRun) {
      const answer = withFields(next, { metadata: withFields(next.metadata, { ...generation }) });
      managers.answer(answer, () => fields.managers ?? this.#managersAfter(next, old, managers.of(old), fields.by));
      return answer;
    }
    const finalized = (next.metadata.finalizers ?? []).length === 0 && !holdsContent(next);
    if (finalized && old.metadata.deletionTimestamp !== undefined && !(old.metadata.deletionGracePeriodSeconds! > 0)) {
      store.remove(info.resource, old, actor);
      return next;
    }
    const sameFields = fields.managers === undefined || sameManagers(fields.managers, managers.of(old));
    if (next === old && sameFields) return old;
    const written = withFields(next.metadata, { resourceVersion: store.nextRevision(), ...generation });
    const note = this.tracks ? { fields } : undefined;
    return store.put(info.resource, withFields(next, { metadata: written }), actor, note);
  }

  /** @param managedFields As the client has sent it: it replaces what is there. */
  #fieldsNote(
    next: KubernetesObject,
    old: KubernetesObject,
    managedFields: unknown,
    { actor, options, applied }: Writing,
  ): FieldsNote {
    if (applied !== undefined) return applied;
    const by = managerFor(actor, old, options);
    const sent = managedFields === undefined ? undefined : decode(managedFields);
    return sent === undefined ? { by } : { by, managers: this.#managersAfter(next, old, sent, by) };
  }

  #managersAfter(next: KubernetesObject, old: KubernetesObject, before: Managers, by: Manager): Managers {
    return update(before, old, next, by, timestamp(this.context.clock.now));
  }

  #suffix(uid: string): string {
    return [0, 1, 2, 3, 4].map((i) => nameAlphabet[this.context.random.bits(`name ${uid} ${i}`) % 27]).join('');
  }
}

/** Metadata as a client sends it. */
type SentMeta = Partial<ObjectMeta> & { readonly managedFields?: unknown };

const specOf = (object: object): unknown => (object as { spec?: unknown }).spec;
const statusOf = (object: object): unknown => (object as { status?: unknown }).status;

function warn({ onWarning }: WriteOptions = {}, object: KubernetesObject): void {
  if (onWarning !== undefined) warningsOf(object).forEach(onWarning);
}

/** The manager of an update: the one that the request names, else the actor's program. */
export function managerFor(
  actor: Actor,
  { apiVersion }: Pick<Manifest, 'apiVersion'>,
  options: PatchOptions = {},
): Manager {
  const { fieldManager, subresource } = options;
  const by = managerOf(actor, apiVersion, subresource);
  return fieldManager === undefined ? by : { ...by, manager: fieldManager };
}
