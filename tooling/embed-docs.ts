// Writes the table of the options of a figure into docs/embedding.md and its translation: npx tsx tooling/embed-docs.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { optionNames } from '../src/embed/options/names.ts';
import { optionTable } from '../src/embed/options/table.ts';
import { optionWords } from '../src/embed/options/words.ts';
import { isMain, root } from './setup.mjs';

/** The documents, by language. */
export const documents = { en: 'docs/embedding.md', zh: 'docs/embedding.zh.md' } as const;
const [begin, end] = ['<!-- options -->', '<!-- /options -->'];

/** Returns the options as a table of Markdown. */
function optionsTable(language: 'en' | 'zh'): string {
  const head = language === 'en' ? ['option', 'values', 'if absent', 'meaning'] : ['选项', '取值', '缺省', '含义'];
  const rows = optionNames.map((name) => {
    const { kind, otherwise } = optionTable[name];
    const { doc, otherwise: words } = optionWords[name];
    return [`\`${name}\``, kind.type[language], words?.[language] ?? `\`${String(otherwise)}\``, doc[language]];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Returns the document with the current table between its marks. */
export async function withOptions(document: string, language: 'en' | 'zh'): Promise<string> {
  const section = `${begin}\n\n${optionsTable(language)}\n\n${end}`;
  const filled = document.replace(new RegExp(`${begin}[^]*?${end}`), () => section);
  const style = await prettier.resolveConfig(join(root, documents[language]));
  return prettier.format(filled, { ...style, parser: 'markdown' });
}

if (isMain(import.meta.url)) {
  for (const language of ['en', 'zh'] as const) {
    const file = join(root, documents[language]);
    writeFileSync(file, await withOptions(readFileSync(file, 'utf8'), language));
  }
}
