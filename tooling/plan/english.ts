/** The English sentences for the controllers' rules, outside of the page. */
import { setupI18n } from '@lingui/core';
import { readFileSync } from 'node:fs';
import type { Sentence } from '../../src/plan/planned-writes.ts';
import { decisionSentence } from '../../src/view/words/decision-text.ts';
import { compileCatalog } from '../vite-messages.ts';

const rules = readFileSync(new URL('../../src/i18n/languages/en/rules.json', import.meta.url), 'utf8');
const i18n = setupI18n({ locale: 'en', messages: { en: compileCatalog(rules) } });

export const englishSentence: Sentence = (decision) =>
  decisionSentence((id, values) => i18n._(id, values as Record<string, unknown>), decision);
