/** The state of a lab: frozen values only, in five slices with one owner each. */
import type { Event } from '../../engine/index.ts';
import type { PagePart, StageView } from '../../share/saved-fields.ts';
import type { Session } from '../../share/session.ts';
import type { Divergence } from '../../timeline/divergence.ts';
import type { Drift } from '../../view/drift.ts';
import type { Inspected } from '../../view/inspect.ts';
import type { Layout } from './layout.ts';
import type { Diagnostic } from '../../view/manifest-text.ts';
import type { Snapshot } from '../../view/snapshot.ts';
import type { SetDecisions } from '../../view/stage/decisions.ts';
import type { SetChange } from '../../view/rollout/prediction.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import type { Machines } from '../../view/stage/machines.ts';
import type { Reconcile } from '../../view/stage/reconciles.ts';
import type { StageModel } from '../../view/stage-model.ts';
import type { Mark } from '../../timeline/marks.ts';

/** Those of src/i18n, which this floor does not know. */
/** A language of the page, by its tag. */
export type Language = string;
/** `contrast`: as light or dark as the system is, with nothing faint. */
export type Theme = 'auto' | 'light' | 'dark' | 'contrast';
export type { StageView };

/** A node that is being drained. */
export interface Drain {
  readonly node: string;
  /** Why a Pod is still there: what the API server said when it was asked for last. */
  readonly refusal: { readonly pod: string; readonly message: string } | null;
}

/** One command with what kubectl printed. */
export interface CommandRecord {
  readonly id: number;
  /** Virtual ms. */
  readonly at: number;
  readonly command: string;
  /** The text of the file that the command names. */
  readonly file?: string;
  readonly lines: readonly string[];
  readonly ok: boolean;
  /** The number of inputs when the typed line began that it is part of. */
  readonly line?: number;
  /** It was typed in a terminal, not made by a button. */
  readonly typed?: boolean;
}

/** Something that happened to the text and that its user may not expect. */
export type Notice =
  /** A change went to the live object only, because the text cannot be read. */
  | 'TextKept'
  /** A change went to the live object and into the text, which has other edits that are still to be applied. */
  | 'TextEdited'
  /** An example has taken the place of a text with edits; `replacedText` keeps it. */
  | 'TextReplaced';

/** A message about the page itself. */
export type Banner =
  /** The address ends with something that is no session, or one of a newer version, or one too large. */
  | 'LinkUnreadable'
  | 'LinkNewer'
  | 'LinkTooLarge'
  /** A part of the page could not be loaded. */
  | 'NotLoaded'
  /** A part of the page is gone: the site has another version by now. */
  | 'Replaced'
  /** The browser has no room to keep the session. */
  | 'NotKept'
  /** A kept session could not be opened, or stopped the page; it was set aside. */
  | 'SetAside'
  /** A kept session was found after something had been done; it waits for another tab. */
  | 'KeptElsewhere'
  /** A file that was imported cannot be replayed. */
  | 'FileUnreadable'
  /** A text was not put into the editor because it is too long. */
  | 'TextTooLong';

/** Names of the dialogs. */
export type DialogName =
  | 'about'
  | 'course'
  | 'divergence'
  | 'embed'
  | 'offline'
  | 'palette'
  | 'pictures'
  | 'rules'
  | 'share'
  | 'shortcuts'
  | 'work';

/** Panels that a presenter shows for a while; `blank` covers everything. */
export type Recalled = 'editor' | 'terminal' | 'events' | 'blank';

export interface DialogRequest {
  readonly name: DialogName;
  /** The part of it to show first. */
  readonly topic?: string;
}

/** A page of a lesson. */
export interface LessonPlace {
  readonly id: string;
  /** From 0. */
  readonly page: number;
}

/** One of the runs that are kept. */
export interface RunInfo {
  readonly id: number;
  /** The name that its user gave it; null while it has only its number. */
  readonly name: string | null;
  /** The run it branched from, when (virtual ms), and after how many inputs. */
  readonly from: { readonly id: number; readonly at: number; readonly inputs: number } | null;
  /** The first command after it branched; null while there is none. */
  readonly began: string | null;
}

/** The moment that is shown, and where it can go. Owned by `ShownMoment`. */
export interface MomentState {
  /** Virtual ms since the cluster was made; in steps of a tenth of a second while time runs. */
  readonly now: number;
  /** True while a moment before the newest is shown: acting then starts another run. */
  readonly past: boolean;
  /** The newest moment of the run (virtual ms). */
  readonly head: number;
  /** Moments of the run to look for, oldest first. */
  readonly marks: readonly Mark[];
  /** Id of the run that is shown. */
  readonly run: number;
  readonly runs: readonly RunInfo[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canStepBack: boolean;
  /** Something is recorded, or pending, after this moment. */
  readonly canGoOn: boolean;
  /** The run is a recording and not a simulation: it can be looked at, not changed. */
  readonly readOnly: boolean;
  /** Time is to run. */
  readonly playing: boolean;
  /** Time stands still only because the past is shown; it goes on with the newest moment. */
  readonly held: boolean;
  /** Time runs: it is to, and work is pending. */
  readonly running: boolean;
  /** Virtual ms per wall ms. */
  readonly speed: number;
}

/** The cluster at the moment that is shown. Owned by `ShownCluster`. */
export interface ClusterState {
  /** There is a cluster. */
  readonly ready: boolean;
  /** All API objects at this moment. */
  readonly view: Snapshot;
  readonly stage: StageModel;
  /** Newest last. */
  readonly events: readonly Event[];
  /** The reconciles of the StatefulSet controller, oldest first. */
  readonly reconciles: readonly Reconcile[];
  /** The state of the nodes that the API does not show: cut off, stray Pods. */
  readonly machines: Machines;
  /** Names of each Deployment's ReplicaSets in order of first appearance, by the Deployment's key. */
  readonly replicaSetNames: ReadonlyMap<string, readonly string[]>;
  /** By the set's key, `namespace/name`. */
  readonly decisions: ReadonlyMap<string, SetDecisions>;
  /** The sets that can be shown: those that exist, and those that are written. */
  readonly sets: readonly SetKey[];
  readonly selected: SetKey;
}

/** The manifest in the editor. Owned by `Editor`. */
export interface EditorState {
  readonly text: string;
  /** The text that was applied last; null before the first time. */
  readonly appliedText: string | null;
  /** Fields of the text that the cluster has changed since it was applied; none while the text has other edits. */
  readonly drift: readonly Drift[];
  /** Why the text could not be applied, by line; cleared by the next edit. */
  readonly diagnostics: readonly Diagnostic[];
  /** Lines of the text, from 1, that an action has just changed; `key` tells one flash from the next. */
  readonly flash: { readonly key: number; readonly from: number; readonly to: number } | null;
  readonly notice: Notice | null;
  /** The user's own text that an example has replaced. */
  readonly replacedText: string | null;
}

/** State of the page: open, chosen and set. Owned by the actions of the page. */
export interface PageState {
  readonly stageView: StageView;
  readonly banner: Banner | null;
  /** A new version of the lab has been fetched; the next start has it. */
  readonly newVersion: boolean;
  /** The object in the inspector. */
  readonly inspected: Inspected | null;
  /** A change of the set that its user points at or drags: the stage previews it. */
  readonly considered: SetChange | null;
  /** The lesson beside the stage; null for none. */
  readonly lesson: LessonPlace | null;
  /** A moment that a lesson marks on the timeline (virtual ms); null for none. */
  readonly marked: number | null;
  /** A command line that is to stand in the terminal, not entered; `key` tells one from the next. */
  readonly typed: { readonly key: number; readonly text: string } | null;
  /** The dialog that is open. */
  readonly dialog: DialogRequest | null;
  /** The step of the introduction that is shown, from 0; null for none. */
  readonly introduction: number | null;
  /** The stage fills the screen, in large type. */
  readonly presenting: boolean;
  /** Panel that the presenter shows over it for a while. */
  readonly recalled: Recalled | null;
  /** Id of the run that is shown beside the one in use; null for none. */
  readonly beside: number | null;
  readonly layout: Layout;
  /** Parts of the page that stay shown: see `unfolded.ts`. */
  readonly unfolded: readonly PagePart[];
  readonly theme: Theme;
  readonly language: Language;
  /** The languages that the page has. */
  readonly languages: readonly Language[];
  /** Changes are announced to screen readers. */
  readonly narrated: boolean;
}

/** The commands of this lab, and how it began. Owned by `Sessions`. */
export interface SessionState {
  /** Newest last. */
  readonly commands: readonly CommandRecord[];
  /** Nodes that are being drained, in the order in which that began. */
  readonly drains: readonly Drain[];
  /** Id of the example that the lab began with. */
  readonly example: string;
  /** The session of the link that the lab began with; null where it began with its example. */
  readonly beginning: Session | null;
  /** Where the opened session goes otherwise than when it was made; null for nowhere. */
  readonly divergence: Divergence | null;
  /** How much of a session has been replayed, from 0 to 1; null while none is being replayed. */
  readonly restoring: number | null;
  /** How much work a replay may make (see `Cluster.work`) before its user is asked; raised when they agree. */
  readonly workBudget: number;
  /** Files that were written in the terminal's home directory, by name. */
  readonly files: Readonly<Record<string, string>>;
}

export interface LabState extends MomentState, ClusterState, EditorState, PageState, SessionState {}
