/** The manifest's text: the store's way to src/manifests and to kubectl's apply. */
import { type Actor, type ApiServer, type Manifest, StatusError } from '../engine/index.ts';
import { applyManifests } from '../kubectl/apply/apply.ts';
import { errorLines as printed } from '../kubectl/errors/errors.ts';
import { addDocument, type Edit, removeField, setField } from '../manifests/edit.ts';
import { type ManifestFile, parseManifests, type Path, type Range, type Remark } from '../manifests/parse.ts';
import { maxManifestLength } from './manifest-length.ts';
import type { FieldEdit } from './field-edit.ts';
import type { SetKey } from './stage/derive-stage.ts';

/** An error of a text, with its place. */
export interface Diagnostic extends Range {
  readonly message: string;
  /** True if it is about an API version that is no longer served. */
  readonly outdated?: boolean;
  /** A likely cause; its words are in the i18n catalogs. */
  readonly hint?: Omit<Remark, 'position'>;
}

export type { Edit };

const readText = (text: string): ManifestFile => parseManifests(text, undefined, maxManifestLength);

/** Returns the objects in a text; null if it is not valid YAML to its end. */
export function documentsOf(text: string): readonly Manifest[] | null {
  const { documents, error } = readText(text);
  return error ? null : documents.map(({ object }) => object);
}

/** Applies a text as `kubectl apply -f` does. */
export function applyText(
  api: ApiServer,
  text: string,
  actor: Actor,
): { readonly ok: boolean; readonly lines: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const file = readText(text);
  const { ok, lines, problems } = applyManifests(api, file, actor);
  const diagnostics = problems.map(({ message, position, hint }): Diagnostic => {
    const { code, params } = hint ?? file.remarks.find((remark) => remark.position.line === position.line) ?? {};
    return {
      message,
      ...position,
      ...(isOldVersion(message) && { outdated: true }),
      ...(code && params && { hint: { code, params } }),
    };
  });
  return { ok, lines, diagnostics };
}

export { addDocument, setField };

/** Returns kubectl's output when the API server refuses a request. Any other error is a bug and is thrown on. */
export function errorLines(error: unknown): readonly string[] {
  if (!(error instanceof StatusError)) throw error;
  return printed([error]);
}

/**
 * Writes fields of a set into the text that holds it; a field to remove may be missing.
 * @returns The text with the lines of the first field; null where that cannot be written safely.
 */
export function writeFields(text: string, set: SetKey, [first, ...rest]: readonly FieldEdit[]): Edit | null {
  const target = { kind: 'StatefulSet', ...set };
  const written = (before: string, { path, value }: FieldEdit): Edit | null =>
    value === null ? removeField(before, target, path) : setField(before, target, path, value);
  const edit = first === undefined ? null : written(text, first);
  if (edit === null || rest.length === 0) return edit;
  const whole = rest.reduce((before, field) => written(before, field)?.text ?? before, edit.text);
  return { ...edit, ...fieldLines(whole, set, first!.path), text: whole };
}

/**
 * Returns the lines (from 1) of a field of a set, or those of its nearest parent in the text; null if there is neither.
 */
export function fieldLines(
  text: string,
  set: SetKey,
  path: Path,
): { readonly from: number; readonly to: number } | null {
  const found = parseManifests(text).documents.find(({ object }) => {
    const { name, namespace = 'default' } = (object.metadata ?? {}) as { name?: string; namespace?: string };
    return object.kind === 'StatefulSet' && name === set.name && namespace === set.namespace;
  });
  if (found === undefined) return null;
  const { line } = found.positionOf(path, 'key');
  return { from: line, to: line };
}

/** Reports if a refusal is about an API version that is no longer served, which the lab can convert. */
const isOldVersion = (message: string): boolean =>
  /no matches for kind "[^"]+" in version "(apps\/v1beta[12]|extensions\/v1beta1)"/.test(message);
