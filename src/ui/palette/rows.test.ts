import { beforeAll, describe, expect, it } from 'vitest';
import { createTranslator, languages, type Translate } from '../../i18n/index.ts';
import { registry } from '../../store/actions/registry.ts';
import { apply } from '../../store/actions/apply.ts';
import { createLabStore } from '../../store/lab-store.ts';
import { allRows, choiceRows, foundRows } from './rows.ts';

const said: Record<string, Translate> = {};
beforeAll(async () => {
  const translator = await createTranslator('en');
  for (const language of languages) said[language] = await translator.inLanguage(language);
});

function newLab(applied = true) {
  const lab = createLabStore({ example: 'complete', paused: true });
  if (applied) lab.act(apply);
  for (let i = 0; applied && i < 20; i++) lab.step();
  return lab;
}
const english = () => ({ t: said['en']!, english: null });

describe('the list of commands', () => {
  it.each(languages)('says everything in %s, with nothing left open but what is to be chosen', (language) => {
    const t = said[language]!;
    for (const lab of [newLab(), newLab(false)])
      for (const row of allRows(t, lab.state(), [])) {
        expect(row.text).not.toMatch(/[{}]|undefined|^(action|node|share|dialog)\./);
        if (row.needs !== null) expect(t(`needs.${row.needs}`)).not.toMatch(/^needs\./);
        const toChoose = row.entry.opening(lab.state()).open.length > 0;
        if (toChoose) expect(row.text.includes('…'), row.text).toBe(row.offer === undefined);
      }
  });

  it('has no two offers of one name', () => {
    const { t } = english();
    const state = newLab().state();
    const texts = registry.flatMap((entry) =>
      choiceRows(entry, '', state, english()).map((row) => `${entry.group} ${row.text}`),
    );
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
    expect(t('palette.recent')).toBe('Recent');
  });

  it('tells the command that each offer equals, as the action writes it down', () => {
    const lab = newLab();
    const [row] = foundRows('scale 7', lab.state(), english());
    expect(row).toMatchObject({ text: 'Scale to 7', kubectl: 'kubectl scale statefulset web --replicas=7' });
    row!.offer!.perform(lab);
    expect(lab.state().commands.at(-1)?.command).toBe(row!.kubectl);
  });

  it('takes a typed word only if it can be read, and never a number of Pods by a slip', () => {
    const state = newLab().state();
    const scale = registry.find(({ id }) => id === 'scale')!;
    for (const word of ['-1', '1e9', '99999', '1.5', 'many', '<b>'])
      expect(scale.read?.(word, state), word).toBeUndefined();
  });

  it('begins with what was done listed, if it can still be done, and believes nothing else', () => {
    const state = newLab().state();
    const recent = ['scale 9', 'deletePod "web-1"', 'deletePod "gone"', 'scale -4', 'evil', 'apply'];
    const listed = allRows(english().t, state, recent).filter(({ group }) => group === 'recent');
    expect(listed.map(({ text }) => text)).toEqual(['Scale to 9', 'Delete Pod web-1', 'Apply']);
  });
});
