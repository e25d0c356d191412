/** Checkers of arguments. Actions are also called by name from outside, with any values. */

/** Describes what is wrong with an argument. */
export class ArgumentError extends Error {}

/**
 * Returns the value if it is valid.
 * @throws ArgumentError with the kind of value that `name` must be.
 */
export type Checker<T> = (value: unknown, name: string) => T;
export type Shape = Readonly<Record<string, Checker<unknown>>>;
/** The values that the checkers of a shape accept. */
export type Checked<S extends Shape> = {
  readonly [Name in Exclude<keyof S, OptionalNames<S>>]: ReturnType<S[Name]>;
} & {
  readonly [Name in OptionalNames<S>]?: Exclude<ReturnType<S[Name]>, undefined>;
};
type OptionalNames<S extends Shape> = {
  [Name in keyof S]: undefined extends ReturnType<S[Name]> ? Name : never;
}[keyof S];

function checker<T>(what: string, holds: (value: unknown) => value is T): Checker<T> {
  return (value, name) => {
    if (holds(value)) return value;
    throw new ArgumentError(`${name} must be ${what}`);
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Accepts a text that is no longer than `max` characters. */
export const text = (max: number): Checker<string> =>
  checker(`a text of at most ${max} characters`, (value): value is string => isText(value) && value.length <= max);

/** Accepts a possible name of an object. The API server validates it further. */
export const objectName: Checker<string> = checker(
  'a name of 1 to 253 characters',
  (value): value is string => isText(value) && /^[^\s/]{1,253}$/.test(value),
);

/** Accepts a whole number from `min` to `max`. */
export const whole = (max: number, min = 0): Checker<number> =>
  checker(
    `a whole number from ${min} to ${max}`,
    (value): value is number => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  );

/** Accepts a finite number from 0 to `max`. */
export const amount = (max: number): Checker<number> =>
  checker(
    `a number from 0 to ${max}`,
    (value): value is number => typeof value === 'number' && value >= 0 && value <= max,
  );

export const yesOrNo: Checker<boolean> = checker(
  'true or false',
  (value): value is boolean => typeof value === 'boolean',
);

/** Accepts one of the known values. */
export const oneOf = <const T>(known: readonly T[]): Checker<T> =>
  checker(`one of ${known.join(', ')}`, (value): value is T => known.includes(value as T));

/** Accepts null as well. */
export const orNull =
  <T>(check: Checker<T>): Checker<T | null> =>
  (value, name) =>
    value === null ? null : check(value, name);

/** Accepts undefined as well. */
export const optional =
  <T>(check: Checker<T>): Checker<T | undefined> =>
  (value, name) =>
    value === undefined ? undefined : check(value, name);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Accepts an object whose fields are accepted, and that has no other fields. */
export const object =
  <S extends Shape>(shape: S): Checker<Checked<S>> =>
  (value, name) => {
    if (!isObject(value)) throw new ArgumentError(`${name} must be an object`);
    const unknown = Object.keys(value).find((field) => !Object.hasOwn(shape, field));
    if (unknown !== undefined) throw new ArgumentError(`${name} has an unknown field "${unknown.slice(0, 40)}"`);
    const fields = Object.entries(shape).map(([field, check]) => [field, check(value[field], field)] as const);
    return Object.fromEntries(fields.filter(([, checked]) => checked !== undefined)) as Checked<S>;
  };
