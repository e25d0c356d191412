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
import type { PlannedChange, SetChange } from '../../view/rollout/forecasts.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import type { Machines } from '../../view/stage/machines.ts';
import type { Reconcile } from '../../view/stage/reconciles.ts';
import type { StageModel } from '../../view/stage-model.ts';
import type { Mark } from '../../timeline/marks.ts';

/** Those of src/i18n, which this floor does not know. */
/** A language of the page, by its tag. */
export type Language = string;
/** `contrast` is light or dark as the system, with high contrast. */
export type Theme = 'auto' | 'light' | 'dark' | 'contrast';
export type { StageView };

/** A node that is being drained. */
export interface Drain {
  readonly node: string;
  /** Why a Pod is still there: the API server's last refusal. */
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
  /** The number of inputs before the typed line that it is part of. */
  readonly line?: number;
  /** True if it was typed in a terminal, not run by a button. */
  readonly typed?: boolean;
}

/** A change of the text that the user may not expect. */
export type Notice =
  /** A change went to the live object only, because the text is not valid YAML. */
  | 'TextKept'
  /** A change went to the live object and into the text, which has other, unapplied edits. */
  | 'TextEdited'
  /** An example has replaced a text with edits; `replacedText` keeps it. */
  | 'TextReplaced';

/** A message about the page itself. */
export type Banner =
  /** The session in the address is unreadable, of a newer version, or too large. */
  | 'LinkUnreadable'
  | 'LinkNewer'
  | 'LinkTooLarge'
  /** A part of the page could not be loaded. */
  | 'NotLoaded'
  /** A part of the page is missing because the site now has another version. */
  | 'Replaced'
  /** The browser has no room to keep the session. */
  | 'NotKept'
  /** A kept session could not be opened, or stopped the page; it was set aside. */
  | 'SetAside'
  /** A kept session was found after the user had started working; another tab can open it. */
  | 'KeptElsewhere'
  /** A file that was imported cannot be replayed. */
  | 'FileUnreadable'
  /** A lesson file is too long, or was not found where the address says. */
  | 'LessonTooLong'
  | 'LessonNotFound'
  /** A text was not put into the editor because it is too long. */
  | 'TextTooLong';

/** Names of the dialogs. */
export type DialogName =
  | 'about'
  | 'course'
  | 'divergence'
  | 'embed'
  | 'import'
  | 'offline'
  | 'palette'
  | 'pictures'
  | 'rules'
  | 'share'
  | 'shortcuts'
  | 'teach'
  | 'work';

/** Panels that a presenter shows for a while; `blank` covers everything. */
export type Recalled = 'editor' | 'terminal' | 'events' | 'blank';

export interface DialogRequest {
  readonly name: DialogName;
  /** The section to show first. */
  readonly topic?: string;
}

/** A page of a lesson. */
export interface LessonPlace {
  readonly id: string;
  /** From 0. */
  readonly page: number;
}

/** One of the kept runs. */
export interface RunInfo {
  readonly id: number;
  /** The name that the user gave it; null while it has only its number. */
  readonly name: string | null;
  /** The run it branched from, when (virtual ms), and after how many inputs. */
  readonly from: { readonly id: number; readonly at: number; readonly inputs: number } | null;
  /** The first command after it branched; null while there is none. */
  readonly began: string | null;
}

/** The shown moment, and the possible moves from it. Owned by `ShownMoment`. */
export interface MomentState {
  /** Virtual ms since the cluster was made; in steps of a tenth of a second while time runs. */
  readonly now: number;
  /** True while a moment before the newest is shown: acting then starts another run. */
  readonly past: boolean;
  /** The newest moment of the run (virtual ms). */
  readonly head: number;
  /** The marks of the run, oldest first. */
  readonly marks: readonly Mark[];
  /** Id of the run that is shown. */
  readonly run: number;
  readonly runs: readonly RunInfo[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canStepBack: boolean;
  /** True if something is recorded, or pending, after this moment. */
  readonly canGoOn: boolean;
  /** True if the run is a recording and not a simulation: it is read-only. */
  readonly readOnly: boolean;
  /** True if the page follows a real cluster: its runs cannot be saved. */
  readonly observed: boolean;
  /** True if the user wants time to run. */
  readonly playing: boolean;
  /** True if time stands still only because the past is shown; it continues at the newest moment. */
  readonly held: boolean;
  /** True while time runs: `playing`, and work is pending. */
  readonly running: boolean;
  /** Virtual ms per wall ms. */
  readonly speed: number;
}

/** The cluster at the shown moment. Owned by `ShownCluster`. */
export interface ClusterState {
  /** True if there is a cluster. */
  readonly ready: boolean;
  /** All API objects at this moment. */
  readonly view: Snapshot;
  readonly stage: StageModel;
  /** Newest last. */
  readonly events: readonly Event[];
  /** The reconciles of the StatefulSet controller, oldest first. */
  readonly reconciles: readonly Reconcile[];
  /** The state of the nodes' machines that the API does not show: disconnected, stray Pods. */
  readonly machines: Machines;
  /** Names of each Deployment's ReplicaSets in order of first appearance, by the Deployment's key. */
  readonly replicaSetNames: ReadonlyMap<string, readonly string[]>;
  /** By the set's key, `namespace/name`. */
  readonly decisions: ReadonlyMap<string, SetDecisions>;
  /** The sets that can be shown: those that exist, and those in the manifest. */
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
  /** Lines of the text, from 1, that an action has just changed; `key` identifies the flash. */
  readonly flash: { readonly key: number; readonly from: number; readonly to: number } | null;
  readonly notice: Notice | null;
  /** The user's own text that an example has replaced. */
  readonly replacedText: string | null;
}

/** State of the page: what is open, and the settings. Owned by the actions on the page. */
export interface PageState {
  readonly stageView: StageView;
  readonly banner: Banner | null;
  /** True if a new version of the lab was downloaded; the next start uses it. */
  readonly newVersion: boolean;
  /** The object in the inspector. */
  readonly inspected: Inspected | null;
  /** A change of the set that the user points at or drags, previewed on the stage. */
  readonly considered: SetChange | PlannedChange | null;
  /** The kubectl command of the plan that is shown, empty for Apply; null if none is shown. */
  readonly plan: string | null;
  /** The lesson beside the stage; null for none. */
  readonly lesson: LessonPlace | null;
  /** A moment that a lesson marks on the timeline (virtual ms); null for none. */
  readonly marked: number | null;
  /** A command line that is to stand in the terminal, not entered; `key` tells one from the next. */
  readonly typed: { readonly key: number; readonly text: string } | null;
  /** The text of the lesson file that is open in the editor; null for none. */
  readonly lessonFile: string | null;
  /** The dialog that is open. */
  readonly dialog: DialogRequest | null;
  /** The step of the introduction that is shown, from 0; null for none. */
  readonly introduction: number | null;
  /** True in presenter mode. */
  readonly presenting: boolean;
  /** The panel that the presenter shows for a while. */
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
  /** True if changes are announced to screen readers. */
  readonly narrated: boolean;
}

/** The commands of this lab, and its beginning. Owned by `Sessions`. */
export interface SessionState {
  /** Newest last. */
  readonly commands: readonly CommandRecord[];
  /** Nodes that are being drained, in order of their start. */
  readonly drains: readonly Drain[];
  /** Id of the example that the lab began with. */
  readonly example: string;
  /** The session of the link that the lab began with; null if it began with its example. */
  readonly beginning: Session | null;
  /** Where the opened session differs from its recording; null if it does not. */
  readonly divergence: Divergence | null;
  /** The part of a session that has been replayed, from 0 to 1; null while none is being replayed. */
  readonly restoring: number | null;
  /** The work that a replay may make (see `Cluster.work`) before the user is asked; raised when they agree. */
  readonly workBudget: number;
  /** Files that were written in the terminal's home directory, by name. */
  readonly files: Readonly<Record<string, string>>;
}

export interface LabState extends MomentState, ClusterState, EditorState, PageState, SessionState {}
