import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatPage, formatPages } from './format-page.ts';

test.each(['en', 'zh'] as const)('the page about the format has the fields as they are: %s', async (language) => {
  // `npx tsx tooling/lessons/format-page.ts` writes them.
  expect(readFileSync(formatPages[language], 'utf8')).toBe(await formatPage(language));
});
