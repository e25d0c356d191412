/** The interface of a lab for its page. */
import type { Recording } from '../timeline/recording.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { PagePart } from '../share/saved-fields.ts';
import type { Session } from '../share/session.ts';
import type { ActionId, ArgumentOf, PlainActionId, ResultOf } from './actions/table.ts';
import type { ClusterAccess } from './commands/cluster-access.ts';
import type { LabParts } from './lab-parts.ts';
import type { Language, Theme } from './state/lab-state.ts';
import type { Layout } from './state/layout.ts';
import type { Frames } from './moment/playback.ts';
import type { Outcome, PendingOutcome } from './state/outcome.ts';
import type { StateReader } from './state/state-store.ts';

/** Options with which a lab starts. */
export interface LabOptions {
  /** Loaders of the parts that come later. */
  readonly parts: LabParts;
  /** Id of the example to begin with. */
  readonly example: string;
  readonly seed?: number;
  /** The recording to show; a new simulation from `seed`, if absent. */
  readonly recording?: Recording;
  /** There will be a recording that is no simulation. */
  readonly readOnly?: boolean;
  readonly speed?: number;
  /** True if time stands still until the user plays or steps. */
  readonly paused?: boolean;
  readonly theme?: Theme;
  readonly language?: Language;
  readonly languages?: readonly Language[];
  readonly layout?: Layout;
  /** The parts of the page to begin with; all, if absent. */
  readonly unfolded?: readonly PagePart[];
  /** The step of the introduction to begin with; none, if absent. */
  readonly introduction?: number | null;
  readonly presenting?: boolean;
  readonly narrated?: boolean;
  /** The text to begin with; the example's, if absent. */
  readonly text?: string;
  /** The work that a replay may make before the user is asked. */
  readonly workBudget?: number;
  /** Injected by tests; the browser's, if absent. */
  readonly frames?: Frames;
  /** True to load kubectl at once, so that the first button that runs it does not wait. */
  readonly preload?: boolean;
  /** Hands the browser a file to save; absent if there is no browser. */
  readonly download?: (name: string, text: string) => void;
}

/** Performs an action of the table. An action that is not enabled, or has a wrong argument, is refused in words. */
export interface Act {
  <Id extends PlainActionId>(id: Id): ResultOf<Id> | Outcome | PendingOutcome;
  <Id extends ActionId>(id: Id, argument: ArgumentOf<Id>): ResultOf<Id> | Outcome | PendingOutcome;
}

/** Values of a lab that are not in its state. */
export interface Readings {
  /** The runs and the shown moment; read-only. */
  readonly timeline: Timeline;
  /** The cluster for programs beside the page: the terminals. */
  readonly access: ClusterAccess;
  /**
   * Returns the session as plain data: all runs, and what is shown.
   * @throws StatusError for a recording.
   */
  session(): Session;
}

/** A lab: one timeline, one manifest, one state. Two labs on a page share nothing. */
export interface Lab {
  /** The state, to read and to subscribe to. Only actions change it. */
  readonly store: StateReader;
  /** Resolves when the cluster is loaded. Actions wait for it; nothing can be read before. */
  readonly ready: Promise<void>;
  readonly act: Act;
  readonly read: <T>(look: (readings: Readings) => T) => T;
}

/** A lab that shows another run. */
export interface BesideLab {
  readonly lab: Lab;
  /** Follows the moment of the lab in use. Returns a function that ends it. */
  follow(): () => void;
}
