/**
 * Every text that people see, in each language. Catalogs are ICU MessageFormat, compiled at build time; only those of
 * the language in use are loaded.
 *
 * Kubernetes' own texts (events, statuses, error messages) are not translated: learners will meet them as they are.
 */
import { byFolder, type Language } from './languages.ts';
import { type Catalog, type Translator, translatorOf } from './translator.ts';

export type { MessageId, MessageValues, Translate } from './translate.ts';
export { type Language, languageNames, languages, preferredLanguage } from './languages.ts';
export type { Localization, Translator } from './translator.ts';

const first: Catalog = byFolder(import.meta.glob<{ default: object }>('./languages/*/first.ts'));
const later: Catalog = byFolder(import.meta.glob<{ default: object }>('./languages/*/more.ts'));

/** Makes a translator with the catalog of `language` loaded. */
export const createTranslator = (language: Language): Promise<Translator> => translatorOf(language, { first, later });
