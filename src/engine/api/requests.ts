/** Requests to the API server. */
import type { KindByResource, Labels, ResourceName } from './types.ts';

export interface ListOptions {
  readonly namespace?: string;
  /** Equality-based label selector. */
  readonly labels?: Labels;
}

/** A consistent picture of all objects at one moment. Objects are frozen and never change; a newer picture shares the ones that did not. */
export interface ObjectView {
  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined;
  /** Sorted by namespace and name, as the API server lists them. */
  list<R extends ResourceName>(resource: R, options?: ListOptions): readonly KindByResource[R][];
}

/** `apply`: a server-side apply; the object need not exist. */
export type PatchType = 'strategic' | 'merge' | 'json' | 'apply';

export interface WriteOptions {
  /** Checks everything and stores nothing. */
  readonly dryRun?: boolean;
  /** Hears what is accepted and yet hardly meant. */
  readonly onWarning?: (warning: string) => void;
  /** Treatment of unknown fields: refused (the default here), dropped with a warning, or dropped. */
  readonly fieldValidation?: FieldValidation;
  /** The name that the changed fields are managed under; without it, the name of the actor's program. */
  readonly fieldManager?: string;
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface PatchOptions extends WriteOptions {
  /** Changes the status, the number of replicas, the resources of containers or the ephemeral ones, and nothing else. */
  readonly subresource?: 'status' | 'scale' | 'resize' | 'ephemeralcontainers';
  /** Of an apply: takes fields over from other managers. */
  readonly force?: boolean;
}

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions {
  /** `Background` unless said otherwise. */
  readonly propagationPolicy?: PropagationPolicy;
  /** Seconds; overrides the Pod's own `terminationGracePeriodSeconds`. 0 removes the object at once. */
  readonly gracePeriodSeconds?: number;
  /** Refuse (Conflict) unless the stored object has this uid. */
  readonly uid?: string;
  readonly dryRun?: boolean;
}
