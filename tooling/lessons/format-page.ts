// Writes the tables of fields in docs/lessons.md and docs/lessons.zh.md: npx tsx tooling/lessons/format-page.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { type JsonSchema, lessonJsonSchema } from '../../src/lessons/format/json-schema.ts';
import type { TextLanguage } from '../../src/lessons/format/text.ts';
import { isMain, root } from '../setup.mjs';

export const formatPages: Readonly<Record<TextLanguage, string>> = {
  en: join(root, 'docs/lessons.md'),
  zh: join(root, 'docs/lessons.zh.md'),
};

const words = {
  en: {
    head: ['field', 'value', 'meaning'],
    kind: ['written as', 'meaning'],
    both: (en: number, zh: number) => `text in both languages; at most ${en} and ${zh} characters`,
    text: (most: number | undefined) => (most === undefined ? 'text' : `text; at most ${most} characters`),
    number: (least: number, most: number) => `number from ${least} to ${most}`,
    list: (most: number | undefined) => (most === undefined ? 'list' : `list; at most ${most}`),
    of: ' of ',
    and: ', ',
    map: 'map, see below',
    command: 'kubectl command',
    kinds: 'one of those below',
    optional: ' (optional)',
    titles: {
      lesson: 'The lesson',
      start: '`start`',
      serves: '`serves`',
      pages: 'Every page',
      predict: '`predict`',
      wrong: 'An item of `wrong`',
      answer: 'The `answer` of a prediction',
      task: '`do` and `answer`',
      goals: 'An item of `goals`',
      lost: '`lost`',
      near: 'An item of `near`',
      hints: '`hints`',
      solutions: '`solutions`',
      steps: 'Steps',
      conditions: 'Conditions',
      outline: '`outline` and `ghost`',
    },
    step: 'runs the command; a step that is refused is a fault',
    condition: 'the command succeeds without having to wait',
  },
  zh: {
    head: ['字段', '值', '含义'],
    kind: ['写法', '含义'],
    both: (en: number, zh: number) => `两种语言的文字；英文最多 ${en} 个字符，中文最多 ${zh} 个`,
    text: (most: number | undefined) => (most === undefined ? '文字' : `文字；最多 ${most} 个字符`),
    number: (least: number, most: number) => `${least} 到 ${most} 的数字`,
    list: (most: number | undefined) => (most === undefined ? '列表' : `列表；最多 ${most} 项`),
    of: '，每项为：',
    and: '、',
    map: '映射，见下',
    command: 'kubectl 命令',
    kinds: '见下面的几种',
    optional: '（可省略）',
    titles: {
      lesson: '课程',
      start: '`start`',
      serves: '`serves`',
      pages: '每一页',
      predict: '`predict`',
      wrong: '`wrong` 的一项',
      answer: '预测的 `answer`',
      task: '`do` 与 `answer`',
      goals: '`goals` 的一项',
      lost: '`lost`',
      near: '`near` 的一项',
      hints: '`hints`',
      solutions: '`solutions`',
      steps: '步骤',
      conditions: '条件',
      outline: '`outline` 与 `ghost`',
    },
    step: '执行命令；被拒绝就是课程的错误',
    condition: '命令无需等待即成功',
  },
} as const;

const inside = (schema: JsonSchema, ...path: readonly string[]): JsonSchema =>
  path.reduce((at, step) => (step === '[]' ? at.items! : at.properties![step]!), schema);
const kindWith = ({ anyOf }: JsonSchema, key: string): JsonSchema =>
  anyOf!.find(({ properties }) => properties !== undefined && key in properties)!;

/** Returns the allowed values of a field, in words. */
function valueOf(schema: JsonSchema, language: TextLanguage): string {
  const say = words[language];
  const { type, properties, items, anyOf } = schema;
  const values = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  if (values !== undefined) return values.map((value) => `\`${String(value)}\``).join(' ');
  const { en, zh } = properties ?? {};
  if (en !== undefined && zh !== undefined) return say.both(en.maxLength!, zh.maxLength!);
  if (type === 'array') {
    const item = items!.properties !== undefined || items!.anyOf !== undefined ? '' : valueOf(items!, language);
    return `${say.list(schema.maxItems)}${item === '' ? '' : `${say.of}${item}`}`;
  }
  if (type === 'string')
    return schema.pattern?.startsWith('^kubectl') === true ? say.command : say.text(schema.maxLength);
  if (type === 'integer' || type === 'number') {
    return schema.minimum === undefined ? '1' : say.number(schema.minimum, schema.maximum!);
  }
  if (type === 'object') return say.map;
  return anyOf!.every((kind) => kind.properties === undefined)
    ? anyOf!.map((kind) => `\`${String(kind.type)}\``).join(' ')
    : say.kinds;
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function fields({ properties, required = [] }: JsonSchema, language: TextLanguage, only?: readonly string[]): string[] {
  const { head, optional } = words[language];
  return [
    row(...head),
    row('---', '---', '---'),
    ...Object.entries(properties!)
      .filter(([key]) => only === undefined || only.includes(key))
      .map(([key, field]) =>
        row(
          `\`${key}\`${required.includes(key) ? '' : optional}`,
          valueOf(field, language),
          (field.description ?? '').replaceAll('|', '\\|'),
        ),
      ),
  ];
}

/** @param line The first row: a text instead of a map. */
function kinds({ anyOf }: JsonSchema, language: TextLanguage, line?: readonly [string, string]): string[] {
  const { and, kind } = words[language];
  const described = anyOf!.filter(({ examples }) => examples !== undefined);
  return [
    row(...kind),
    row('---', '---'),
    ...(line === undefined ? [] : [row(`\`${line[0]}\``, line[1])]),
    ...described.map(({ examples, description }) =>
      row(`\`${examples![0]!.replaceAll('`, `', `\`${and}\``)}\``, description!),
    ),
  ];
}

/** Returns the tables of all fields of a lesson file, in Markdown. */
function formatTables(language: TextLanguage): string {
  const lesson = lessonJsonSchema(language);
  const { titles, step, condition } = words[language];
  const page = inside(lesson, 'pages', '[]');
  const [text, predict, task] = (['text', 'predict', 'do'] as const).map((key) => kindWith(page, key));
  const todo = inside(task!, 'do');
  const look = Object.keys(text!.properties!).filter((key) => key !== 'text');
  const pageFields: JsonSchema = {
    required: ['id'],
    properties: Object.fromEntries([
      ...look.map((key) => [key, text!.properties![key]!] as const),
      ...(['text', 'predict', 'do', 'answer'] as const).map((key) => [key, inside(kindWith(page, key), key)] as const),
    ]),
  };
  const sections: readonly (readonly [keyof typeof titles, readonly string[]])[] = [
    ['lesson', fields(lesson, language)],
    ['serves', fields(inside(lesson, 'serves'), language)],
    ['start', fields(inside(lesson, 'start'), language)],
    ['pages', fields(pageFields, language)],
    ['outline', kinds(inside(text!, 'outline'), language)],
    ['predict', fields(inside(predict!, 'predict'), language)],
    ['answer', kinds(inside(predict!, 'predict', 'answer'), language)],
    ['wrong', fields(inside(predict!, 'predict', 'wrong', '[]'), language)],
    ['task', fields(todo, language)],
    ['goals', fields(inside(todo, 'goals', '[]'), language)],
    ['lost', fields(inside(todo, 'goals', '[]', 'lost'), language)],
    ['near', fields(inside(todo, 'near', '[]'), language)],
    ['hints', fields(inside(todo, 'hints'), language)],
    ['solutions', fields(inside(todo, 'solutions'), language)],
    ['steps', kinds(inside(lesson, 'start', 'do', '[]'), language, ['kubectl …', step])],
    ['conditions', kinds(inside(todo, 'goals', '[]', 'check'), language, ['kubectl wait …', condition])],
  ];
  return sections.map(([name, table]) => `### ${titles[name]}\n\n${table.join('\n')}`).join('\n\n');
}

const begin = '<!-- Generated: npx tsx tooling/lessons/format-page.ts -->';
const end = '<!-- End of the generated tables -->';

/** Returns a page with its tables updated. */
export async function formatPage(language: TextLanguage): Promise<string> {
  const file = formatPages[language];
  const before = readFileSync(file, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the tables`);
  const page = `${before.slice(0, from)}${begin}\n\n${formatTables(language)}\n\n${before.slice(to)}`;
  return prettier.format(page, { ...(await prettier.resolveConfig(file)), parser: 'markdown' });
}

if (isMain(import.meta.url)) {
  for (const language of ['en', 'zh'] as const) writeFileSync(formatPages[language], await formatPage(language));
}
