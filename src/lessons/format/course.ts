/** Reads the course: its chapters, and the rules between lessons. */
import * as v from 'valibot';
import { parseDocument } from '../../manifests/parse.ts';
import type { LessonProblem } from './read-lesson.ts';
import type { Lesson } from './schema.ts';
import { idSchema, textOf } from './text.ts';

const courseSchema = v.strictObject({
  chapters: v.pipe(
    v.array(
      v.strictObject({
        id: idSchema,
        title: textOf({ en: 60, zh: 30 }),
        lessons: v.pipe(v.array(idSchema), v.minLength(1)),
      }),
    ),
    v.minLength(1),
  ),
});

export type CourseIndex = v.InferOutput<typeof courseSchema>;

/** The course, with the facts of each lesson that its map shows. */
export interface CourseMap {
  readonly chapters: readonly (Omit<CourseIndex['chapters'][number], 'lessons'> & {
    readonly lessons: readonly (Pick<Lesson, 'id' | 'title' | 'minutes'> & {
      /** Fingerprint of the lesson's file. */
      readonly hash: string;
    })[];
  })[];
}

/** Reads the index of a course. @throws Error that names the field. */
export function readCourse(text: string): CourseIndex {
  const read = parseDocument(text);
  if ('error' in read) throw new Error(`line ${read.error.position.line}: ${read.error.message}`);
  const result = v.safeParse(courseSchema, read.value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'the index'}: ${issue.message}`);
}

/**
 * Returns the faults between the lessons of a course. Each lesson is in one chapter, its file is named after its id,
 * and it begins after an earlier one.
 * @param lessons By file name, without `.yaml`.
 */
export function checkCourse(
  { chapters }: CourseIndex,
  lessons: ReadonlyMap<string, Lesson>,
): readonly (Pick<LessonProblem, 'message'> & { readonly lesson: string })[] {
  const problems: { lesson: string; message: string }[] = [];
  const order = chapters.flatMap((chapter) => chapter.lessons);
  for (const [i, id] of order.entries()) {
    if (order.indexOf(id) !== i) problems.push({ lesson: id, message: 'is listed twice' });
    if (!lessons.has(id)) problems.push({ lesson: id, message: 'is listed, and there is no such file' });
  }
  for (const [file, { id, start }] of lessons) {
    if (id !== file) problems.push({ lesson: file, message: `has the id "${id}"` });
    if (!order.includes(file)) problems.push({ lesson: file, message: 'is in no chapter' });
    const { after } = start;
    if (after === undefined) continue;
    if (!lessons.has(after)) problems.push({ lesson: file, message: `begins after "${after}", which does not exist` });
    else if (order.indexOf(after) > order.indexOf(file)) {
      problems.push({ lesson: file, message: `begins after "${after}", which comes later` });
    }
  }
  return problems;
}
