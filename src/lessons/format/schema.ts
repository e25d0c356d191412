/**
 * The format of a lesson file. The checker runs this schema, {@link Lesson} is its type, and the editor's completion
 * and the pages for authors are generated from it.
 */
import * as v from 'valibot';
import { conditionSchema, objectName, podEvent } from './conditions.ts';
import { byKey, described } from './described.ts';
import { outlineSchema } from './outline.ts';
import { stepList } from './steps.ts';
import { taskSchema } from './task.ts';
import { idSchema, localText, textOf } from './text.ts';

/**
 * Longest text of a page in characters, by language: room for 90 English words, or 160 Chinese characters with names.
 */
const pageText = textOf({ en: 900, zh: 420 });

const look = {
  begin: described(
    v.optional(stepList(20), []),
    'steps that run before the page is shown for the first time',
    '首次显示这一页之前执行的步骤',
  ),
  outline: described(
    v.optional(outlineSchema),
    'the thing on the page that it speaks of',
    '这一页所讲的东西，会被圈出',
  ),
  beside: described(
    v.optional(v.picklist(['OrderedReady', 'Parallel', 'OnDelete', 'RollingUpdate', 'Deployment'])),
    'shows the same actions with this one thing changed, beside what was done',
    '把同样的操作换成这一项设置，并排显示',
  ),
  view: described(v.optional(v.picklist(['slots', 'nodes', 'table'])), 'how the Pods are shown', 'Pod 的显示方式'),
  speed: described(v.optional(v.picklist([0.5, 1, 2, 4, 8])), 'how fast time runs', '时间的快慢'),
};

/** The id of the page in addresses. */
const pageId = described(idSchema, 'names the page in addresses; each once', '地址中这一页的名字，不能重复');

const textPage = v.strictObject({
  id: pageId,
  text: described(
    pageText,
    'one idea, at most 90 English words and 160 Chinese characters; emphasis, `code` and lists of Markdown',
    '一个要点，英文不超过 90 个词、中文不超过 160 个汉字；可用 Markdown 的强调、`代码`和列表',
  ),
  ...look,
});

/** A wrong option of a prediction, with the reason. The right one is never written: the engine computes it. */
const wrongOption = v.strictObject({
  value: described(
    v.union(
      [v.pipe(v.string(), v.minLength(1), v.maxLength(60)), v.number(), v.boolean()],
      'expected a short text, a number, true or false',
    ),
    'the option',
    '选项',
  ),
  says: described(localText, 'why it is wrong', '为什么不对'),
});

/** The question of a prediction. */
const questionSchema = v.variant('of', [
  described(
    v.strictObject({ of: v.literal('next'), event: podEvent }),
    'the first Pod to which it happens',
    '最先发生在哪个 Pod 上',
    'of: next`, `event: created',
  ),
  described(
    v.strictObject({ of: v.literal('order'), event: podEvent }),
    'the Pods to which it happens, in order',
    '依次发生在哪些 Pod 上',
    'of: order`, `event: deleted',
  ),
  described(
    v.strictObject({ of: v.literal('count'), event: v.picklist(['created', 'deleted']) }),
    'how many Pods it happens to',
    '发生在多少个 Pod 上',
    'of: count`, `event: deleted',
  ),
  described(
    v.strictObject({ of: v.literal('print'), command: v.pipe(v.string(), v.startsWith('kubectl '), v.maxLength(400)) }),
    'the number or word that the command prints once all is at rest',
    '一切稳定之后命令的输出',
    'of: print`, `command: kubectl …',
  ),
  described(
    v.strictObject({ of: v.literal('rule'), set: v.optional(objectName, 'web') }),
    'the rule by which the controller waits, once all is at rest',
    '一切稳定之后，控制器按哪条规则等待',
    'of: rule`, `set: web',
  ),
  described(
    v.strictObject({ of: v.literal('holds'), check: conditionSchema }),
    'true if the condition is met once all is at rest',
    '一切稳定之后，条件是否成立',
    'of: holds`, `check: kubectl …',
  ),
]);

const predictPage = v.strictObject({
  id: pageId,
  predict: described(
    v.strictObject({
      asks: described(localText, 'the question', '问题'),
      answer: described(
        questionSchema,
        'the kind of the answer; the engine computes the answer itself',
        '答案的类型；答案由引擎算出',
      ),
      then: described(
        v.pipe(stepList(20), v.minLength(1)),
        'steps that run once the guess is made',
        '做出预测之后执行的步骤',
      ),
      wrong: described(
        v.pipe(v.array(wrongOption), v.minLength(1), v.maxLength(5)),
        'the options that are wrong, each with the reason; never the right one',
        '错误的选项及其理由；不写正确答案',
      ),
      because: described(
        localText,
        'why it happens; shown beside what happened, after a right guess too',
        '为什么这样；预测对了也会显示',
      ),
    }),
    'a question before something happens',
    '事情发生之前的问题',
  ),
  ...look,
});

const doPage = v.strictObject({
  id: pageId,
  do: described(taskSchema, 'a task with goals that are checked after each action', '有目标的任务，每次操作之后检查'),
  ...look,
});
const answerPage = v.strictObject({
  id: pageId,
  answer: described(
    taskSchema,
    'the same, judged on behavior: the steps of `trial` run on a copy of the cluster before it is judged',
    '同上，但按行为评判：先在集群的副本上执行 `trial` 中的步骤，再评判',
  ),
  ...look,
});

const pageSchema = byKey(
  { text: textPage, predict: predictPage, do: doPage, answer: answerPage },
  undefined,
  'one of text, predict, do, answer',
);

const partNames = ['manifest', 'terminal', 'timeline', 'events', 'nodes', 'status'] as const;

export const lessonSchema = v.strictObject({
  id: described(idSchema, 'never changes: addresses and progress name it', '永不改变：地址和进度都用它'),
  title: described(textOf({ en: 60, zh: 30 }), 'the title', '标题'),
  serves: described(
    v.strictObject({
      sections: described(
        v.optional(
          v.pipe(
            v.array(v.pipe(v.string(), v.regex(/^\d(\.\d){0,2}$/, 'expected a section, as 2.5.1'))),
            v.maxLength(20),
          ),
          [],
        ),
        'sections of the tutorial',
        '教程的章节',
      ),
      misconceptions: described(
        v.optional(
          v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(23))), v.maxLength(23)),
          [],
        ),
        'numbers of the list of misconceptions',
        '误解列表中的编号',
      ),
      questions: described(
        v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))), v.maxLength(5)), []),
        'closing questions of the tutorial',
        '教程最后的问题',
      ),
    }),
    'what it teaches',
    '它教什么',
  ),
  leavesOut: described(localText, 'topics that the lesson leaves to others', '这一课不讲的内容'),
  minutes: described(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15)),
    'how long it takes',
    '需要的分钟数',
  ),
  start: described(
    v.strictObject({
      after: described(
        v.optional(idSchema),
        'the lesson whose solution this one begins with',
        '从哪一课的解法之后开始',
      ),
      example: described(
        v.optional(v.picklist(['tutorial', 'complete', 'contrast'])),
        'one of the examples of the lab as the text in the editor',
        '编辑器中放入实验室的一个示例',
      ),
      manifest: described(
        v.optional(v.pipe(v.string(), v.maxLength(20_000))),
        'the text in the editor',
        '编辑器中的清单',
      ),
      do: described(v.optional(stepList(30), []), 'steps that run before the first page', '第一页之前执行的步骤'),
    }),
    'the cluster and the text that it begins with',
    '开始时的集群和清单',
  ),
  parts: described(
    v.optional(v.pipe(v.array(v.picklist(partNames)), v.maxLength(partNames.length)), []),
    'parts of the page that the lesson needs beside the stage',
    '除舞台之外，这一课需要的页面部分',
  ),
  names: described(
    v.optional(v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(80))), v.maxLength(20)), []),
    'what its texts quote though nothing in the lesson types or prints it: a field, a feature gate, an error elsewhere',
    '课文引用、但本课既没有输入也没有输出的内容：字段、特性门控、别处的报错',
  ),
  pages: described(
    v.pipe(v.array(pageSchema), v.minLength(1), v.maxLength(20)),
    'the pages; a page is of the kind whose field it has',
    '各页；一页有哪个字段，就是哪一类',
  ),
});

/** A lesson as written in its file, in both languages. */
export type Lesson = v.InferOutput<typeof lessonSchema>;
export type Page = Lesson['pages'][number];
export type Outline = v.InferOutput<typeof outlineSchema>;
export type Question = v.InferOutput<typeof questionSchema>;
export type Task = v.InferOutput<typeof doPage>['do'];
export type Prediction = v.InferOutput<typeof predictPage>['predict'];
