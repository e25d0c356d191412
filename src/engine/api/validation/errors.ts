/**
 * The API server's error messages about a field. Paths and texts are exact: users see the same ones on real clusters.
 */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go
import type { FieldError } from '../../base/status-error.ts';

export type Errors = FieldError[];

const shown = (value: unknown): string => JSON.stringify(value ?? null);

const fieldError = (type: FieldError['type'], field: string, text: string, detail = ''): FieldError => ({
  type,
  field,
  message: detail === '' ? text : `${text}: ${detail}`,
});
export const invalidField = (field: string, value: unknown, detail: string): FieldError =>
  fieldError('FieldValueInvalid', field, `Invalid value: ${shown(value)}`, detail);

export function invalidValue(errors: Errors, field: string, value: unknown, detail: string): void {
  errors.push(invalidField(field, value, detail));
}
export function required(errors: Errors, field: string, detail?: string): void {
  errors.push(fieldError('FieldValueRequired', field, 'Required value', detail));
}
export function notSupported(errors: Errors, field: string, value: unknown, supported: readonly string[]): void {
  const detail = `supported values: ${supported.map(shown).join(', ')}`;
  errors.push(fieldError('FieldValueNotSupported', field, `Unsupported value: ${shown(value)}`, detail));
}
export function duplicate(errors: Errors, field: string, value: unknown): void {
  errors.push(fieldError('FieldValueDuplicate', field, `Duplicate value: ${shown(value)}`));
}
export function notFoundValue(errors: Errors, field: string, value: unknown): void {
  errors.push(fieldError('FieldValueNotFound', field, `Not found: ${shown(value)}`));
}
export function forbiddenField(errors: Errors, field: string, detail: string): void {
  errors.push(fieldError('FieldValueForbidden', field, 'Forbidden', detail));
}
export function tooLong(errors: Errors, field: string, bytes: number): void {
  errors.push(fieldError('FieldValueTooLong', field, 'Too long', `may not be more than ${bytes} bytes`));
}

/** Reports a required field that is absent, zero, or an empty list. */
export function need(errors: Errors, field: string, value: unknown, detail = ''): void {
  if (!value || (Array.isArray(value) && value.length === 0)) required(errors, field, detail);
}

/** Checks that a value, if given, is from `low` to `high`. */
export function between(errors: Errors, field: string, value: unknown, low: number, high: number): void {
  if (typeof value === 'number' && (value < low || value > high)) {
    invalidValue(errors, field, value, `must be between ${low} and ${high}, inclusive`);
  }
}

type Check = (value: string) => readonly string[];

/** Reports the problems that `check` finds in a value. */
export function follows(errors: Errors, field: string, value: string, check: Check): void {
  for (const problem of check(value)) invalidValue(errors, field, value, problem);
}

/** Runs `check` on a value, if given. */
export function checked(errors: Errors, field: string, value: string | null | undefined, check: Check): void {
  if (value) follows(errors, field, value, check);
}

/** Reports a value that was seen before, and remembers it. */
export function unique(errors: Errors, field: string, value: string, seen: Set<string>): void {
  if (seen.has(value)) duplicate(errors, field, value);
  seen.add(value);
}

/** Checks that a value, if given, is not negative. */
export function nonNegative(errors: Errors, field: string, value: unknown): void {
  if (typeof value === 'number' && value < 0) {
    invalidValue(errors, field, value, 'must be greater than or equal to 0');
  }
}

/** @returns false if it is a string but not a percentage. */
export function intOrPercent(errors: Errors, field: string, value: unknown): boolean {
  nonNegative(errors, field, value);
  if (typeof value !== 'string' || /^[0-9]+%$/.test(value)) return true;
  const why =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  invalidValue(errors, field, value, why);
  return false;
}

/** Checks that a percentage, if given, is at most 100 %. */
export function atMostAll(errors: Errors, field: string, value: unknown): void {
  if (typeof value === 'string' && parseInt(value, 10) > 100) {
    invalidValue(errors, field, value, 'must not be greater than 100%');
  }
}

/** Checks that a value, if given, is one of `supported`. */
export function oneOf(errors: Errors, field: string, value: unknown, supported: readonly string[]): void {
  if (value !== undefined && !supported.includes(value as string)) notSupported(errors, field, value, supported);
}

export const portNumber = (errors: Errors, field: string, value: unknown): void =>
  between(errors, field, value, 1, 65_535);

/** Returns the position and the value of each repeated value. */
export function twice(values: readonly string[]): readonly (readonly [number, string])[] {
  const seen = new Set<string>();
  return [...values.entries()].filter(([, value]) => seen.size === seen.add(value).size);
}
