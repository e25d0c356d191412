/** The languages of the page, and the choice between them. */

/** A language: the name of its folder in `languages/`, which is the first part of its BCP 47 tag. */
export type Language = string;

/** The name of a language in that language, in full and on a button, and the tag of its texts. */
export interface LanguageNames {
  readonly name: string;
  readonly face: string;
  readonly tag: string;
}

/** Each folder of `languages/` is a language. */
export const byFolder = <T>(files: Readonly<Record<string, T>>): ReadonlyMap<Language, T> =>
  new Map(Object.entries(files).map(([path, file]) => [path.split('/')[2]!, file]));

export const languageNames = byFolder(
  import.meta.glob<LanguageNames>('./languages/*/language.json', { eager: true, import: 'default' }),
);
export const languages: readonly Language[] = [...languageNames.keys()];

/**
 * Returns the language to begin with: the first supported one of `wishes` (flag in the address, remembered choice,
 * languages of the browser). Every kind of Chinese (`zh-TW`, `zh-Hans-CN`) is `zh`.
 */
export function preferredLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const base = wish?.toLowerCase().split(/[-_]/)[0];
    const found = languages.find((language) => language === base);
    if (found !== undefined) return found;
  }
  return 'en';
}
