/** Kinds of fields in messages, as plain data: validation and types use the same table. */

interface TextField {
  readonly is: 'text';
  /** Largest length, in characters. */
  readonly max: number;
}
interface NumberField {
  /** `whole` means without a fraction. */
  readonly is: 'number' | 'whole';
  readonly max: number;
}
interface FlagField {
  readonly is: 'flag';
}
interface ChoiceField<T extends string = string> {
  readonly is: 'choice';
  readonly of: readonly T[];
}
export type Field = (TextField | NumberField | FlagField | ChoiceField) & { readonly optional?: true };
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Field> = F extends { readonly of: readonly (infer T)[] }
  ? T
  : F extends FlagField
    ? boolean
    : F extends NumberField
      ? number
      : string;
type OptionalNames<F extends Fields> = {
  [N in keyof F]: F[N] extends { readonly optional: true } ? N : never;
}[keyof F];
/** Values of the fields of a message. */
export type ValuesOf<F extends Fields> = {
  readonly [N in Exclude<keyof F, OptionalNames<F>>]: ValueOf<F[N]>;
} & { readonly [N in OptionalNames<F>]?: ValueOf<F[N]> };

export const text = <const M extends number>(max: M) => ({ is: 'text', max }) as const;
export const whole = <const M extends number>(max: M) => ({ is: 'whole', max }) as const;
export const amount = <const M extends number>(max: M) => ({ is: 'number', max }) as const;
export const flag = { is: 'flag' } as const;
export const choice = <const T extends string>(...of: readonly T[]) => ({ is: 'choice', of }) as const;
export const optional = <F extends Field>(field: F) => ({ ...field, optional: true }) as const;

/** Describes the valid values of a field: `a whole number from 0 to 10000`. */
export function inWords(field: Field): string {
  if (field.is === 'text') return `a text of at most ${field.max} characters`;
  if (field.is === 'flag') return 'true or false';
  if (field.is === 'choice') return `one of ${field.of.join(', ')}`;
  return `a ${field.is === 'whole' ? 'whole number' : 'number'} from 0 to ${field.max}`;
}
