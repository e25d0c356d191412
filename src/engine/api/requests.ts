/** Requests to the API server. */
import type { KindByResource, Labels, ResourceName } from './types.ts';

export interface ListOptions {
  readonly namespace?: string;
  /** Equality-based label selector. */
  readonly labels?: Labels;
}

/**
 * A consistent snapshot of all objects at one moment. Objects are frozen; a newer snapshot shares the unchanged ones.
 */
export interface ObjectView {
  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined;
  /** Sorted by namespace and name, as in the API server's lists. */
  list<R extends ResourceName>(resource: R, options?: ListOptions): readonly KindByResource[R][];
}

/** `apply`: a server-side apply; the object need not exist. */
export type PatchType = 'strategic' | 'merge' | 'json' | 'apply';

export interface WriteOptions {
  /** Validates everything and stores nothing. */
  readonly dryRun?: boolean;
  /** Receives the API server's warnings. */
  readonly onWarning?: (warning: string) => void;
  /** Handling of unknown fields: refused (the default here), dropped with a warning, or dropped. */
  readonly fieldValidation?: FieldValidation;
  /** The field manager; if absent, the name of the actor's program. */
  readonly fieldManager?: string;
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface PatchOptions extends WriteOptions {
  /**
   * Restricts the write to a subresource: the status, the replicas, the resources of containers, or the ephemeral
   * containers.
   */
  readonly subresource?: 'status' | 'scale' | 'resize' | 'ephemeralcontainers';
  /** For an apply: takes over fields of other managers. */
  readonly force?: boolean;
}

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions {
  /** `Background`, unless given. */
  readonly propagationPolicy?: PropagationPolicy;
  /** Seconds; overrides the Pod's own `terminationGracePeriodSeconds`. 0 removes the object at once. */
  readonly gracePeriodSeconds?: number;
  /** Refuses the request (Conflict) unless the stored object has this uid. */
  readonly uid?: string;
  readonly dryRun?: boolean;
}
