/** The text of the editor: what is written in it, what of it the cluster has, and where it goes with the moment shown. */
import type { StoreApi } from 'zustand/vanilla';
import type { Manifest, StatefulSet } from '../engine/index.ts';
import type { FieldChange, Lab, Outcome } from './lab.ts';
import type { LabState } from './lab-state.ts';
import { type Drift, driftOf } from '../view/drift.ts';
import {
  addDocument,
  applyText,
  convertText,
  documentsOf,
  type Edit,
  fieldLines,
  setField,
} from '../view/manifest-text.ts';
import type { Snapshot } from '../view/snapshot.ts';
import type { Run } from '../timeline/run.ts';
import { draftSet } from '../view/stage/draft.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface ManuscriptContext {
  readonly store: StoreApi<LabState>;
  readonly timeline: Timeline;
  /** Takes over a change of the state, with what follows from the sets that are written now. */
  readonly show: (change: Partial<LabState>) => void;
  /** After something was asked of the cluster. */
  readonly settle: () => void;
  readonly request: Lab['request'];
}

/** From line to line, counted from 1. */
interface Lines {
  readonly from: number;
  readonly to: number;
}

export class Manuscript {
  /** The sets that are written; those that were written last, while the text cannot be read. */
  #drafts: readonly StatefulSet[] = [];
  /** All that is written; null while it cannot be read. */
  #documents: readonly Manifest[] | null = null;
  /** It holds what the cluster was never given: somebody has written in it since it was applied, or it never was. */
  #own = true;
  /** The text that was applied last, and the cluster as it was then; null before the first time. */
  #applied: ReturnType<Run['appliedAt']> = null;
  #flashes = 0;
  /** The moment whose text is in the editor. */
  #place: { readonly run: Timeline['run']; readonly inputs: number };

  constructor(private readonly context: ManuscriptContext) {
    this.#place = this.#here();
  }

  get drafts(): readonly StatefulSet[] {
    return this.#drafts;
  }

  /** What of the text has been changed past it in the cluster. */
  drift(now: Snapshot): readonly Drift[] {
    if (this.#applied === null || this.#documents === null) return [];
    return driftOf(this.#documents, this.#applied.view, now);
  }

  /** Another text than there was: what was said of that one is gone with it. */
  fresh(text: string): Pick<LabState, 'text' | 'appliedText' | 'diagnostics' | 'flash' | 'notice'> {
    this.#applied = null;
    this.#drafts = [];
    this.#own = true;
    this.#read(text);
    return { text, appliedText: null, diagnostics: [], flash: null, notice: null };
  }

  /** The text goes with the moment that is shown, unless its user has edited it. */
  follow(): void {
    const { store } = this.context;
    const before = this.#place;
    const here = this.#here();
    if (before.run === here.run && before.inputs === here.inputs) return;
    this.#place = here;
    const [was, is] = [before.run.textAt(before.inputs), here.run.textAt(here.inputs)];
    const { text } = store.getState();
    const goes = text === was && is !== text;
    store.setState({ ...this.#appliedHere(), ...(goes && this.#edited(is)) });
    if (goes) this.#own = this.#applied === null;
  }

  /** The text that there is belongs to the moment that is shown. */
  settleHere(): void {
    this.#place = this.#here();
    this.context.store.setState(this.#appliedHere());
    this.#own = this.context.store.getState().text !== this.#applied?.text;
  }

  edit(text: string): void {
    const { store } = this.context;
    if (text === store.getState().text) return;
    this.#own = text !== this.#applied?.text;
    this.#write(text);
    store.setState({ notice: null });
  }

  convert(): void {
    const converted = convertText(this.context.store.getState().text);
    if (converted === null) return;
    this.#own = true;
    this.#write(converted.text, converted);
  }

  /** It is what the cluster has now. */
  applied(text: string): void {
    this.#own = false;
    this.context.timeline.run.remember(text);
    this.context.show({ ...this.#appliedHere(), diagnostics: [], notice: null });
  }

  apply(text: string): Outcome {
    const { store, timeline, settle } = this.context;
    if (text !== store.getState().text) this.#write(text);
    const { ok, lines, diagnostics } = applyText(timeline.api, text, { name: 'user', reason: 'apply' });
    store.setState({ diagnostics, notice: null });
    if (ok) this.applied(text);
    settle();
    return { ok, lines };
  }

  /** By the text, where the cluster has it as it is written; else by a patch, and in the text as well. */
  setField({ path, value, patch, answer }: FieldChange): Outcome {
    const { store, request } = this.context;
    const { text, appliedText, selected, drift } = store.getState();
    const edited = setField(text, { kind: 'StatefulSet', ...selected }, path, value);
    const answers = [`statefulset.apps/${selected.name} ${answer}`];
    // Applied whole, it would take back what was done past it.
    if (edited !== null && text === appliedText && drift.length === 0) {
      this.#write(edited.text, edited);
      const outcome = this.apply(edited.text);
      return outcome.ok ? { ok: true, lines: answers } : outcome;
    }
    const outcome = request((api, by) => {
      api.patch('statefulsets', selected.name, selected.namespace, 'strategic', patch, by);
      return answers;
    });
    this.#writeBeside(edited, outcome.ok);
    return outcome;
  }

  /** Writes into the text what the cluster has in its stead, where they have come apart. */
  takeOver(): void {
    const { text, drift } = this.context.store.getState();
    const edits: Edit[] = [];
    for (const { path, value, ...target } of drift) {
      const edit = value === null ? null : setField(edits.at(-1)?.text ?? text, target, path, value);
      if (edit !== null) edits.push(edit);
    }
    const last = edits.at(-1);
    if (last === undefined) return;
    this.#write(last.text, last);
    this.#settleText();
  }

  addDocument(document: string): Outcome {
    const { store, timeline, settle } = this.context;
    const { text, appliedText, drift } = store.getState();
    const edited = addDocument(text, document);
    if (edited !== null && text === appliedText && drift.length === 0) {
      this.#write(edited.text, edited);
      return this.apply(edited.text);
    }
    const { lines, ok } = applyText(timeline.api, document, { name: 'user', reason: 'apply' });
    settle();
    this.#writeBeside(edited, ok);
    return { ok, lines };
  }

  /** Shows where in the text a field of the set is written. */
  reveal(path: readonly (string | number)[]): void {
    const { text, selected } = this.context.store.getState();
    const lines = fieldLines(text, selected, path);
    if (lines !== null) this.context.store.setState({ flash: this.#flash(lines) });
  }

  /** What the cluster has got already, into a text that it has not. */
  #writeBeside(edited: (Lines & { readonly text: string }) | null, ok: boolean): void {
    if (!ok) return;
    if (edited !== null) this.#write(edited.text, edited);
    this.context.store.setState({ notice: edited === null ? 'TextKept' : this.#own ? 'TextEdited' : null });
    this.#settleText();
  }

  /** Where nobody has written in the text, and nothing was changed past it, it is what the cluster has. */
  #settleText(): void {
    const { text, drift } = this.context.store.getState();
    if (!this.#own && drift.length === 0) this.applied(text);
  }

  #write(text: string, lines?: Lines): void {
    const change = this.#edited(text);
    this.context.show({ ...change, flash: lines === undefined ? null : this.#flash(lines) });
  }

  #edited(text: string): Pick<LabState, 'text' | 'diagnostics' | 'flash'> {
    this.#read(text);
    return { text, diagnostics: [], flash: null };
  }

  #read(text: string): void {
    this.#documents = documentsOf(text);
    if (this.#documents !== null) this.#drafts = this.#documents.flatMap((manifest) => draftSet(manifest) ?? []);
  }

  #appliedHere(): Pick<LabState, 'appliedText'> {
    const { run, inputs } = this.context.timeline;
    this.#applied = run.appliedAt(inputs);
    return { appliedText: this.#applied?.text ?? null };
  }

  #flash({ from, to }: Lines): LabState['flash'] {
    return { key: ++this.#flashes, from, to };
  }

  #here() {
    const { run, inputs } = this.context.timeline;
    return { run, inputs };
  }
}
