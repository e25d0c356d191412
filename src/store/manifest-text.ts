/** The manifest's text: the store's way to src/manifests and to kubectl's apply. */
import type { Actor, ApiServer, Manifest } from '../engine/index.ts';
import { type Example, examples } from '../manifests/examples.ts';
import type { SetKey } from './stage/derive-stage.ts';

/** What is wrong with a text, and where. */
export interface Diagnostic {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

/** A text after an edit, and the lines that the edit touched (from 1, both included). */
export interface Edit {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type ExampleId = Example['id'];
export const exampleIds: readonly ExampleId[] = examples.map(({ id }) => id);

/** The text of an example; of the first one, when there is none with that id. */
export function exampleText(id: string): string {
  return (examples.find((example) => example.id === id) ?? examples[0])!.yaml;
}

/** The documents that a text holds; none while it is no valid YAML. */
export function documentsOf(_text: string): readonly Manifest[] {
  return [];
}
export function applyText(_api: ApiServer, _text: string, _actor: Actor) {
  return { ok: false, lines: [] as string[], diagnostics: [] as Diagnostic[] };
}
export function setField(
  _text: string,
  _set: SetKey,
  _path: readonly (string | number)[],
  _value: unknown,
): Edit | null {
  return null;
}
export function addDocument(_text: string, _document: string): Edit | null {
  return null;
}
export function errorLines(error: unknown): readonly string[] {
  return [String(error)];
}
