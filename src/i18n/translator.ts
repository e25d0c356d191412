/** Texts in the language in use, from catalogs that come when they are needed. */
import { setupI18n, type Messages } from '@lingui/core';
import type { Language } from './languages.ts';
import type { Translate } from './translate.ts';

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

/** Loads the texts of each language. */
export type Catalog = ReadonlyMap<Language, () => Promise<{ default: object }>>;

/** Loads the texts of a language from its catalogs. */
async function load(language: Language, parts: readonly Catalog[]): Promise<Localization> {
  const loaded = await Promise.all(parts.map((part) => part.get(language)!()));
  const catalog = Object.assign({}, ...loaded.map((part) => part.default)) as Messages;
  const i18n = setupI18n({ locale: language, messages: { [language]: catalog } });
  return { language, t: (id, values) => i18n._(id, values as Record<string, unknown>) };
}

/** Where the texts come from: those of the first paint, and all others. */
interface Catalogs {
  readonly first: Catalog;
  readonly later?: Catalog;
}

/** Makes a translator with the texts of `language` loaded. */
export async function translatorOf(language: Language, { first, later }: Catalogs): Promise<Translator> {
  const all = later === undefined ? [first] : [first, later];
  const listeners = new Set<() => void>();
  let current: Localization;
  let wanted: Language;
  /** True once the later texts are asked for. */
  let whole = false;
  /** Settles once the later texts are there. */
  let rest: Promise<void> | undefined;

  async function use(next: Language): Promise<void> {
    wanted = next;
    const loaded = await load(next, whole ? all : [first]);
    if (wanted !== next) return;
    current = loaded;
    listeners.forEach((listener) => listener());
  }

  await use(language);
  return {
    current: () => current,
    use,
    more() {
      if (rest !== undefined) return rest;
      whole = true;
      rest = use(wanted).catch((error: unknown) => {
        whole = false;
        rest = undefined;
        throw error;
      });
      return rest;
    },
    inLanguage: async (other) => (await load(other, all)).t,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
