import { describe, expect, it } from 'vitest';
import type { Decision } from '../../engine/index.ts';
import { createTranslator } from '../../i18n/index.ts';
import { decisionLabel, decisionSentence } from './decision-text.ts';
import { withNames } from './names-text.ts';

const speak = async (language: string) => (await createTranslator('en')).inLanguage(language);
const [en, zh] = [await speak('en'), await speak('zh')];

const decision = (rule: Decision['rule'], facts: Decision['facts']) => ({ rule, facts, pod: 'web-1' }) as Decision;

describe('the label of a wait for an updated Pod', () => {
  it.each([
    ['termination', 'Waiting: Pod terminating'],
    ['availability', 'Waiting: Pod not available'],
    ['readiness', 'Waiting: Pod not Ready'],
  ])('names what is missing: %s', (missing, label) => {
    expect(decisionLabel(en, decision('WaitForUpdatedPod', { missing }))).toBe(label);
  });
});

describe('a list of names', () => {
  it('has the comma of the language', () => {
    const kept = decision('OnDeleteKeepsPod', { pods: 'web-0, web-1', count: 2 });
    expect(decisionSentence(en, kept)).toBe('web-0, web-1 keep their old revision until you delete them (OnDelete).');
    expect(decisionSentence(zh, kept)).toBe('web-0、web-1 保持旧版本，直到手动删除（OnDelete）。');
  });

  it('leaves messages of the API server as they are', () => {
    const facts = { kept: 'web-0, web-1', message: 'a, b' };
    expect(withNames(zh, facts)).toEqual({ kept: 'web-0、web-1', message: 'a, b' });
  });
});
