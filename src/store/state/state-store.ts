/** Holds the state of a lab. Changes made in one commit reach the subscribers as one. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClusterState, EditorState, LabState, MomentState, PageState, SessionState } from './lab-state.ts';

/** The parts of the state. Each has one owner, and only the owner can change it. */
interface Slices {
  readonly moment: MomentState;
  readonly cluster: ClusterState;
  readonly editor: EditorState;
  readonly page: PageState;
  readonly session: SessionState;
}

/** A slice, for its owner. */
export interface Slice<Part> {
  /** The whole state, with the changes of this commit so far. */
  readonly state: LabState;
  /** Changes fields of the slice; outside a commit, this is a commit of its own. */
  set(change: Partial<Part>): void;
}

export type PageSlice = Slice<PageState>;

/** Reads the state as of the last commit. */
export type StateReader = Pick<StoreApi<LabState>, 'getState' | 'getInitialState' | 'subscribe'>;

export class StateStore {
  readonly #store: StoreApi<LabState>;
  readonly #owned = new Set<keyof Slices>();
  /** The state while a commit is being made. */
  #draft: LabState | null = null;

  constructor(initial: LabState) {
    this.#store = createStore<LabState>()(() => initial);
  }

  /** Returns the read-only view for all others, to read and to subscribe to. */
  get reader(): StateReader {
    const { getState, getInitialState, subscribe } = this.#store;
    return { getState, getInitialState, subscribe };
  }

  /** The state, with the changes of this commit so far. */
  get state(): LabState {
    return this.#draft ?? this.#store.getState();
  }

  /**
   * Hands a slice to its owner.
   * @throws Error if it already has one.
   */
  slice<Name extends keyof Slices>(name: Name): Slice<Slices[Name]> {
    if (this.#owned.has(name)) throw new Error(`The slice "${name}" of the state has an owner already.`);
    this.#owned.add(name);
    const stateNow = (): LabState => this.state;
    return {
      get state() {
        return stateNow();
      },
      set: (change) => this.replace({ ...this.state, ...change }),
    };
  }

  /** Does work; subscribers are notified once of all its changes, at the end of the outermost commit. */
  commit<T>(work: () => T): T {
    if (this.#draft !== null) return work();
    const before = (this.#draft = this.#store.getState());
    try {
      return work();
    } finally {
      const after: LabState = this.#draft;
      this.#draft = null;
      if (differs(after, before)) this.#store.setState(after, true);
    }
  }

  /** Replaces the state. */
  replace(state: LabState): void {
    this.commit(() => (this.#draft = state));
  }
}

function differs(a: LabState, b: LabState): boolean {
  return a !== b && (Object.keys(a) as (keyof LabState)[]).some((field) => !Object.is(a[field], b[field]));
}
