/** The kinds of values of a figure's options, and how addresses contain them. */

/** An error in a value: the id of a message after `embed.wrong.`, and its placeholders. */
export interface Wrong {
  readonly what: 'choice' | 'long' | 'many';
  readonly known: string;
}

export interface Kind<T> {
  /** The values, as written in the documentation. */
  readonly type: { readonly en: string; readonly zh: string };
  /** The values, if there are few: for a control with choices. */
  readonly choices?: readonly string[];
  /** True if a value can have several lines. */
  readonly long?: boolean;
  /** @param texts The given values in order; at least one. */
  readonly read: (texts: readonly string[]) => { readonly value: T } | Wrong;
}

const code = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(', ');

/** One of several words. */
export function choice<const T extends string>(values: readonly T[]): Kind<T> {
  return {
    type: { en: code(values), zh: values.map((value) => `\`${value}\``).join('、') },
    choices: values,
    read: ([text]) => {
      const value = values.find((known) => known === text);
      return value === undefined ? { what: 'choice', known: values.join(', ') } : { value };
    },
  };
}

/** One of several numbers. */
export function number(values: readonly number[]): Kind<number> {
  const words = choice(values.map(String));
  return {
    ...words,
    read: (texts) => {
      const read = words.read(texts);
      return 'value' in read ? { value: Number(read.value) } : read;
    },
  };
}

/** A whole number within limits. */
export const whole = (least: number, most: number): Kind<number> => ({
  type: { en: `${least} to ${most}`, zh: `${least} 到 ${most}` },
  read: ([text]) => {
    const value = Number(text);
    const fits = Number.isInteger(value) && value >= least && value <= most;
    return fits ? { value } : { what: 'choice', known: `${least}–${most}` };
  },
});

/** True for a name without a value, or with `1` or `true`; false for `0` or `false`. */
export const yesOrNo: Kind<boolean> = {
  type: { en: 'present or absent; `true`, `false`', zh: '有或无；`true`、`false`' },
  choices: ['false', 'true'],
  read: ([text]) => {
    if (['', '1', 'true'].includes(text!)) return { value: true };
    return ['0', 'false'].includes(text!) ? { value: false } : { what: 'choice', known: 'true, false' };
  },
};

/** A text with a largest length, in characters. */
export function text(max: number, type: Kind<string>['type'], long = false): Kind<string | null> {
  return {
    type,
    long,
    read: ([value]) => (value!.length > max ? { what: 'long', known: String(max) } : { value: value! }),
  };
}

/** Texts of one line each. The name can occur several times, and a value can have several lines. */
export function lines(most: number, longest: number, type: Kind<string>['type']): Kind<readonly string[]> {
  return {
    type,
    long: true,
    read: (texts) => {
      const value = texts
        .flatMap((part) => part.split('\n'))
        .map((line) => line.trim())
        .filter((line) => line !== '');
      if (value.some(({ length }) => length > longest)) return { what: 'long', known: String(longest) };
      return value.length > most ? { what: 'many', known: String(most) } : { value };
    },
  };
}
