/** Texts in the language in use, from catalogs that are loaded on demand. */
import { setupI18n, type Messages } from '@lingui/core';
import type { Language } from './languages.ts';
import type { MessageValues, Translate } from './translate.ts';

/** The state of a translator: a new value after each change of language, so that views can compare by identity. */
export interface Localization {
  readonly language: Language;
  readonly t: Translate;
}

export interface Translator {
  /** Returns the localization in use. */
  current(): Localization;
  /** Loads the catalog of a language and uses it. If it is called several times, the last call wins. */
  use(language: Language): Promise<void>;
  /**
   * Loads the texts that the first paint does not need, for this language and every later one. Rejects if they cannot
   * be loaded; the next call tries again.
   */
  more(): Promise<void>;
  /** Returns all texts of a language that need not be in use, for a search in another language. */
  inLanguage(language: Language): Promise<Translate>;
  /** Calls back after each change of language. Returns a function that ends it. */
  subscribe(listener: () => void): () => void;
}

/** Loads the texts of each language. */
export type Catalog = ReadonlyMap<Language, () => Promise<{ default: object }>>;

/** The most characters of a value: a browser needs seconds to lay out a million. */
const maxValue = 10_000;

const shortened = (values: MessageValues): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > maxValue ? `${value.slice(0, maxValue)}…` : value,
    ]),
  );

/** Loads the texts of a language from its catalogs. */
async function load(language: Language, parts: readonly Catalog[]): Promise<Localization> {
  const loaded = await Promise.all(parts.map((part) => part.get(language)!()));
  const catalog = Object.assign({}, ...loaded.map((part) => part.default)) as Messages;
  const i18n = setupI18n({ locale: language, messages: { [language]: catalog } });
  return { language, t: (id, values) => i18n._(id, values && shortened(values)) };
}

/** Sources of the texts: those of the first paint, and all others. */
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
  /** True once the later texts were requested. */
  let whole = false;
  /** Settles once the later texts are loaded. */
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
