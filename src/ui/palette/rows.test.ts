import { beforeAll, describe, expect, it } from 'vitest';
import { createTranslator, languages, type MessageId, type Translate } from '../../i18n/index.ts';
import { palette } from '../../store/actions/palette.ts';
import { actionIds, actionOf } from '../../store/actions/table.ts';
import { newLab as makeLab } from '../../store/testing.ts';
import { allRows, choiceRows, foundRows } from './rows.ts';

const said: Record<string, Translate> = {};
beforeAll(async () => {
  const translator = await createTranslator('en');
  for (const language of languages) said[language] = await translator.inLanguage(language);
});

function newLab(applied = true) {
  const lab = makeLab({ paused: true }).lab;
  if (applied) lab.act('apply');
  for (let i = 0; applied && i < 20; i++) lab.act('step');
  return lab;
}
const english = () => ({ t: said['en']!, english: null });

it.each(languages)('names each action in %s', (language) => {
  const labels = actionIds.flatMap((id) => actionOf(id).label ?? []);
  expect(labels.filter((label) => said[language]!(label as MessageId) === label)).toEqual([]);
});

describe('the list of commands', () => {
  it.each(languages)('says everything in %s, with nothing left open but what is to be chosen', (language) => {
    const t = said[language]!;
    for (const lab of [newLab(), newLab(false)])
      for (const row of allRows(t, lab.store.getState(), [])) {
        expect(row.text).not.toMatch(/[{}]|undefined|^(action|node|share|dialog)\./);
        if (row.needs !== null) expect(t(`needs.${row.needs}`)).not.toMatch(/^needs\./);
        const toChoose = row.entry.opening(lab.store.getState()).open.length > 0;
        if (toChoose) expect(row.text.includes('…'), row.text).toBe(row.offer === undefined);
      }
  });

  it('has no two offers of one name', () => {
    const { t } = english();
    const state = newLab().store.getState();
    const texts = palette.flatMap((entry) =>
      choiceRows(entry, '', state, english()).map((row) => `${entry.group} ${row.text}`),
    );
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
    expect(t('palette.recent')).toBe('Recent');
  });

  it('tells the command that each offer equals, as the action writes it down', () => {
    const lab = newLab();
    const [row] = foundRows('scale 7', lab.store.getState(), english());
    expect(row).toMatchObject({ text: 'Scale to 7', kubectl: 'kubectl scale statefulset web --replicas=7' });
    row!.offer!.perform(lab);
    expect(lab.store.getState().commands.at(-1)?.command).toBe(row!.kubectl);
  });

  it('takes a typed word only if it can be read, and never a number of Pods by a slip', () => {
    const state = newLab().store.getState();
    const scale = palette.find(({ id }) => id === 'scale')!;
    for (const word of ['-1', '1e9', '99999', '1.5', 'many', '<b>'])
      expect(scale.read?.(word, state), word).toBeUndefined();
  });

  it('begins with recent actions that are still possible, and reads nothing else from the list', () => {
    const state = newLab().store.getState();
    const recent = [
      ...['scale {"replicas":9}', 'deletePod {"name":"web-1"}', 'deletePod {"name":"gone"}'],
      ...['scale {"replicas":-4}', 'scale 9', 'evil', 'apply'],
    ];
    const listed = allRows(english().t, state, recent).filter(({ group }) => group === 'recent');
    expect(listed.map(({ text }) => text)).toEqual(['Scale to 9', 'Delete Pod web-1', 'Apply']);
  });
});
