/** Place in the text that a refusal is about. */
import type { FieldError, KubernetesObject, StatusError } from '../../engine/index.ts';
import type { Hint, ManifestDocument, Path, Range } from '../../manifests/parse.ts';

/** One thing that is wrong. */
export interface Problem {
  readonly message: string;
  readonly position: Range;
  /** Why it may have come to that; the words are i18n's. */
  readonly hint?: Hint;
}

/** `spec.template.spec.containers[0].image` → its steps; what stands in brackets is an index or a key. */
export function parseFieldPath(field: string): Path {
  return [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([text, inner]) =>
    inner === undefined ? text : /^\d+$/.test(inner) ? Number(inner) : inner.replace(/^"(.*)"$/, '$1'),
  );
}

/** @param live The object that was to be changed. */
export function problemsOf(
  document: ManifestDocument,
  error: StatusError,
  live?: KubernetesObject,
): readonly Problem[] {
  if (error.causes.length === 0) return [{ message: error.message, position: document.positionOf([]) }];
  const problems = error.causes.flatMap((cause) => {
    // A patch that cannot be decoded is printed whole before the reason.
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
    // Of what may not be changed, the first that is.
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

/** The first written leaf that is otherwise in the live object. What is not written has a default there. */
function firstChange(written: unknown, live: unknown, allowed: readonly string[] = []): Path | undefined {
  if (!isObject(written) || !isObject(live)) return written === live ? undefined : [];
  for (const [key, value] of Object.entries(written)) {
    if (allowed.includes(key)) continue;
    const step = Array.isArray(written) ? Number(key) : key;
    const inner = firstChange(value, (live as Record<string, unknown>)[key]);
    if (inner !== undefined) return [step, ...inner];
  }
  // An item that is there no more.
  return Array.isArray(written) && Array.isArray(live) && written.length < live.length ? [] : undefined;
}
