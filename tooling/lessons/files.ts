/** The lesson files of the course. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CourseIndex, readCourse } from '../../src/lessons/format/course.ts';
import { type ReadLesson, readLesson } from '../../src/lessons/format/read-lesson.ts';

const courseFolder = join(import.meta.dirname, '..', '..', 'src', 'lessons', 'course');
const indexFile = 'index.yaml';

export function courseIndex(): CourseIndex {
  return readCourse(readFileSync(join(courseFolder, indexFile), 'utf8'));
}

/** Returns each lesson as it was read, by the name of its file. */
export function courseLessons(): ReadonlyMap<string, ReadLesson> {
  const files = readdirSync(courseFolder).filter((file) => file.endsWith('.yaml') && file !== indexFile);
  return new Map(
    files.map((file) => [file.replace(/\.yaml$/, ''), readLesson(readFileSync(join(courseFolder, file), 'utf8'))]),
  );
}
