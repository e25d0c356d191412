/** Stores objects after defaulting, admission and validation, and notes the managers of fields. */
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
import { makeRoom } from './admission/capacity.ts';
import { admit, validateAdmission } from './admission/index.ts';
import type { AdmissionPlugins, AdmissionRequest } from './admission/plugin.ts';
import { chargeQuotas } from './admission/resource-quota.ts';
import type { PatchOptions, WriteOptions } from './api.ts';
import { holdsContent } from './deletion.ts';
import { nameSuffix } from './generated-name.ts';
import { type FieldManagers, managerOf } from './managedfields/field-managers.ts';
import { decode, type FieldsNote, type Manager, type Managers, sameManagers } from '../api/managedfields/managers.ts';
import { nothing, update } from './managedfields/updater.ts';
import { sameUid, systemFields, withoutEmpty } from './object-meta.ts';
import type { ObjectStore } from './object-store.ts';
import type { ResourceInfo } from '../api/resources.ts';
import { alreadyExists, invalid } from '../base/status-error.ts';
import { isNewGeneration, prepareForCreate, prepareForUpdate } from './strategies.ts';
import { shareStructure, withFields } from '../base/values.ts';

/** Longer prefixes are shortened, so that the name is a valid DNS label. */
const maxGenerateName = 58;

export interface ServerContext {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly gates: FeatureGates;
  readonly plugins: AdmissionPlugins;
  readonly managers: FieldManagers;
}

/** Options of a write. */
export interface Writing {
  readonly info: ResourceInfo;
  readonly actor: Actor;
  readonly options?: PatchOptions | undefined;
  /** The managers after a server-side apply. */
  readonly applied?: { readonly by: Manager; readonly managers: Managers };
}

export class Registry {
  /** @param tracks Notes the field manager of each write. Off for components: the history contains as much. */
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
      meta.name ||
      (meta.generateName ? meta.generateName.slice(0, maxGenerateName) + nameSuffix(random, `name ${uid}`) : '');
    const request = requestOf(info, { name, namespace, options });
    const { deletionTimestamp: _, deletionGracePeriodSeconds: __, namespace: ___, managedFields: ____, ...kept } = meta;
    const metadata = withFields(withoutEmpty(kept), {
      name,
      ...(namespace !== undefined && { namespace }),
      uid,
      ...(resourceVersion !== undefined && { resourceVersion }),
      creationTimestamp: timestamp(clock.now),
      ...(info.tracksGeneration && { generation: 1 }),
    });
    const defaulted = setDefaults(withFields(given, { metadata }) as Manifest, gates);
    // Plugins that change an object run before its name is generated.
    const early = { ...request, name: meta.name || (meta.generateName ?? '') };
    const changed = admit(defaulted as unknown as KubernetesObject, early, this.context);
    const admitted = prepareForCreate(info.resource, changed, { ...this.context, dryRun: request.dryRun });
    const errors = validateCreate(admitted, gates);
    if (errors.length > 0) throw invalid(info.kind, info.group, name, errors);
    warn(options, admitted);
    validateAdmission(admitted, request, this.context);
    if (store.get(info.resource, name, namespace)) throw alreadyExists(info.resource, info.group, name);
    const by = applied?.by ?? managerFor(actor, given, options);
    if (options?.dryRun) {
      const now = timestamp(clock.now);
      managers.answer(admitted, () => applied?.managers ?? update(new Map(), nothing(defaulted), defaulted, by, now));
      return admitted;
    }
    makeRoom(store);
    chargeQuotas(admitted, request, store);
    const fields = this.tracks && { fields: { ...(applied ?? { by }), sent: defaulted } };
    return store.put(info.resource, admitted, actor, fields || undefined);
  }

  update(given: Manifest, old: KubernetesObject, { info, actor, options, applied }: Writing): KubernetesObject {
    const { store, gates, managers } = this.context;
    // Cluster-scoped objects have no namespace.
    const { namespace: _, managedFields, ...meta } = (given.metadata ?? {}) as SentMeta;
    const metadata = withFields(withoutEmpty(meta), systemFields(old));
    const received = withFields(given, { metadata, ...(info.hasStatus && { status: statusOf(old) }) });
    const defaulted = setDefaults(received, gates) as unknown as KubernetesObject;
    const request = requestOf(info, { ...old.metadata, old, options });
    const admitted = admit(defaulted, request, this.context);
    const context = { ...this.context, dryRun: request.dryRun };
    const next = shareStructure(old, prepareForUpdate(info.resource, admitted, old, context, options?.subresource));
    const errors = [...sameUid(meta, old), ...validateUpdate(next, old, gates, options?.subresource)];
    if (errors.length > 0) throw invalid(info.kind, info.group, old.metadata.name, errors);
    if (specOf(next) === undefined || specOf(next) !== specOf(old)) warn(options, next);
    validateAdmission(next, request, this.context);
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
    chargeQuotas(next, request, store);
    const written = withFields(next.metadata, { resourceVersion: store.nextRevision(), ...generation });
    const note = this.tracks ? { fields } : undefined;
    return store.put(info.resource, withFields(next, { metadata: written }), actor, note);
  }

  /** @param managedFields The list that the client sent: it replaces the current one. */
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
}

/** Metadata as a client sends it. */
type SentMeta = Partial<ObjectMeta> & { readonly managedFields?: unknown };

const specOf = (object: object): unknown => (object as { spec?: unknown }).spec;
const statusOf = (object: object): unknown => (object as { status?: unknown }).status;

function warn({ onWarning }: WriteOptions = {}, object: KubernetesObject): void {
  if (onWarning !== undefined) warningsOf(object).forEach(onWarning);
}

function requestOf(
  info: ResourceInfo,
  about: { name: string; namespace?: string | undefined; old?: KubernetesObject; options?: WriteOptions | undefined },
): AdmissionRequest {
  const { name, namespace = '', old, options } = about;
  const dryRun = options?.dryRun === true;
  const resizes = (options as PatchOptions | undefined)?.subresource === 'resize';
  return {
    info,
    name,
    namespace,
    ...(old && { old }),
    resizes,
    dryRun,
    warn: (warning) => options?.onWarning?.(warning),
  };
}

/** Returns the manager of an update: the one in the request, otherwise the actor's program. */
export function managerFor(
  actor: Actor,
  { apiVersion }: Pick<Manifest, 'apiVersion'>,
  options: PatchOptions = {},
): Manager {
  const { fieldManager, subresource } = options;
  const by = managerOf(actor, apiVersion, subresource);
  return fieldManager === undefined ? by : { ...by, manager: fieldManager };
}
