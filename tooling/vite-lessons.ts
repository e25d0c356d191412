/**
 * Lesson files for the page: `course/CHAPTER/NAME.yaml?lesson=en` is the lesson as JSON with the texts of one language, and
 * `course/index.yaml?course=en` the index. What is wrong with a file stops the build.
 */
import type { Plugin } from 'vite';
import { readCourse } from '../src/lessons/format/course.ts';
import { localize } from '../src/lessons/format/localize.ts';
import { readLesson } from '../src/lessons/format/read-lesson.ts';
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
        const json = kind === 'course' ? readCourse(code) : lessonOf(name!, code);
        const text = JSON.stringify(localize(json, language as TextLanguage));
        return { code: `export default ${text};`, map: null, moduleType: 'js' };
      },
    },
  };
}

function lessonOf(name: string, text: string) {
  const read = readLesson(text);
  if ('lesson' in read) return read.lesson;
  const [problem] = read.problems;
  throw new Error(`${name}.yaml:${problem!.line}:${problem!.column}: ${problem!.message}`);
}
