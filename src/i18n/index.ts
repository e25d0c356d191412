/**
 * Every text that people see, in each language. Catalogs are ICU MessageFormat, compiled at build time; only those of
 * the language in use are loaded.
 *
 * Kubernetes' own texts (events, statuses, error messages) are not translated: learners will meet them as they are.
 */
import { setupI18n, type Messages } from '@lingui/core';
import type { MessageId, MessageValues, Translate } from './translate.ts';

export type { MessageId, MessageValues, Translate };

/** A language: the name of its folder in `languages/`, as BCP 47 begins the tag. */
export type Language = string;

/** How a language names itself, in full and on a button; and the tag of its texts. */
export interface LanguageNames {
  readonly name: string;
  readonly face: string;
  readonly tag: string;
}

/** A folder of `languages/` makes a language; these are all. */
const byFolder = <T>(files: Readonly<Record<string, T>>): ReadonlyMap<Language, T> =>
  new Map(Object.entries(files).map(([path, file]) => [path.split('/')[2]!, file]));

export const languageNames = byFolder(
  import.meta.glob<LanguageNames>('./languages/*/language.json', { eager: true, import: 'default' }),
);
export const languages: readonly Language[] = [...languageNames.keys()];

/** A translator at one moment: a new value after each change of language, so that views can compare by identity. */
export interface Localization {
  readonly language: Language;
  readonly t: Translate;
}

export interface Translator {
  /** Returns the localization in use. */
  current(): Localization;
  /** Loads the catalog of a language and puts it in use. Of several calls, the last one wins. */
  use(language: Language): Promise<void>;
  /**
   * Loads the texts that the first paint does without, and from then on those of each language that is put in use.
   * Rejects when they cannot be loaded; asked again, it tries again.
   */
  more(): Promise<void>;
  /** All texts of a language that need not be the one in use: what is searched for may be written in another. */
  inLanguage(language: Language): Promise<Translate>;
  /** Calls back after each change of language. Returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
}

type Load = () => Promise<{ default: object }>;

const first = byFolder<Load>(import.meta.glob<{ default: object }>('./languages/*/first.ts'));
const later = byFolder<Load>(import.meta.glob<{ default: object }>('./languages/*/more.ts'));

/** Loads the texts of a language from its catalogs. */
async function load(language: Language, parts: readonly ReadonlyMap<Language, Load>[]): Promise<Localization> {
  const loaded = await Promise.all(parts.map((part) => part.get(language)!()));
  const catalog = Object.assign({}, ...loaded.map((part) => part.default)) as Messages;
  const i18n = setupI18n({ locale: language, messages: { [language]: catalog } });
  return { language, t: (id, values) => i18n._(id, values as Record<string, unknown>) };
}

/** Makes a translator with the catalog of `language` loaded. */
export async function createTranslator(language: Language): Promise<Translator> {
  const listeners = new Set<() => void>();
  let current: Localization;
  let wanted: Language;
  let whole = false;

  async function use(next: Language): Promise<void> {
    wanted = next;
    const loaded = await load(next, whole ? [first, later] : [first]);
    if (wanted !== next) return;
    current = loaded;
    listeners.forEach((listener) => listener());
  }

  await use(language);
  return {
    current: () => current,
    use,
    async more() {
      if (whole) return;
      whole = true;
      try {
        await use(wanted);
      } catch (error) {
        whole = false;
        throw error;
      }
    },
    inLanguage: async (other) => (await load(other, [first, later])).t,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * The language to begin with: the first of `wishes` (flag in the address, remembered choice, languages of the browser)
 * that is spoken here. Any kind of Chinese (`zh-TW`, `zh-Hans-CN`) is `zh`.
 */
export function preferredLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const base = wish?.toLowerCase().split(/[-_]/)[0];
    const found = languages.find((language) => language === base);
    if (found !== undefined) return found;
  }
  return 'en';
}
