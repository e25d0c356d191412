/** The English texts of plans, for use outside of the page. */
import { setupI18n } from '@lingui/core';
import { readFileSync } from 'node:fs';
import type { Translate } from '../../src/i18n/translate.ts';
import { compileCatalog } from '../vite-messages.ts';

const catalogs = ['rules', 'plan'].map((name) =>
  compileCatalog(readFileSync(new URL(`../../src/i18n/languages/en/${name}.json`, import.meta.url), 'utf8')),
);
const i18n = setupI18n({ locale: 'en', messages: { en: Object.assign({}, ...catalogs) as object as never } });

export const english: Translate = (id, values) => i18n._(id, values as Record<string, unknown>);
