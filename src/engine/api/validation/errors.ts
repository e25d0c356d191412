/**
 * The API server's error messages about a field. Paths and texts are exact: users see the same ones on real clusters.
 */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go
import type { FieldError } from '../../base/status-error.ts';

export type Errors = FieldError[];

const shown = (value: unknown): string => JSON.stringify(value ?? null);
const detailed = (text: string, detail: string): string => (detail === '' ? text : `${text}: ${detail}`);

export const required = (field: string, detail = ''): FieldError => ({
  type: 'FieldValueRequired',
  field,
  message: detailed('Required value', detail),
});
export const invalidValue = (field: string, value: unknown, detail: string): FieldError => ({
  type: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${shown(value)}${detail === '' ? '' : `: ${detail}`}`,
});
export const notSupported = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  type: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: ${shown(value)}: supported values: ${supported.map(shown).join(', ')}`,
});
export const duplicate = (field: string, value: unknown): FieldError => ({
  type: 'FieldValueDuplicate',
  field,
  message: `Duplicate value: ${shown(value)}`,
});
export const notFoundValue = (field: string, value: unknown): FieldError => ({
  type: 'FieldValueNotFound',
  field,
  message: `Not found: ${shown(value)}`,
});
export const forbiddenField = (field: string, detail: string): FieldError => ({
  type: 'FieldValueForbidden',
  field,
  message: `Forbidden: ${detail}`,
});
export const tooLong = (field: string, bytes: number): FieldError => ({
  type: 'FieldValueTooLong',
  field,
  message: `Too long: may not be more than ${bytes} bytes`,
});

/** Reports a required field that is absent, zero, or an empty list. */
export function need(errors: Errors, field: string, value: unknown, detail = ''): void {
  if (!value || (Array.isArray(value) && value.length === 0)) errors.push(required(field, detail));
}

/** Checks that a value, if given, is from `low` to `high`. */
export function between(errors: Errors, field: string, value: unknown, low: number, high: number): void {
  if (typeof value === 'number' && (value < low || value > high)) {
    errors.push(invalidValue(field, value, `must be between ${low} and ${high}, inclusive`));
  }
}

/** Runs `check` on a value, if given. */
export function checked(
  errors: Errors,
  field: string,
  value: string | null | undefined,
  check: (value: string) => readonly string[],
): void {
  if (value) for (const problem of check(value)) errors.push(invalidValue(field, value, problem));
}

/** Checks that a value, if given, is not negative. */
export function nonNegative(errors: Errors, field: string, value: unknown): void {
  if (typeof value === 'number' && value < 0) {
    errors.push(invalidValue(field, value, 'must be greater than or equal to 0'));
  }
}

/** @returns false if it is a string but not a percentage. */
export function intOrPercent(errors: Errors, field: string, value: unknown): boolean {
  nonNegative(errors, field, value);
  if (typeof value !== 'string' || /^[0-9]+%$/.test(value)) return true;
  const why =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  errors.push(invalidValue(field, value, why));
  return false;
}

/** Checks that a percentage, if given, is at most 100 %. */
export function atMostAll(errors: Errors, field: string, value: unknown): void {
  if (typeof value === 'string' && parseInt(value, 10) > 100) {
    errors.push(invalidValue(field, value, 'must not be greater than 100%'));
  }
}

/** Checks that a value, if given, is one of `supported`. */
export function oneOf(errors: Errors, field: string, value: unknown, supported: readonly string[]): void {
  if (value !== undefined && !supported.includes(value as string)) errors.push(notSupported(field, value, supported));
}

export const portNumber = (errors: Errors, field: string, value: unknown): void =>
  between(errors, field, value, 1, 65_535);

/** Returns the position and the value of each repeated value. */
export function twice(values: readonly string[]): readonly (readonly [number, string])[] {
  const seen = new Set<string>();
  return [...values.entries()].filter(([, value]) => seen.size === seen.add(value).size);
}
