import { compileMessage } from '@lingui/message-utils/compileMessage';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folderOf = (language: string) => join(import.meta.dirname, 'languages', language);
/** Returns every message of a language, as written. */
const messages = (language: string): [id: string, text: string][] =>
  readdirSync(folderOf(language))
    .filter((file) => file.endsWith('.json') && file !== 'language.json')
    .flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(folderOf(language), file), 'utf8')) as Record<string, string>),
    );

/** Placeholders whose values are in the language of the page, not in Latin letters. */
const translated = ['answer', 'part', 'text', 'view', 'way', 'variation', 'what'];

type Part = string | [name: string, kind?: string, options?: Record<string, unknown>];

/** Returns every text that a message can become. A placeholder becomes a Latin word; a translated one, nothing. */
function variants(parts: unknown): string[] {
  if (typeof parts === 'string') return [parts];
  return (parts as Part[]).reduce<string[]>(
    (heads, part) => {
      const tails = typeof part === 'string' ? [part] : placeholder(part);
      return heads.flatMap((head) => tails.map((tail) => head + tail));
    },
    [''],
  );
}

function placeholder([name, , options]: Exclude<Part, string>): string[] {
  if (options === undefined) return [name === '#' ? '2' : translated.includes(name) ? '' : 'web'];
  const choices = Object.entries(options).flatMap(([key, choice]) => (key === 'offset' ? [] : [variants(choice)]));
  return choices.flat();
}

/** Lists each variant of a language's messages that a pattern finds, as `id: text`. */
const found = (language: string, pattern: RegExp, except: readonly string[] = []) =>
  messages(language).flatMap(([id, text]) =>
    except.includes(id)
      ? []
      : variants(compileMessage(text)).flatMap((said) => (pattern.test(said) ? [`${id}: ${said}`] : [])),
  );

describe('English catalog', () => {
  it.each([
    ['again', /\banew\b/i],
    ['recent', /\blately\b/i],
    ['branch', /\bcourses? (of events|\d|web)/i],
    ['an existing StatefulSet', /\bliving\b/i],
    ['you', /\b(somebody|whoever|nobody (counts|misses))\b/i],
    ['replicas is 3', /\b(is|are) wanted\b/i],
    ['the API server no longer knows it', /\bforgotten\b/i],
    ['disconnect', /\bcut off\b/i],
    ['unreachable', /\bout of reach\b/i],
    ['problem', /\btrouble\b/i],
    ['recording', /\bfilms?\b/i],
    ['because', /, for (it|they|he|this)\b/i],
    ['except', /\bbut for\b/i],
    ['continue', /\bgo(es)? on\b/i],
    ['one by one', /\bone after the other:/i],
    ['open', /, whole\b|\bwhole \w+ of\b/i],
    ['a noun', /^(Whatever|Who) /],
  ])('says “%s” instead of %s', (_, pattern) => {
    expect(found('en', pattern)).toEqual([]);
  });

  it('uses typographic apostrophes and quotation marks', () => {
    expect(found('en', /["']/)).toEqual([]);
  });
});

describe('Chinese catalog', () => {
  it.each([
    ['StatefulSet', /集合/],
    ['selector', /选择算符|选择器/],
    ['接管', /收养|领养/],
    ['释放', /放弃 ?(Pod|web)/],
    ['禁止调度', /封锁/],
    ['API server', /API ?服务器|apiserver/i],
    ['槽位', /位置/],
    ['Headless Service', /无头/],
    ['滚动更新', /发布|滚动升级|上线/],
    ['分支', /历史分支|时间线 ?\d|时间线 web/],
    ['Enter', /回车/],
    ['动画', /录像|影片/],
    ['PVC', /持久卷声明|存储声明/],
    ['制备', /供应/],
  ])('says “%s” instead of %s', (_, pattern) => {
    expect(found('zh', pattern, ['node.view.nodesHint'])).toEqual([]);
  });

  it('puts a space between Chinese and Latin', () => {
    expect(found('zh', /\p{Script=Han}[A-Za-z0-9<]|[A-Za-z0-9>%]\p{Script=Han}/u, ['work.text'])).toEqual([]);
  });

  it('uses full-width punctuation after Chinese', () => {
    expect(found('zh', /\p{Script=Han}\s?[,;:!?()](?!\w)|[,;:!?(]\s?\p{Script=Han}|\p{Script=Han}\.(\s|$)/u)).toEqual(
      [],
    );
  });

  it('puts no space beside full-width punctuation', () => {
    expect(found('zh', /\s[，。；：！？（）、]|[，。；：！？（、]\s/u)).toEqual([]);
  });
});
