import { useEffect, useState } from 'react';
import { type LessonProblem, type PositionOf, readLesson } from '../../../lessons/format/read-lesson.ts';
import type { Lesson } from '../../../lessons/format/schema.ts';
import { onIdle } from '../../kit/browser/when-idle.ts';
import { useLab } from '../../kit/lab.tsx';
import { keepLessonOfFile, wholeLessonOfFile } from './last-good.ts';

export interface ReadFile {
  /** The lesson; if the text is invalid, its last valid version. */
  readonly lesson: Lesson | undefined;
  /** Absent if the text is invalid. */
  readonly positionOf?: PositionOf;
  readonly problems: readonly LessonProblem[];
}

function readFile(text: string): ReadFile {
  const read = readLesson(text);
  if ('problems' in read) return { lesson: wholeLessonOfFile(), problems: read.problems };
  keepLessonOfFile(read.lesson, text);
  return { ...read, problems: [] };
}

/** Time without an edit before the text is read, in ms. */
const pause = 250;

/** Reads the open lesson file, and again after each edit when the page is idle. */
export function useLessonFile(): ReadFile | undefined {
  const text = useLab((state) => state.lessonFile);
  const [read, setRead] = useState<ReadFile>();
  useEffect(() => {
    if (text === null) return;
    let cancel = (): void => {};
    const timer = setTimeout(() => (cancel = onIdle(() => setRead(readFile(text)))), pause);
    return () => {
      clearTimeout(timer);
      cancel();
    };
  }, [text]);
  return read;
}
