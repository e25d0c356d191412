import { expect, test } from 'vitest';
import { withoutFoldedBlanks } from './folded.ts';

test('no blank stands where a line of Chinese ended', () => {
  expect(withoutFoldedBlanks('所属的版本， StatefulSet 的\n字段。 数据库')).toBe(
    '所属的版本，StatefulSet 的字段。数据库',
  );
  expect(withoutFoldedBlanks('（ web-0 ）')).toBe('（web-0）');
});

test('blanks between words stay', () => {
  expect(withoutFoldedBlanks('each Pod\nkeeps its name, and the 3 个 Pod of web')).toBe(
    'each Pod\nkeeps its name, and the 3 个 Pod of web',
  );
});
