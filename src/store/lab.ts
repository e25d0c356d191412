/** What actions work with: one cluster, the state that is shown, and the ways to change them. */
import type { StoreApi } from 'zustand/vanilla';
import type { Actor, ApiServer } from '../engine/index.ts';
import type { ClusterAccess } from './cluster-access.ts';
import type { Session } from '../share/session.ts';
import type { LabState, Language, Theme } from './lab-state.ts';
import type { Layout } from './layout.ts';
import type { Frames } from './playback.ts';
import type { SetKey } from '../view/stage/derive-stage.ts';
import type { NodeDoor, Timeline } from '../timeline/timeline.ts';

export interface LabOptions {
  /** Id of the example to begin with. */
  readonly example: string;
  readonly seed?: number;
  readonly speed?: number;
  /** Time stands still until somebody plays or steps. */
  readonly paused?: boolean;
  readonly theme?: Theme;
  readonly language?: Language;
  readonly languages?: readonly Language[];
  readonly layout?: Layout;
  /** The step of the introduction to begin with; none, if absent. */
  readonly introduction?: number | null;
  readonly presenting?: boolean;
  /** The text to begin with; the example's, if absent. */
  readonly text?: string;
  /** Injected by tests; the browser's, if absent. */
  readonly frames?: Frames;
}

/** What an action came to, as kubectl would print it. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** What an action may lack; the words are i18n's. */
export type Need =
  | 'set'
  | 'replica'
  | 'rollingUpdate'
  | 'missingService'
  | 'pod'
  | 'claim'
  | 'node'
  | 'past'
  | 'earlier'
  | 'later'
  | 'beginning'
  | 'otherSet'
  | 'otherRun'
  | 'action'
  | 'undone'
  | 'divergence'
  | 'oldVersion'
  | 'drift'
  | 'replacedText'
  | 'introduction';

/** A user's action, defined once as data: buttons, keys and menus read the same value. */
export interface Action<Argument = void> {
  readonly id: string;
  /** Id of the message that names it. */
  readonly label: string;
  /** `KeyboardEvent.key` that performs it while no text is being edited; `Mod+` stands for Ctrl, or ⌘ on a Mac. */
  readonly shortcut?: string;
  /** Whether it can be done now. Always, unless said otherwise. */
  readonly enabled?: (state: LabState) => boolean;
  /** What is missing when it cannot. */
  readonly needs?: Need;
  /** It changes nothing but the page: it does not wait for the cluster. */
  readonly pageOnly?: boolean;
  /** The kubectl command that asks for the same; absent when kubectl knows nothing like it. */
  readonly kubectl?: (state: LabState, argument: Argument) => string;
  /** Performs it. What a kubectl command would have printed is the outcome. */
  readonly perform: (lab: Lab, argument: Argument) => Outcome | void;
}

/** `cancelled`: its user has stopped it, or has opened another session. */
export type RestoreOutcome = 'restored' | 'cancelled';

/** A change of one field of the selected set. */
export interface FieldChange {
  readonly path: readonly (string | number)[];
  readonly value: string | number;
  /** The same change as a strategic merge patch of the live object. */
  readonly patch: object;
  /** What kubectl says after the name of the set, e.g. `scaled`. */
  readonly answer: string;
}

/** Another course of events, to look at. */
export interface BesideLab {
  readonly lab: Lab;
  /** From now on it goes where the other one goes. Returns the end of it. */
  follow(): () => void;
}

export interface Lab {
  readonly store: StoreApi<LabState>;
  /** Resolves when there is a cluster. Before, what is asked waits, and nothing can be answered. */
  readonly ready: Promise<void>;
  /** For the terminal's commands. */
  readonly access: ClusterAccess;
  state(): LabState;
  set(change: Partial<LabState>): void;
  /** Performs an action, if it can be done now, and writes down the kubectl command that it equals. */
  act(action: Action): void;
  act<Argument>(action: Action<Argument>, argument: Argument): void;
  /** Brings the text's objects to API versions that are served; leaves it when there is no safe way to. */
  convert(): void;
  /** Writes into the text what the cluster has in its stead, where they have come apart. */
  takeOver(): void;
  /** The user edits the manifest. */
  edit(text: string): void;
  /** Makes requests to the API server, or lays hands on machines. A refusal is an outcome, in kubectl's words. */
  request(send: (api: ApiServer, actor: Actor, nodes: NodeDoor) => readonly string[]): Outcome;
  /** Makes `text` the manifest and applies it. A refusal leaves the cluster as the API server would. */
  apply(text: string): Outcome;
  /**
   * Writes the field into the text and applies that. When the text has edits that were not applied, only the live
   * object is changed; the field is written into the text all the same, if the text can be read.
   */
  setField(change: FieldChange): Outcome;
  /** Writes a document into the text, before the others, and applies it; same care as {@link setField}. */
  addDocument(document: string): Outcome;
  /** Shows where a field of the selected set is written; its nearest parent that is, for one that is not. */
  reveal(path: readonly (string | number)[]): void;
  /** Shows another set. */
  select(set: SetKey): void;
  play(): void;
  pause(): void;
  step(): void;
  /** Moves through time, and from one course of events to another. */
  travel(go: (timeline: Timeline) => void): void;
  /** What has happened, to read in. */
  look<T>(read: (timeline: Timeline) => T): T;
  /** Another run at the moment that is shown, as a lab to look at: nothing can be done in it. */
  beside(id: number): BesideLab;
  /**
   * What the lab would show at another moment of the run in use (virtual ms), its newest at most. The lab stays where
   * it is.
   */
  stateAt(at: number): LabState;
  /** All that was done here, and where its user is, as plain data. */
  session(): Session;
  /**
   * Replays a session and puts it in the place of this one, once all of it is known to be good. The page goes on
   * meanwhile; how far it is stands in `restoring` of the state.
   * @param beginning What {@link resetToBeginning} goes back to from now on.
   * @returns A promise that a SessionError rejects when it cannot be replayed; then nothing has changed.
   */
  restore(session: Session, beginning?: Session | null): Promise<RestoreOutcome>;
  /** Stops the replay that {@link restore} or {@link resetToBeginning} has begun: all stays as it is. */
  cancelRestore(): void;
  /** A new cluster from the same seed, with an example's text. What there was stays, as another course of events. */
  reset(example: string): void;
  /** The moment that the lab began with, in a course of events of its own; nothing where there is none. */
  resetToBeginning(): Promise<void>;
  /** Ends the frames. The lab is not usable afterwards. */
  dispose(): void;
}
