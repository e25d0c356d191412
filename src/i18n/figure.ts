/** The texts of a figure, of all languages: they come with its script, for a figure may load nothing of its own. */
import { byFolder, type Language } from './languages.ts';
import { type Translator, translatorOf } from './translator.ts';

const texts = byFolder(import.meta.glob<{ default: object }>('./languages/*/figure.ts', { eager: true }));
const catalog = new Map([...texts].map(([language, text]) => [language, () => Promise.resolve(text)]));

export const figureTranslator = (language: Language): Promise<Translator> => translatorOf(language, { first: catalog });
