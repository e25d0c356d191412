/**
 * Lesson files for the page: `course/CHAPTER/NAME.yaml?lesson=en` is the lesson as JSON with the texts of one language, and
 * `course/index.yaml?course=en` the map of the course. What is wrong with a file stops the build.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { type CourseMap, readCourse } from '../src/lessons/format/course.ts';
import { type Localized, localize } from '../src/lessons/format/localize.ts';
import { readLesson } from '../src/lessons/format/read-lesson.ts';
import type { Lesson } from '../src/lessons/format/schema.ts';
import type { TextLanguage } from '../src/lessons/format/text.ts';

const lessonFile = /\/src\/lessons\/course\/(?:[^/?]+\/)?([^/?]+)\.yaml\?(lesson|course)=(en|zh)$/;

export function lessons(): Plugin {
  return {
    name: 'lab-lessons',
    enforce: 'pre',
    transform: {
      filter: { id: lessonFile },
      handler(code, id) {
        const [, name, kind, language] = lessonFile.exec(id)!;
        const folder = dirname(id.slice(0, id.indexOf('?')));
        const json =
          kind === 'course'
            ? localize(courseMap(code, folder), language as TextLanguage)
            : localLesson(name!, code, language as TextLanguage);
        return { code: `export default ${JSON.stringify(json)};`, map: null, moduleType: 'js' };
      },
    },
  };
}

/** Returns a lesson in one language, with the fingerprint of its file. @throws Error that names the line. */
export function localLesson(name: string, text: string, language: TextLanguage): Localized<Lesson> & { hash: string } {
  return { ...localize(lessonOf(name, text), language), hash: hashOf(text) };
}

/** Progress names it: a lesson whose file has changed is worth another look. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

function lessonOf(name: string, text: string): Lesson {
  const read = readLesson(text);
  if ('lesson' in read) return read.lesson;
  const [problem] = read.problems;
  throw new Error(`${name}.yaml:${problem!.line}:${problem!.column}: ${problem!.message}`);
}

/** Returns the map of the course. @param folder Holds the lesson files. */
export function courseMap(text: string, folder: string): CourseMap {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const { chapters } = readCourse(text);
  return {
    chapters: chapters.map((chapter) => ({
      ...chapter,
      lessons: chapter.lessons.map((id) => {
        const file = files.find((path) => basename(path) === `${id}.yaml`);
        if (file === undefined) throw new Error(`${id} is listed, and there is no such file`);
        const lesson = readFileSync(join(folder, file), 'utf8');
        const { title, minutes } = lessonOf(id, lesson);
        return { id, title, minutes, hash: hashOf(lesson) };
      }),
    })),
  };
}
