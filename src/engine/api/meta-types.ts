/** Metadata and other fields that all objects share. */

export type Labels = Readonly<Record<string, string>>;

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  readonly name: string;
  /** Absent on cluster-scoped objects (Node, PersistentVolume, StorageClass). */
  readonly namespace?: string;
  readonly generateName?: string;
  readonly uid: string;
  /** A decimal string; increases with every write to the cluster. */
  readonly resourceVersion: string;
  /** Increases with every change of `spec`; absent for kinds without generations. */
  readonly generation?: number;
  /** RFC 3339, whole seconds, in virtual time. */
  readonly creationTimestamp: string;
  /** RFC 3339; set when deletion was requested and the object still exists because of a grace period or a finalizer. */
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Labels;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

/** An object as the API server stores it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** An object as a user writes it: without defaults, validation, and the fields of the API server. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Partial<ObjectMeta>;
  readonly [field: string]: unknown;
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}
