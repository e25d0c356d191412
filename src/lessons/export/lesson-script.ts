/** Writes a lesson as one bash script, which prepares a real cluster and checks the goals there. */
import type { FindLesson } from '../run/play-lesson.ts';
import { type LocalLesson, LessonSteps, notesFor, taskOf, testFrame, testsFor } from './lesson-parts.ts';
import { comment, historyFunctions, settleFunction } from './shell-text.ts';

const indented = (lines: readonly string[]): string[] =>
  lines.length === 0 ? ['    :'] : lines.map((line) => (line.includes('\n') ? line : `    ${line}`));

/** @param find Finds the lessons that this one begins after. */
export function lessonScript(lesson: LocalLesson, find: FindLesson): string {
  const steps = new LessonSteps(find);
  const start = steps.start(lesson);
  const cases: string[] = [];
  for (const page of lesson.pages) {
    const task = taskOf(page);
    const before = steps.begin(page);
    const notes = task === undefined ? [] : notesFor(task);
    const settled = before.length > 0 ? ['settle'] : [];
    cases.push(`  'begin ${page.id}')`, ...indented([...before, ...settled, ...notes]), '    ;;');
    if (task !== undefined) cases.push(`  'verify ${page.id}')`, ...indented(testsFor(task)), '    ;;');
    steps.play(page);
  }
  return `${[
    '#!/usr/bin/env bash',
    comment(lesson.title),
    '#',
    `# bash ${lesson.id}.sh start         prepares the cluster as the lesson begins`,
    `# bash ${lesson.id}.sh begin PAGE    prepares a page, and notes what its goals compare with`,
    `# bash ${lesson.id}.sh verify PAGE   checks the goals of a page; fails if one is not reached`,
    `state="\${TMPDIR:-/tmp}/lesson-${lesson.id}"`,
    'mkdir -p "$state"',
    settleFunction,
    historyFunctions,
    ...testFrame.before,
    '',
    'case "$1 $2" in',
    "  'start ')",
    ...indented([...start, ...(start.length > 0 && start.at(-1) !== 'settle' ? ['settle'] : [])]),
    '    ;;',
    ...cases,
    '  *)',
    '    echo "usage: bash $0 start | begin PAGE | verify PAGE" >&2',
    '    exit 2',
    '    ;;',
    'esac',
    ...testFrame.after,
  ].join('\n')}\n`;
}
