/** The manifest in the editor: its text, whether it is applied, and how it follows the shown moment. */
import type { Manifest, StatefulSet } from '../engine/index.ts';
import type { Run } from '../timeline/run.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { FieldEdit } from '../view/field-edit.ts';
import { type Drift, driftOf } from '../view/drift.ts';
import {
  addDocument,
  applyText,
  documentsOf,
  type Edit,
  fieldLines,
  setField,
  writeFields,
} from '../view/manifest-text.ts';
import { shareStructure } from '../view/share-structure.ts';
import { draftSet } from '../view/stage/draft.ts';
import type { Outcome } from './state/outcome.ts';
import type { EditorState } from './state/lab-state.ts';
import type { Slice } from './state/state-store.ts';

type Path = readonly (string | number)[];

/** From line to line, counted from 1. */
interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The result of applying a text, and that text. */
export interface Applied extends Outcome {
  readonly file: string;
}

export class Editor {
  /** The sets in the text; while it is not valid YAML, those that it held last. */
  #drafts: readonly StatefulSet[] = [];
  /** The objects in the text; null while it is not valid YAML. */
  #documents: readonly Manifest[] | null = null;
  /** True while the text has edits that were not applied. */
  #edited = true;
  /** The text that was applied last, and the cluster right after it; null before the first time. */
  #applied: ReturnType<Run['appliedAt']> = null;
  #flashes = 0;
  /** The moment whose text is in the editor. */
  #moment: { readonly run: Run; readonly inputs: number };

  constructor(
    private readonly slice: Slice<EditorState>,
    private readonly timeline: Timeline,
  ) {
    this.#moment = this.#here();
  }

  /** The sets that are written. */
  get drafts(): readonly StatefulSet[] {
    return this.#drafts;
  }

  get text(): string {
    return this.slice.state.text;
  }

  /** Starts over with another text, which is not applied. */
  begin(text: string): void {
    this.#applied = null;
    this.#drafts = [];
    this.#edited = true;
    this.#read(text);
    this.slice.set({ text, appliedText: null, diagnostics: [], flash: null, notice: null });
  }

  /** Switches to the text of the shown moment, unless the text has edits. */
  follow(): void {
    const before = this.#moment;
    const here = this.#here();
    if (before.run === here.run && before.inputs === here.inputs) return;
    this.#moment = here;
    const [was, is] = [before.run.textAt(before.inputs), here.run.textAt(here.inputs)];
    const follows = this.text === was && is !== was;
    this.#readApplied();
    if (!follows) return;
    this.#setText(is);
    this.#edited = this.#applied === null;
  }

  /** Makes the current text that of the shown moment. */
  settleHere(): void {
    this.#moment = this.#here();
    this.#readApplied();
    this.#edited = this.text !== this.#applied?.text;
  }

  /** Brings the list of drifted fields up to date. */
  compare(): void {
    this.slice.set({ drift: shareStructure(this.slice.state.drift, this.#drift()) });
  }

  /** Replaces the text, as its user does by typing. */
  edit(text: string): void {
    if (text === this.text) return;
    this.#edited = text !== this.#applied?.text;
    this.#setText(text);
    this.slice.set({ notice: null });
  }

  /** Converts the text to API versions that are served, if that is safely possible. */
  convert(converter: (text: string) => Edit | null): void {
    const converted = converter(this.text);
    if (converted === null) return;
    this.#edited = true;
    this.#setText(converted.text, converted);
  }

  /** Notes that the current text was applied. */
  noteApplied(text: string): void {
    this.#edited = false;
    this.timeline.run.remember(text);
    this.#readApplied();
    this.slice.set({ diagnostics: [], notice: null });
  }

  /** Applies the text as `kubectl apply -f manifest.yaml` does. */
  apply(): Applied {
    const { text } = this;
    const { diagnostics, ...applied } = this.#apply(text);
    this.slice.set({ diagnostics, notice: null });
    if (applied.ok) this.noteApplied(text);
    return applied;
  }

  /**
   * Inserts a document at the beginning of the text and applies the text; only the document if the text has other
   * edits.
   */
  addDocument(document: string): Applied {
    const edited = addDocument(this.text, document);
    if (edited !== null && !this.#edited && this.#drift().length === 0) {
      this.#setText(edited.text, edited);
      return this.apply();
    }
    const { diagnostics: _, ...applied } = this.#apply(document);
    if (applied.ok) this.#writeApplied(edited);
    return applied;
  }

  /** Writes fields of the selected set into the text that the cluster already has, if the text is valid YAML. */
  write(fields: readonly FieldEdit[]): void {
    this.#writeApplied(writeFields(this.text, this.slice.state.selected, fields));
  }

  /** Returns true if the fields of the selected set can be written into the text. */
  canWrite(fields: readonly FieldEdit[]): boolean {
    return writeFields(this.text, this.slice.state.selected, fields) !== null;
  }

  /**
   * Writes fields of the selected set into the text without applying them. Returns false if the text cannot be changed.
   */
  draft(fields: readonly FieldEdit[]): boolean {
    const edited = writeFields(this.text, this.slice.state.selected, fields);
    if (edited === null) return false;
    this.#edited = edited.text !== this.#applied?.text;
    this.#setText(edited.text, edited);
    return true;
  }

  /** Writes drifted fields from the cluster into the text. */
  takeOver(): void {
    const edits: Edit[] = [];
    for (const { path, value, ...target } of this.#drift()) {
      const edit = value === null ? null : setField(edits.at(-1)?.text ?? this.text, target, path, value);
      if (edit !== null) edits.push(edit);
    }
    const last = edits.at(-1);
    if (last === undefined) return;
    this.#setText(last.text, last);
    this.#settle();
  }

  /** Highlights a field of the selected set in the text, or its nearest parent if the field is not written. */
  reveal(path: Path): void {
    const lines = fieldLines(this.text, this.slice.state.selected, path);
    if (lines !== null) this.slice.set({ flash: this.#flash(lines) });
  }

  /** Keeps a text that was replaced. */
  keepReplaced(text: string): void {
    this.slice.set({ replacedText: text, notice: 'TextReplaced' });
  }

  /** Restores the text that was replaced. */
  takeBackText(): void {
    this.edit(this.slice.state.replacedText ?? '');
    this.slice.set({ replacedText: null, notice: null });
  }

  #apply(text: string) {
    return { ...applyText(this.timeline.api, text, { name: 'user', reason: 'apply' }), file: text };
  }

  #drift(): readonly Drift[] {
    if (this.#applied === null || this.#documents === null) return [];
    return driftOf(this.#documents, this.#applied.view, this.timeline.view().objects);
  }

  /** Writes values into the text that the cluster already has. */
  #writeApplied(edit: (Lines & { readonly text: string }) | null): void {
    if (edit !== null) this.#setText(edit.text, edit);
    this.slice.set({ notice: edit === null ? 'TextKept' : this.#edited ? 'TextEdited' : null });
    this.#settle();
  }

  /** The text still counts as applied if it had no edits and does not differ from the cluster. */
  #settle(): void {
    if (!this.#edited && this.#drift().length === 0) this.noteApplied(this.text);
  }

  #setText(text: string, lines?: Lines): void {
    this.#read(text);
    this.slice.set({ text, diagnostics: [], flash: lines === undefined ? null : this.#flash(lines) });
  }

  #read(text: string): void {
    this.#documents = documentsOf(text);
    if (this.#documents !== null) this.#drafts = this.#documents.flatMap((manifest) => draftSet(manifest) ?? []);
  }

  #readApplied(): void {
    const { run, inputs } = this.timeline;
    this.#applied = run.appliedAt(inputs);
    this.slice.set({ appliedText: this.#applied?.text ?? null });
  }

  #flash({ from, to }: Lines): EditorState['flash'] {
    return { key: ++this.#flashes, from, to };
  }

  #here() {
    const { run, inputs } = this.timeline;
    return { run, inputs };
  }
}
