/** What the lab knows and shows. Nothing but frozen values: no cluster, no editor, no element. */
import type { Event } from '../engine/index.ts';
import type { StageView } from '../share/saved-fields.ts';
import type { Session } from '../share/session.ts';
import type { Divergence } from '../timeline/divergence.ts';
import type { Drift } from '../view/drift.ts';
import type { Inspected } from '../view/inspect.ts';
import type { Layout } from './layout.ts';
import type { Diagnostic } from '../view/manifest-text.ts';
import type { Snapshot } from '../view/snapshot.ts';
import type { SetDecisions } from '../view/stage/decisions.ts';
import type { Change } from '../view/rollout/prediction.ts';
import type { SetKey } from '../view/stage/derive-stage.ts';
import type { Machines } from '../view/stage/machines.ts';
import type { Reconcile } from '../view/stage/reconciles.ts';
import type { StageModel } from '../view/stage-model.ts';
import type { Mark } from '../timeline/marks.ts';

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

/** One command and its answer, as kubectl would print them; or what an action of the lab would have said there. */
export interface CommandRecord {
  readonly id: number;
  /** Virtual ms. */
  readonly at: number;
  readonly command: string;
  /** What was in the file that the command names. */
  readonly file?: string;
  readonly lines: readonly string[];
  readonly ok: boolean;
  /** How many inputs there were when the line began that it was typed on. */
  readonly line?: number;
  /** It was typed in the terminal, not asked for on the stage. */
  readonly typed?: boolean;
}

/** What happened to the text that its owner may not expect. */
export type Notice =
  /** A change went to the live object only, because the text cannot be read. */
  | 'TextKept'
  /** A change went to the live object and into the text, which has other edits that are still to be applied. */
  | 'TextEdited'
  /** An example has taken the place of a text with edits; `replacedText` keeps it. */
  | 'TextReplaced';

/** What the page has to say about itself. */
export type Banner =
  /** The address ends with something that is no session, or one of a newer version, or one too large. */
  | 'LinkUnreadable'
  | 'LinkNewer'
  | 'LinkTooLarge'
  /** A part of the page did not come. */
  | 'NotLoaded'
  /** The browser has no room to keep the session. */
  | 'NotKept'
  /** What was kept could not be opened, or stopped the page. */
  | 'SetAside'
  /** What was kept came after something had been done: it waits for another tab. */
  | 'KeptElsewhere'
  /** A file that was imported cannot be replayed. */
  | 'FileUnreadable';

/** What opens over the page. */
export type DialogName = 'about' | 'divergence' | 'palette' | 'pictures' | 'rules' | 'share' | 'shortcuts' | 'work';

/** What a presenter fetches onto the screen for a while; `blank` is nothing at all. */
export type Recalled = 'editor' | 'terminal' | 'events' | 'blank';

export interface DialogRequest {
  readonly name: DialogName;
  /** What of it is to be shown first, where there is much. */
  readonly topic?: string;
}

/** One course of events; of several, one is shown. */
export interface RunInfo {
  readonly id: number;
  /** What its user calls it; null: by its number. */
  readonly name: string | null;
  /** The run that it left, when (virtual ms), and after how many inputs. */
  readonly from: { readonly id: number; readonly at: number; readonly inputs: number } | null;
  /** The first command that was given in it and not in the run that it left; null while there is none. */
  readonly began: string | null;
}

/** Where in time the lab is, and where it can go. */
export interface MomentState {
  /** Virtual ms since the cluster was made; in steps of a tenth of a second while time runs. */
  readonly now: number;
  /** What is shown is not the newest: acting here makes another run. */
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
  /** Something is recorded, or due, after this moment. */
  readonly canGoOn: boolean;
}

export interface LabState extends MomentState {
  /** There is a cluster. */
  readonly ready: boolean;
  /** All API objects at this moment. */
  readonly view: Snapshot;
  readonly stage: StageModel;
  /** Newest last. */
  readonly events: readonly Event[];
  /** What the controller did each time it looked at a set, oldest first. */
  readonly reconciles: readonly Reconcile[];
  /** What the objects do not say of the nodes. */
  readonly machines: Machines;
  /** Names of each Deployment's ReplicaSets in order of first appearance, by the Deployment's key. */
  readonly replicaSetNames: ReadonlyMap<string, readonly string[]>;
  /** By the set's key, `namespace/name`. */
  readonly decisions: ReadonlyMap<string, SetDecisions>;
  /** Nodes that are being drained, in the order in which that began. */
  readonly drains: readonly Drain[];
  readonly stageView: StageView;
  /** Time is to run. */
  readonly playing: boolean;
  /** Time stands still only because the past is shown: it goes on with the newest moment. */
  readonly held: boolean;
  /** Time runs: it is to, and something is due. */
  readonly running: boolean;
  /** Virtual ms per wall ms. */
  readonly speed: number;
  /** The manifest in the editor. */
  readonly text: string;
  /** The text that was applied last; null before the first time. */
  readonly appliedText: string | null;
  /** What of it has been changed in the cluster since, past the text; none while the text is another one. */
  readonly drift: readonly Drift[];
  /** Why the text could not be applied, by line. Gone with the next edit. */
  readonly diagnostics: readonly Diagnostic[];
  /** Lines of the text, from 1, that an action has just changed; `key` tells one flash from the next. */
  readonly flash: { readonly key: number; readonly from: number; readonly to: number } | null;
  readonly commands: readonly CommandRecord[];
  readonly notice: Notice | null;
  readonly banner: Banner | null;
  /** The object that is looked at whole. */
  readonly inspected: Inspected | null;
  /** A change of the set that its user points at, or holds in the hand: the stage shows what it would do. */
  readonly considered: Change | null;
  /** What is open over the page. */
  readonly dialog: DialogRequest | null;
  /** The step of the introduction that is shown, from 0; null: none. */
  readonly introduction: number | null;
  /** The stage has the screen to itself, in large type. */
  readonly presenting: boolean;
  /** What has come back to it for a while. */
  readonly recalled: Recalled | null;
  /** Id of the run that is shown beside the one in use; null: none. */
  readonly beside: number | null;
  /** The user's own text that an example has replaced. */
  readonly replacedText: string | null;
  /** The sets that can be shown: those that exist, and the one that is written. */
  readonly sets: readonly SetKey[];
  readonly selected: SetKey;
  /** Id of the example that the lab began with. */
  readonly example: string;
  readonly layout: Layout;
  /** What a link has put here, to go back to; null where the lab began with its example. */
  readonly beginning: Session | null;
  /** Where the session that was opened goes otherwise than when it was made; null: nowhere. */
  readonly divergence: Divergence | null;
  /** How much of a session has been replayed, from 0 to 1, while that takes longer than a moment; else null. */
  readonly restoring: number | null;
  /** How much work a replay may make (see `Cluster.work`) before its user is asked; raised when they let it go on. */
  readonly workBudget: number;
  /** Files that were written in the terminal's home directory, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly theme: Theme;
  readonly language: Language;
  /** The languages that the page has. */
  readonly languages: readonly Language[];
  /** What happens is told to screen readers. */
  readonly narrated: boolean;
}
