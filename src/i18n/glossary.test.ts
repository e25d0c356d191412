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

/** Placeholders whose values are in the page's language, not in Latin letters. */
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

/** Lists the faults of a Chinese sentence, as `space id: text` or `punctuation id: text`. */
function typesettingFaults(text: string, id: string): string[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  const rules: readonly (readonly [kind: string, pattern: RegExp])[] = [
    ['space', /\p{Script=Han}[A-Za-z0-9<]|[A-Za-z0-9>%]\p{Script=Han}/u],
    ['space', /\s[，。；：！？（）、]|[，。；：！？（、]\s/u],
    ['punctuation', /\p{Script=Han}\s?[,;:!?()]|[,;:!?(]\s?\p{Script=Han}|\p{Script=Han}\.(\s|$)/u],
    // Between Latin words: in code there is no space, or a number, after a colon.
    ['punctuation', /[A-Za-z0-9][,;!?](\s|$)|[A-Za-z],[A-Za-z]|[A-Za-z0-9]\s?\([^)]*\p{Script=Han}/u],
  ];
  return rules.flatMap(([kind, pattern]) => (pattern.test(text) ? [`${kind} ${id}: ${text}`] : []));
}

/** Returns the lines of a Markdown document without code, addresses and the marks of tables and lists. */
const proseOf = (markdown: string): readonly string[] =>
  markdown
    .replaceAll(/^```.*?^```/gms, '')
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\]\([^)]*\)/g, ']')
        // The tag of an image, in the name of a button, is code.
        .replaceAll(/ :\d[\w.]*/g, '')
        .replaceAll(/`([^`]*)`/g, (_, code: string) => (/[,;:!?()]/.test(code) ? 'code' : code))
        .replaceAll(/[|*[\]]/g, ' ')
        .replaceAll(/ +/g, ' '),
    )
    // A space that markup has left beside full-width punctuation.
    .map((line) => line.replaceAll(/ ([，。；：！？（）、])/g, '$1').replaceAll(/([，。；：！？（、]) /g, '$1'));

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
    ['download', /\bfetch/i],
    ['the new version is ready', /\bis here\b/i],
    ['…', / …$/],
    ['retrying, reconnecting', /\b(tried|opened|read) again\b/i],
    ['checks that pass', /\bhold(s)? now\b|\bheld then\b/i],
    ['no data', /\bwas heard\b/i],
    ['there is no action yet', /\bwas done yet\b/i],
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
    ['较新的版本', /(由|自|来自)更新的?版本/],
    ['它上面的', /其上/],
    ['除非…，否则…', /除非[^，。；]*，(?!否则)/],
    ['…', /……|\.\.\./],
    ['这一课', /(退出|正在加载|重新开始)课程/],
    ['跟踪', /跟随(?!系统)/],
    ['重新连接', /：正在重新打开|打开连接/],
    ['舞台', /画面旁|在画面/],
    ['初稿', /骨架/],
    ['已确定', /成定局/],
    ['你', /您/],
  ])('says “%s” instead of %s', (_, pattern) => {
    expect(found('zh', pattern, ['node.view.nodesHint'])).toEqual([]);
  });

  it('has the spaces and the punctuation of Chinese', () => {
    const faults = messages('zh').flatMap(([id, text]) =>
      id === 'work.text' ? [] : variants(compileMessage(text)).flatMap((said) => typesettingFaults(said, id)),
    );
    expect(faults).toEqual([]);
  });
});

describe('the part “Does not” of a rule', () => {
  it.each([
    ['en', /\b(not|no|never|neither|cannot|nothing|only)\b/i],
    ['zh', /不|没有|无法/],
  ])('is a negation in %s', (language, negation) => {
    const parts = messages(language).filter(([id]) => id.startsWith('rules.not.'));
    expect(parts.length).toBeGreaterThan(30);
    expect(parts.filter(([, text]) => !negation.test(text)).map(([id]) => id)).toEqual([]);
  });
});

describe('Chinese documents and comments of examples', () => {
  const docs = join(import.meta.dirname, '../../docs');
  const documents = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.zh.md'));

  it.each(documents)('%s has the spaces and the punctuation of Chinese', (file) => {
    const lines = proseOf(readFileSync(join(docs, file), 'utf8'));
    expect(lines.flatMap((line) => typesettingFaults(line, file))).toEqual([]);
  });

  it.each(documents)('%s uses the terms of the lab', (file) => {
    const text = readFileSync(join(docs, file), 'utf8');
    expect(text.match(/API 服务器|您|字段管理者|控制器的决定|下一个决定|跟随集群|画面|骨架/g) ?? []).toEqual([]);
  });

  it('finds the documents', () => {
    expect(documents).toContain('tutorial.zh.md');
  });

  it('the comments of the examples have them', () => {
    const source = readFileSync(join(import.meta.dirname, '../manifests/examples.ts'), 'utf8');
    const comments = [...source.matchAll(/'([^'\n]*\p{Script=Han}[^'\n]*)'/gu)].map(([, comment]) => comment!);
    expect(comments.length).toBeGreaterThan(3);
    expect(comments.flatMap((comment) => typesettingFaults(comment, 'examples'))).toEqual([]);
  });
});

describe('the rules of Chinese typesetting', () => {
  it.each([
    ['创建Pod', 'space'],
    ['Pod被删除', 'space'],
    ['第3个', 'space'],
    ['按 + 键,再试', 'punctuation'],
    ['删除 Pod,PVC 保留', 'punctuation'],
    ['删除 Pod, PVC 保留', 'punctuation'],
    ['等待 web-0: 还没有 Ready', 'punctuation'],
    ['删除 web-0; 保留 PVC', 'punctuation'],
    ['已就绪(3 个)', 'punctuation'],
    ['Pod (3 个)', 'punctuation'],
    ['控制器在等待.', 'punctuation'],
    ['真的要删除 Pod?', 'punctuation'],
    ['控制器 ，等待', 'space'],
    ['控制器， 等待', 'space'],
  ])('find the fault of “%s”', (text, kind) => {
    expect(typesettingFaults(text, 'id').map((fault) => fault.split(' ')[0])).toContain(kind);
  });

  it.each([
    '创建 3 个 Pod，再删除 web-0。',
    '字段 spec.replicas: 3 是期望值',
    'image: nginx:1.28',
    '0:03 时，replicas=3',
  ])('find none in “%s”', (text) => {
    expect(typesettingFaults(text, 'id')).toEqual([]);
  });
});
