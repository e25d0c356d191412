/** Texts of a lesson: each in every language of the page. */
import * as v from 'valibot';

/** Lowercase letters, digits and hyphens: addresses contain ids. */
export const idSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected lower case letters, digits and hyphens, at most 41'),
);

/** @param most Longest text of each language, in characters. */
export const textOf = (most: { readonly en: number; readonly zh: number }) =>
  v.strictObject({
    en: v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a text'), v.maxLength(most.en)),
    zh: v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a text'), v.maxLength(most.zh)),
  });

/** One or two sentences. */
export const localText = textOf({ en: 400, zh: 200 });
export type LocalText = v.InferOutput<typeof localText>;
export type TextLanguage = keyof LocalText;
