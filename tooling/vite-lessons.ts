/**
 * Lesson files for the page: `course/CHAPTER/NAME.yaml?lesson=en` is the lesson as JSON with the texts of one language, and
 * `course/index.yaml?course=en` the map of the course. `course/index.yaml?scripts` is for figures, which may load no modules:
 * the fingerprint of each lesson, which is in the names of classic scripts with it. What is wrong with a file stops the build.
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

const lessonFile = /\/src\/lessons\/course\/(?:[^/?]+\/)?([^/?]+)\.yaml\?(?:(lesson|course)=(en|zh)|scripts)$/;

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
          kind === undefined
            ? lessonScripts(code, folder, (fileName, source) => this.emitFile({ type: 'asset', fileName, source }))
            : kind === 'course'
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

/**
 * Writes a script for each lesson in each language; it hands the lesson to the script of a figure.
 * @returns The fingerprints of the lessons, by id.
 */
function lessonScripts(
  index: string,
  folder: string,
  emit: (fileName: string, source: string) => void,
): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const ids = readCourse(index).chapters.flatMap(({ lessons: listed }) => listed);
  return Object.fromEntries(
    ids.map((id) => {
      const text = readFileSync(join(folder, fileOf(id, files)), 'utf8');
      const sources = (['en', 'zh'] as const).map(
        (language) =>
          [language, `statefulsetLab.lesson=${JSON.stringify(localLesson(id, text, language))};\n`] as const,
      );
      const hash = hashOf(sources.join());
      for (const [language, source] of sources) emit(`assets/lesson-${id}-${language}-${hash}.js`, source);
      return [id, hash];
    }),
  );
}

function fileOf(id: string, files: readonly string[]): string {
  const file = files.find((path) => basename(path) === `${id}.yaml`);
  if (file === undefined) throw new Error(`${id} is listed, and there is no such file`);
  return file;
}

/** Returns the map of the course. @param folder Holds the lesson files. */
export function courseMap(text: string, folder: string): CourseMap {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const { chapters } = readCourse(text);
  return {
    chapters: chapters.map((chapter) => ({
      ...chapter,
      lessons: chapter.lessons.map((id) => {
        const lesson = readFileSync(join(folder, fileOf(id, files)), 'utf8');
        const { title, minutes } = lessonOf(id, lesson);
        return { id, title, minutes, hash: hashOf(lesson) };
      }),
    })),
  };
}
