/** The texts of a figure, in all languages: they are part of its script, because a figure may load nothing else. */
import { byFolder, type Language, languages } from './languages.ts';
import { type Translator, translatorOf } from './translator.ts';

const texts = byFolder(import.meta.glob<{ default: object }>('./languages/*/figure.ts', { eager: true }));
const catalog = new Map([...texts].map(([language, text]) => [language, () => Promise.resolve(text)]));

/** @param lessons Loads the texts of lessons, which come with {@link Translator.more}. */
export function figureTranslator(
  language: Language,
  lessons: (language: Language) => Promise<object>,
): Promise<Translator> {
  const later = new Map(languages.map((spoken) => [spoken, async () => ({ default: await lessons(spoken) })]));
  return translatorOf(language, { first: catalog, later });
}
