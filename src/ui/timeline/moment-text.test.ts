import { expect, it } from 'vitest';
import { createTranslator } from '../../i18n/index.ts';
import type { Mark } from '../../timeline/marks.ts';
import { momentText } from './moment-text.ts';

const translator = await createTranslator('en');
const [t, zh] = [await translator.inLanguage('en'), await translator.inLanguage('zh')];

const marks: readonly Mark[] = [
  { kind: 'action', seq: 1, at: 1000, name: 'web' },
  { kind: 'create', seq: 2, at: 2010, name: 'web-0' },
  { kind: 'ready', seq: 3, at: 12_340, name: 'web-0' },
];

it.each([
  [500, '0:00.5'],
  [2050, '0:02.0, web-0 created'],
  [12_340, '0:12.3, web-0 Ready'],
  [80_000, '1:20.0, after web-0 Ready at 0:12.3'],
])('at %d ms: %s', (now, text) => expect(momentText(t, marks, now)).toBe(text));

it('is said in Chinese as well', () => {
  expect(momentText(zh, marks, 2050)).toBe('0:02.0，创建 web-0');
  expect(momentText(zh, marks, 80_000)).toBe('1:20.0，在 0:12.3 的“web-0 就绪”之后');
});
