/** The manifest's text: the store's way to src/manifests and to kubectl's apply. */
import type { Actor, ApiServer, Manifest } from '../engine/index.ts';
import { addDocument, type Edit, setField as setFieldOf } from '../manifests/edit.ts';
import { type Example, examples } from '../manifests/examples.ts';
import { parseManifests, type Path } from '../manifests/parse.ts';
import type { SetKey } from './stage/derive-stage.ts';

/** What is wrong with a text, and where. */
export interface Diagnostic {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

export type { Edit };

export type ExampleId = Example['id'];
export const exampleIds: readonly ExampleId[] = examples.map(({ id }) => id);

/** The text of an example; of the first one, when there is none with that id. */
export function exampleText(id: string): string {
  return (examples.find((example) => example.id === id) ?? examples[0])!.yaml;
}

/** The objects that a text holds; null while it cannot be read to its end. */
export function documentsOf(text: string): readonly Manifest[] | null {
  const { documents, error } = parseManifests(text);
  return error ? null : documents.map(({ object }) => object);
}
export function applyText(_api: ApiServer, _text: string, _actor: Actor) {
  return { ok: false, lines: [] as string[], diagnostics: [] as Diagnostic[] };
}
/** Writes one field of a set into a text; null where that is not safely done. */
export function setField(text: string, set: SetKey, path: Path, value: string | number): Edit | null {
  return setFieldOf(text, { kind: 'StatefulSet', ...set }, path, value);
}
export { addDocument };
export function errorLines(error: unknown): readonly string[] {
  return [String(error)];
}
