/** One language of a lesson, as the page loads it. */
import type { LocalText, TextLanguage } from './text.ts';

/** A value of a lesson in which each text is a string. */
export type Localized<T> = T extends LocalText
  ? string
  : T extends object
    ? { [Key in keyof T]: Localized<T[Key]> }
    : T;

const isText = (value: object): value is LocalText => 'en' in value && 'zh' in value && Object.keys(value).length === 2;

/** Returns a value with each text in one language. */
export function localize<T>(value: T, language: TextLanguage): Localized<T> {
  if (typeof value !== 'object' || value === null) return value as Localized<T>;
  if (Array.isArray(value)) return value.map((item: unknown) => localize(item, language)) as Localized<T>;
  if (isText(value)) return value[language] as Localized<T>;
  const entries = Object.entries(value).map(([key, item]) => [key, localize(item, language)] as const);
  return Object.fromEntries(entries) as Localized<T>;
}
