/** What the lab knows and shows. Nothing but frozen values: no cluster, no editor, no element. */
import type { Event, ObjectView } from '../engine/index.ts';
import type { Diagnostic } from './manifest-text.ts';
import type { SetDecisions } from './stage/decisions.ts';
import type { SetKey } from './stage/derive-stage.ts';
import type { StageModel } from './stage-model.ts';

/** Those of src/i18n, which this floor does not know. */
export type Language = 'en' | 'zh';
export type Theme = 'auto' | 'light' | 'dark';

/** One command and its answer, as kubectl would print them; or what an action of the lab would have said there. */
export interface CommandRecord {
  readonly id: number;
  /** Virtual ms. */
  readonly at: number;
  readonly command: string;
  readonly lines: readonly string[];
  readonly ok: boolean;
}

/** What happened to the text that its owner may not expect. */
export type Notice =
  /** A change went to the live object only, because the text cannot be read. */
  | 'TextKept'
  /** A change went to the live object and into the text, which has other edits that are still to be applied. */
  | 'TextEdited'
  /** An example has taken the place of a text with edits; `replacedText` keeps it. */
  | 'TextReplaced';

export interface LabState {
  /** All API objects at this moment. */
  readonly view: ObjectView;
  readonly stage: StageModel;
  /** Newest last. */
  readonly events: readonly Event[];
  /** By the set's key, `namespace/name`. */
  readonly decisions: ReadonlyMap<string, SetDecisions>;
  /** Virtual ms since the cluster was made; in steps of a tenth of a second while time runs. */
  readonly now: number;
  /** Time is to run. */
  readonly playing: boolean;
  /** Time runs: it is to, and something is due. */
  readonly running: boolean;
  /** Virtual ms per wall ms. */
  readonly speed: number;
  /** The manifest in the editor. */
  readonly text: string;
  /** The text that was applied last; null before the first time. */
  readonly appliedText: string | null;
  /** Why the text could not be applied, by line. Gone with the next edit. */
  readonly diagnostics: readonly Diagnostic[];
  /** Lines of the text, from 1, that an action has just changed; `key` tells one flash from the next. */
  readonly flash: { readonly key: number; readonly from: number; readonly to: number } | null;
  readonly commands: readonly CommandRecord[];
  readonly notice: Notice | null;
  /** The user's own text that an example has replaced. */
  readonly replacedText: string | null;
  /** The sets that can be shown: those that exist, and the one that is written. */
  readonly sets: readonly SetKey[];
  readonly selected: SetKey;
  /** Id of the example that the lab began with. */
  readonly example: string;
  readonly theme: Theme;
  readonly language: Language;
}
