/** Finds the place in the text that a refusal refers to. */
import type { FieldError, KubernetesObject, StatusError } from '../../engine/index.ts';
import type { Hint, ManifestDocument, Path, Range } from '../../manifests/parse.ts';

/** One error in a text. */
export interface Problem {
  readonly message: string;
  readonly position: Range;
  /** The possible cause, as a message id. */
  readonly hint?: Hint;
}

/** Splits `spec.template.spec.containers[0].image` into steps; text in brackets is an index or a key. */
export function parseFieldPath(field: string): Path {
  return [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([text, inner]) =>
    inner === undefined ? text : /^\d+$/.test(inner) ? Number(inner) : inner.replace(/^"(.*)"$/, '$1'),
  );
}

/** @param live The object to be changed. */
export function problemsOf(
  document: ManifestDocument,
  error: StatusError,
  live?: KubernetesObject,
): readonly Problem[] {
  if (error.causes.length === 0) return [{ message: error.message, position: document.positionOf([]) }];
  const problems = error.causes.flatMap((cause) => {
    // A patch that cannot be decoded is printed in full before the reason.
    const why = cause.at === undefined ? cause.message : cause.message.replace(/^.*": /s, '');
    const unknown = [...why.matchAll(/unknown field "([^"]+)"/g)];
    if (unknown.length > 0) {
      return unknown.map(([said, path]) => ({
        message: said,
        position: document.positionOf(parseFieldPath(path!), 'key'),
      }));
    }
    return (cause.at ?? [cause.field]).map((field) => ({
      message: `${field}: ${why}`,
      position: place(document, { ...cause, field }, live),
    }));
  });
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function place(document: ManifestDocument, { type, field, message }: FieldError, live?: KubernetesObject): Range {
  const path = parseFieldPath(field);
  if (type === 'FieldValueForbidden' && live !== undefined) {
    // Returns the first immutable field that differs.
    const allowed = [...message.matchAll(/'(\w+)'/g)].map(([, name]) => name!);
    const changed = firstChange(at(document.object, path), at(live, path), allowed);
    if (changed !== undefined) return document.positionOf([...path, ...changed]);
  }
  return document.positionOf(path);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function at(object: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (o, step) => (isObject(o) ? (o as Record<string | number, unknown>)[step] : undefined),
    object,
  );
}

/** Returns the first written leaf that differs in the live object. Fields that are not written have defaults there. */
function firstChange(written: unknown, live: unknown, allowed: readonly string[] = []): Path | undefined {
  if (!isObject(written) || !isObject(live)) return written === live ? undefined : [];
  for (const [key, value] of Object.entries(written)) {
    if (allowed.includes(key)) continue;
    const step = Array.isArray(written) ? Number(key) : key;
    const inner = firstChange(value, (live as Record<string, unknown>)[key]);
    if (inner !== undefined) return [step, ...inner];
  }
  // An item that was removed.
  return Array.isArray(written) && Array.isArray(live) && written.length < live.length ? [] : undefined;
}
