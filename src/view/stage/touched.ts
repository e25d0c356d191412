/**
 * Finds the slots of a set that may have changed between two moments. Fast path for thousands of Pods: `stageModel` in
 * derive-stage.ts derives every slot again, and derive-stage.property.test.ts checks that both agree.
 */
import type { DataRecord, PersistentVolumeClaim, Pod } from '../../engine/index.ts';
import { shareStructure } from '../share-structure.ts';
import { Snapshot } from '../snapshot.ts';
import { ordinalAfter } from './claims.ts';
import { type DecisionIndex, indexOf, noDecisions, type SetDecisions } from './decisions.ts';
import { PersistentMap } from '../persistent-map.ts';
import type { GonePods } from './replaced.ts';

/** The parts of a moment that single slots depend on. */
export interface SlotSources {
  readonly view: Snapshot;
  readonly decisions: SetDecisions;
  readonly gonePods: GonePods;
  readonly claimMessages: PersistentMap<string>;
  readonly volumeFiles: VolumeFiles;
}

/** Written files of each volume: by path, by the volume's name. */
export type VolumeFiles = PersistentMap<DataRecord['files']>;

const beginning: SlotSources = {
  view: Snapshot.empty,
  decisions: noDecisions,
  gonePods: PersistentMap.empty,
  claimMessages: PersistentMap.empty,
  volumeFiles: PersistentMap.empty,
};

export interface Touched {
  readonly ordinals: ReadonlySet<number>;
  /** Pods of the namespace that have changed, by name; null: it is gone. */
  readonly pods: ReadonlyMap<string, Pod | null>;
  /** The Pod that blocks further creations has changed. */
  readonly blocker: boolean;
}

/** Follows one set from moment to moment, forward and back. */
export class SlotWatch {
  #at = beginning;
  /** How many Pods mount a claim, by its name. */
  readonly #mounts = new Map<string, number>();
  /** The ordinals of claims, by the uid of the claim and by the name of its volume. Entries are never removed. */
  readonly #claims = new Map<string, number>();
  readonly #volumes = new Map<string, Set<number>>();

  /** @param templates Names of the set's volumeClaimTemplates. */
  constructor(
    private readonly namespace: string,
    private readonly name: string,
    private readonly templates: readonly string[],
  ) {}

  isMounted(claim: string): boolean {
    return this.#mounts.has(claim);
  }

  /** Returns what may have changed since the last call; for the first call, everything. */
  advance(to: SlotSources): Touched {
    const from = this.#at;
    this.#at = to;
    const ordinals = new Set<number>();
    const add = (ordinal: number | null | undefined): void => {
      if (ordinal != null) ordinals.add(ordinal);
    };
    const pods = this.#pods(from, to, add);
    to.view.changedSince(from.view, 'persistentvolumeclaims', (claim, previous) => {
      const ordinal = this.#ofClaim(claim ?? previous!);
      if (ordinal === null) return;
      ordinals.add(ordinal);
      if (claim !== undefined) this.#remember(claim, ordinal);
    });
    to.view.changedSince(from.view, 'persistentvolumes', (volume, previous) => {
      this.#volumes.get((volume ?? previous!).metadata.name)?.forEach(add);
    });
    to.volumeFiles.changedSince(from.volumeFiles, (volume) => this.#volumes.get(volume)?.forEach(add));
    to.claimMessages.changedSince(from.claimMessages, (uid) => add(this.#claims.get(uid)));
    return { ordinals, pods, blocker: this.#decisions(from.decisions, to.decisions, add) };
  }

  #ofPod(name: string): number | null {
    return ordinalAfter(`${this.name}-`, name);
  }

  #ofClaim({ metadata: { name, namespace } }: PersistentVolumeClaim): number | null {
    return namespace === this.namespace ? this.#ofClaimName(name) : null;
  }

  #ofClaimName(claim: string): number | null {
    for (const template of this.templates) {
      const ordinal = ordinalAfter(`${template}-${this.name}-`, claim);
      if (ordinal !== null) return ordinal;
    }
    return null;
  }

  #remember({ metadata: { uid }, spec: { volumeName } }: PersistentVolumeClaim, ordinal: number): void {
    this.#claims.set(uid, ordinal);
    if (volumeName === undefined) return;
    const users = this.#volumes.get(volumeName);
    if (users === undefined) this.#volumes.set(volumeName, new Set([ordinal]));
    else users.add(ordinal);
  }

  #pods(from: SlotSources, to: SlotSources, add: (ordinal: number | null) => void): ReadonlyMap<string, Pod | null> {
    const pods = new Map<string, Pod | null>();
    to.view.changedSince(from.view, 'pods', (pod, previous) => {
      const { name, namespace } = (pod ?? previous!).metadata;
      if (namespace !== this.namespace) return;
      pods.set(name, pod ?? null);
      add(this.#ofPod(name));
      if (pod?.spec === previous?.spec) return;
      for (const [mounting, by] of [
        [previous, -1],
        [pod, 1],
      ] as const) {
        for (const { persistentVolumeClaim: claim } of mounting?.spec.volumes ?? []) {
          if (claim == null) continue;
          this.#mount(claim.claimName, by);
          add(this.#ofClaimName(claim.claimName));
        }
      }
    });
    return pods;
  }

  #mount(claim: string, by: number): void {
    const mounts = (this.#mounts.get(claim) ?? 0) + by;
    if (mounts === 0) this.#mounts.delete(claim);
    else this.#mounts.set(claim, mounts);
  }

  /** Returns true if another Pod blocks all others now. */
  #decisions(from: SetDecisions, to: SetDecisions, add: (ordinal: number | null) => void): boolean {
    if (from === to) return false;
    to.byPod.changedSince(from.byPod, (name) => add(this.#ofPod(name)));
    if (from.latest === to.latest) return false;
    const [before, after] = [indexOf(from.latest), indexOf(to.latest)];
    const about = (names: keyof Pick<DecisionIndex, 'own' | 'kept'>): void => {
      for (const index of [before, after]) for (const name of index[names].keys()) add(this.#ofPod(name));
    };
    about('own');
    if (!isSame(before.keeping, after.keeping)) about('kept');
    return !isSame(before.blocker, after.blocker);
  }
}

const isSame = (before: unknown, after: unknown): boolean => shareStructure(before, after) === before;
