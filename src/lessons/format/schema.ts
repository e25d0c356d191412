/**
 * The format of a lesson file. One schema: the checker runs it, {@link Lesson} is its type, and the editor's completion
 * and the pages for authors are made from it.
 */
import * as v from 'valibot';
import { conditionSchema, objectName, podName } from './conditions.ts';
import { stepSchema } from './steps.ts';
import { idSchema, localText, textOf } from './text.ts';

/** Most characters of a page's text, by language: 90 English words, 160 Chinese characters with room for names. */
const pageText = textOf({ en: 900, zh: 420 });

/** Things on the page that a lesson's page can outline. */
const outlineSchema = v.union(
  [
    v.strictObject({ slot: podName }),
    v.strictObject({ field: v.pipe(v.string(), v.maxLength(200)) }),
    v.strictObject({ status: v.pipe(v.string(), v.maxLength(60)) }),
    v.strictObject({ claim: objectName }),
    v.strictObject({ part: v.picklist(['stage', 'editor', 'terminal', 'timeline', 'events', 'reason']) }),
  ],
  'expected one of slot, field, status, claim, part',
);

const look = {
  /** Steps that run when the page is first opened. */
  begin: v.optional(v.pipe(v.array(stepSchema), v.maxLength(20)), []),
  outline: v.optional(outlineSchema),
  /** Shows the same actions with one thing changed beside what was done. */
  beside: v.optional(v.picklist(['OrderedReady', 'Parallel', 'OnDelete', 'RollingUpdate', 'Deployment'])),
  view: v.optional(v.picklist(['slots', 'nodes', 'table'])),
  speed: v.optional(v.picklist([0.5, 1, 2, 4, 8])),
};

const textPage = v.strictObject({ id: idSchema, text: pageText, ...look });

/** A wrong option of a prediction, with the reason. The right one is never written down: the engine computes it. */
const wrongOption = v.strictObject({
  value: v.union([v.pipe(v.string(), v.minLength(1), v.maxLength(60)), v.number(), v.boolean()]),
  says: localText,
});

/** The question of a prediction. */
const questionSchema = v.variant('of', [
  /** The first Pod to which it happens. */
  v.strictObject({ of: v.literal('next'), event: v.picklist(['created', 'deleted', 'ready']) }),
  /** The Pods to which it happens, in order. */
  v.strictObject({ of: v.literal('order'), event: v.picklist(['created', 'deleted', 'ready']) }),
  /** How many Pods it happens to. */
  v.strictObject({ of: v.literal('count'), event: v.picklist(['created', 'deleted']) }),
  /** The number or word that a command prints once all is at rest. */
  v.strictObject({ of: v.literal('print'), command: v.pipe(v.string(), v.startsWith('kubectl ')) }),
  /** The rule by which the controller waits, once all is at rest. */
  v.strictObject({ of: v.literal('rule'), set: v.optional(objectName, 'web') }),
  /** True if the condition is met once all is at rest. */
  v.strictObject({ of: v.literal('holds'), check: conditionSchema }),
]);

const predictPage = v.strictObject({
  id: idSchema,
  predict: v.strictObject({
    asks: localText,
    answer: questionSchema,
    /** Steps that run once the guess is made. */
    then: v.pipe(v.array(stepSchema), v.minLength(1), v.maxLength(20)),
    wrong: v.pipe(v.array(wrongOption), v.minLength(1), v.maxLength(5)),
    /** Said beside what happened, after a right guess too. */
    because: localText,
  }),
  ...look,
});

const goal = v.strictObject({
  says: localText,
  check: conditionSchema,
  /** True if it is met before anything is done. */
  holds: v.optional(v.literal(true)),
  /** When it cannot be met any more. */
  lost: v.optional(v.strictObject({ when: conditionSchema, says: localText })),
});

const task = {
  task: localText,
  goals: v.pipe(v.array(goal), v.minLength(1), v.maxLength(6)),
  /** Steps that the lab performs on a fork of the finished work before it judges. */
  trial: v.optional(v.pipe(v.array(stepSchema), v.maxLength(10))),
  /** Wrong ways that people take. */
  near: v.pipe(
    v.array(
      v.strictObject({
        /** The wrong way, for the tests. */
        do: v.pipe(v.array(stepSchema), v.minLength(1), v.maxLength(10)),
        /** By which it is recognized, whoever went it. */
        when: conditionSchema,
        says: localText,
      }),
    ),
    v.minLength(2),
    v.maxLength(6),
  ),
  hints: v.strictObject({
    text: localText,
    ghost: outlineSchema,
    /** Typed into the terminal or the editor, not run. */
    type: v.pipe(v.string(), v.maxLength(400)),
  }),
  /** Ways to the goal, each by one hand. */
  solutions: v.pipe(
    v.strictObject({
      kubectl: v.optional(v.array(stepSchema)),
      yaml: v.optional(v.array(stepSchema)),
      stage: v.optional(v.array(stepSchema)),
    }),
    v.check((ways) => Object.values(ways).some((way) => way !== undefined), 'expected at least one solution'),
  ),
};

const doPage = v.strictObject({ id: idSchema, do: v.strictObject(task), ...look });
const answerPage = v.strictObject({ id: idSchema, answer: v.strictObject(task), ...look });

const kinds = { text: textPage, predict: predictPage, do: doPage, answer: answerPage } as const;

/** A page is of the kind whose key it has, so that a mistake inside is reported at its place. */
const pageSchema = v.lazy((input: unknown) => {
  const kind = (Object.keys(kinds) as (keyof typeof kinds)[]).find(
    (key) => typeof input === 'object' && input !== null && key in input,
  );
  return (
    kind === undefined ? v.custom<never>(() => false, 'expected one of text, predict, do, answer') : kinds[kind]
  ) as typeof textPage | typeof predictPage | typeof doPage | typeof answerPage;
});

const partNames = ['manifest', 'terminal', 'timeline', 'events', 'nodes', 'status'] as const;

export const lessonSchema = v.strictObject({
  /** Never changes: addresses and progress name it. */
  id: idSchema,
  title: textOf({ en: 60, zh: 30 }),
  serves: v.strictObject({
    /** Sections of the tutorial. */
    sections: v.optional(v.array(v.pipe(v.string(), v.regex(/^\d(\.\d){0,2}$/, 'expected a section, as 2.5.1'))), []),
    /** Numbers of the list of misconceptions. */
    misconceptions: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(23))), []),
    /** Closing questions of the tutorial. */
    questions: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))), []),
  }),
  /** Topics that the lesson leaves to others. */
  leavesOut: localText,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15)),
  start: v.strictObject({
    /** The lesson whose solution this one begins with. */
    after: v.optional(idSchema),
    /** One of the lab's manifests as the text in the editor. */
    example: v.optional(v.picklist(['tutorial', 'complete', 'contrast'])),
    /** The text in the editor. */
    manifest: v.optional(v.pipe(v.string(), v.maxLength(20_000))),
    do: v.optional(v.pipe(v.array(stepSchema), v.maxLength(30)), []),
  }),
  /** Parts of the page that the lesson needs beside the stage. */
  parts: v.optional(v.array(v.picklist(partNames)), []),
  pages: v.pipe(v.array(pageSchema), v.minLength(1), v.maxLength(20)),
});

/** A lesson as its file says it, in both languages. */
export type Lesson = v.InferOutput<typeof lessonSchema>;
export type Page = Lesson['pages'][number];
export type Outline = v.InferOutput<typeof outlineSchema>;
export type Question = v.InferOutput<typeof questionSchema>;
export type Task = v.InferOutput<typeof doPage>['do'];
export type Prediction = v.InferOutput<typeof predictPage>['predict'];
