/** The texts of lessons in a figure, in all languages: they are part of the script of lessons. */
import { byFolder, type Language } from './languages.ts';

const texts = byFolder(import.meta.glob<{ default: object }>('./languages/*/figure-lessons.ts', { eager: true }));

export const lessonTexts = (language: Language): object => texts.get(language)!.default;
