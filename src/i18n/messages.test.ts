import { compileMessage } from '@lingui/message-utils/compileMessage';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTranslator, languages, type MessageId, preferredLanguage, type Translator } from './index.ts';

const src = join(import.meta.dirname, '..');
const catalogsOf = (language: string) =>
  readdirSync(join(src, 'i18n/languages', language)).flatMap(
    (file) => /^(?!language\.)(.+)\.json$/.exec(file)?.[1] ?? [],
  );
const catalogs = catalogsOf('en');
const others = languages.filter((language) => language !== 'en');
/** The source of the catalog: an import would be compiled already. */
const read = (catalog: string, language: string) =>
  JSON.parse(readFileSync(join(src, `i18n/languages/${language}/${catalog}.json`), 'utf8')) as Record<string, string>;

/** Names of the placeholders of a message, those inside of plural and select included. */
function placeholders(text: string): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [name, , options] = part as [string, string?, Record<string, unknown>?];
    found.add(name);
    if (options !== undefined)
      for (const option of Object.values(options)) if (Array.isArray(option)) option.forEach(visit);
  };
  const compiled = compileMessage(text);
  if (typeof compiled !== 'string') compiled.forEach(visit);
  return [...found].filter((name) => name !== '#').sort();
}

describe.each(others)('language %s', (language) => {
  it('has the same catalogs as English', () => {
    expect(catalogsOf(language)).toEqual(catalogs);
  });

  it('loads as many texts first, and later, as English', async () => {
    const [first, all] = await Promise.all(
      ['en', language].map(async (one) => {
        const translator = await createTranslator(one);
        const before = catalogs.filter((catalog) => isLoaded(translator, catalog));
        await translator.more();
        return [before, catalogs.filter((catalog) => isLoaded(translator, catalog))];
      }),
    );
    expect(all).toEqual(first);
    expect(all![1]).toEqual(catalogs);
  });
});

/** Returns true if a catalog is loaded: an unknown id is shown as it is. */
const isLoaded = (translator: Translator, catalog: string): boolean => {
  const id = Object.keys(read(catalog, 'en'))[0]! as MessageId;
  return translator.current().t(id) !== id;
};

describe.each(others.flatMap((language) => catalogs.map((catalog) => [language, catalog] as const)))(
  'catalog %s/%s',
  (language, catalog) => {
    const [en, other] = [read(catalog, 'en'), read(catalog, language)];

    it('has the ids of English', () => {
      expect(Object.keys(other).sort()).toEqual(Object.keys(en).sort());
    });

    it('has the placeholders of English', () => {
      for (const id in en) expect([id, ...placeholders(other[id]!)]).toEqual([id, ...placeholders(en[id]!)]);
    });

    it('leaves no text empty or untranslated', () => {
      for (const id in en) {
        expect(en[id], id).not.toBe('');
        if (/[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(en[id]!)) expect(other[id], id).not.toBe(en[id]);
        if (language === 'zh' && /[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(en[id]!))
          expect(other[id], id).toMatch(/\p{Script=Han}/u);
      }
    });
  },
);

describe('use of messages', () => {
  const ids = catalogs.flatMap((catalog) => Object.keys(read(catalog, 'en')));
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => readFileSync(join(src, file), 'utf8'))
    .join('\n');

  it('has no id in two catalogs', () => {
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('knows every id that the source asks for', () => {
    const used = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]!);
    expect(used.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('keeps no message that nothing asks for', () => {
    // An id is a literal, or starts with one: t(`rule.${rule}`).
    const prefixes = [...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!);
    const asked = (id: string) => sources.includes(`'${id}'`) || prefixes.some((prefix) => id.startsWith(prefix));
    expect(ids.filter((id) => !asked(id))).toEqual([]);
  });
});

describe('translator', () => {
  it('translates a decision, and notifies of a change of language', async () => {
    const translator = await createTranslator('en');
    await translator.more();
    const values = { pod: 'web-2', waitingFor: 'web-1', reason: 'none' };
    const { t } = translator.current();
    expect(t('rule.WaitForReady', { ...values, pod: 'x'.repeat(1_000_000) }).length).toBeLessThan(20_000);
    expect(t('rule.WaitForReady', values)).toBe('web-2 is not created: web-1 is not Ready (OrderedReady).');
    let changes = 0;
    translator.subscribe(() => changes++);
    await translator.use('zh');
    expect(changes).toBe(1);
    expect(translator.current().language).toBe('zh');
    expect(translator.current().t('rule.WaitForReady', values)).toBe(
      '暂不创建 web-2：web-1 尚未就绪（OrderedReady）。',
    );
  });

  it('loads the other texts on request, and keeps them through a change of language', async () => {
    const translator = await createTranslator('en');
    expect(translator.current().t('about.absent')).toBe('about.absent');
    await translator.more();
    expect(translator.current().t('about.absent')).toBe('Left out');
    await translator.use('zh');
    expect(translator.current().t('about.absent')).toBe('未包含');
  });

  it('answers each who asks for the other texts once they are there', async () => {
    const translator = await createTranslator('en');
    const first = translator.more();
    await translator.more();
    expect(translator.current().t('about.absent')).toBe('Left out');
    await first;
  });

  it('ends with the language that was requested last', async () => {
    const translator = await createTranslator('en');
    await Promise.all([translator.use('zh'), translator.use('en')]);
    expect(translator.current().language).toBe('en');
  });

  it('counts in the plural that the number wants', async () => {
    const t = await (await createTranslator('en')).inLanguage('en');
    expect(t('rule.UpToDate', { replicas: 1 })).toBe('Nothing to do: the Pod matches the spec.');
    expect(t('rule.UpToDate', { replicas: 3 })).toBe('Nothing to do: all 3 Pods match the spec.');
  });
});

describe('preferredLanguage', () => {
  it.each([
    [['zh-CN', 'en'], 'zh'],
    [['zh_TW'], 'zh'],
    [[null, 'fr-FR', 'en-GB'], 'en'],
    [['xx'], 'en'],
    [[null, undefined], 'en'],
  ] as const)('%j → %s', (wishes, language) => {
    expect(preferredLanguage(wishes)).toBe(language);
  });
});
