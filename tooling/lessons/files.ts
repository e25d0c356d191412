/** The lesson files of the course. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CourseIndex, readCourse } from '../../src/lessons/format/course.ts';
import { type ReadLesson, readLesson } from '../../src/lessons/format/read-lesson.ts';

const courseFolder = join(import.meta.dirname, '..', '..', 'src', 'lessons', 'course');
const indexFile = 'index.yaml';

export function courseIndex(): CourseIndex {
  return readCourse(readFileSync(join(courseFolder, indexFile), 'utf8'));
}

/** Returns each lesson as it was read, by the name of its file. */
export function courseLessons(): ReadonlyMap<string, ReadLesson> {
  const files = readdirSync(courseFolder, { recursive: true, encoding: 'utf8' });
  const lessons = files.filter((file) => file.endsWith('.yaml') && file !== indexFile);
  return new Map(
    lessons.map((file) => [basename(file, '.yaml'), readLesson(readFileSync(join(courseFolder, file), 'utf8'))]),
  );
}
