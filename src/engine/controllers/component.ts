/** The interface of a control plane component, and its context. */
import type { AdmissionPlugins } from '../apiserver/admission/plugin.ts';
import type { ControlPlaneApi } from '../apiserver/api.ts';
import type { ObjectStore } from '../apiserver/object-store.ts';
import type { FeatureGates } from '../api/feature-gates.ts';
import type { Pod, ResourceName } from '../api/types.ts';
import type { Clock } from '../sim/clock.ts';
import type { Random } from '../sim/random.ts';
import type { Decision } from '../trace/decision.ts';
import type { Actor, WriteRecord } from '../trace/history.ts';
import type { EventRecorder } from './event-recorder.ts';

export interface ComponentContext {
  readonly api: ControlPlaneApi;
  /** For indexed reads only; components write through {@link api}. */
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly gates: FeatureGates;
  readonly plugins: AdmissionPlugins;
  readonly recorder: EventRecorder;
  /** Records the decisions of a reconcile. */
  recordSync(controller: string, key: string, decisions: readonly Decision[]): void;
  /** Records the state of a machine, which the API server does not know. */
  recordNode(node: string, connected: boolean, strays: readonly Pod[], actor: Actor): void;
  /** Records the files of a PersistentVolume. */
  recordData(volume: string, files: Readonly<Record<string, string>>, actor: Actor): void;
}

export interface Component {
  /** The name of its handler in the clock. */
  readonly name: string;
  /**
   * Called at once for each write to these resources (`customresources` for all custom ones); it may only schedule
   * work.
   */
  readonly watches: Partial<Record<ResourceName | 'customresources', (write: WatchedWrite) => void>>;
  /** Reconciles a key that is due. */
  run(key: string): void;
}

export type WatchedWrite = Pick<WriteRecord, 'type' | 'resource' | 'object' | 'previous' | 'actor' | 'subresource'>;

/** Returns the name under which components watch a resource. Only names of custom resources have dots. */
export const watchedAs = (resource: string): string => (resource.includes('.') ? 'customresources' : resource);

/** Converts between an object and its key `namespace/name`. */
export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
