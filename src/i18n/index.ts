/**
 * Every text that people see, in each language. Catalogs are ICU MessageFormat, compiled at build time; only those of
 * the language in use are loaded.
 *
 * Kubernetes' own texts (events, statuses, error messages) are not translated: learners will meet them as they are.
 */
import { setupI18n, type Messages } from '@lingui/core';
import type about from './messages/about.en.json';
import type access from './messages/access.en.json';
import type app from './messages/app.en.json';
import type layout from './messages/layout.en.json';
import type palette from './messages/palette.en.json';
import type pictures from './messages/pictures.en.json';
import type present from './messages/present.en.json';
import type rulePages from './messages/rule-pages.en.json';
import type rules from './messages/rules.en.json';
import type share from './messages/share.en.json';
import type shortcuts from './messages/shortcuts.en.json';
import type stage from './messages/stage.en.json';
import type traps from './messages/traps.en.json';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

export type MessageId =
  | keyof typeof about
  | keyof typeof access
  | keyof typeof app
  | keyof typeof layout
  | keyof typeof palette
  | keyof typeof pictures
  | keyof typeof present
  | keyof typeof rulePages
  | keyof typeof rules
  | keyof typeof share
  | keyof typeof shortcuts
  | keyof typeof stage
  | keyof typeof traps;
export type MessageValues = Readonly<Record<string, string | number>>;

/** The text of a message in the language in use, with its placeholders filled in. */
export type Translate = (id: MessageId, values?: MessageValues) => string;

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

const catalogs: Record<Language, { readonly first: Load; readonly more: Load }> = {
  en: { first: () => import('./catalogs/en.ts'), more: () => import('./catalogs/more/en.ts') },
  zh: { first: () => import('./catalogs/zh.ts'), more: () => import('./catalogs/more/zh.ts') },
};

/** The texts of a language, from its catalogs. */
async function load(language: Language, parts: readonly Load[]): Promise<Localization> {
  const loaded = await Promise.all(parts.map((part) => part()));
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
    const { first, more } = catalogs[next];
    const loaded = await load(next, whole ? [first, more] : [first]);
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
    inLanguage: async (other) => (await load(other, Object.values(catalogs[other]))).t,
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
