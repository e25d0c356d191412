/** Writes a lesson as a Killercoda scenario: index.json, a text and scripts for each step. */
import type { FindLesson } from '../run/play-lesson.ts';
import { beginLesson, openPage, playPage } from '../run/play-lesson.ts';
import { answerOf } from '../run/answer-prediction.ts';
import type { LessonRun } from '../run/lesson-run.ts';
import {
  type LocalLesson,
  type LocalPage,
  LessonSteps,
  notesFor,
  taskOf,
  testFrame,
  testsFor,
} from './lesson-parts.ts';
import { comment, historyFunctions, settleFunction } from './shell-text.ts';

/** The texts of a scenario, by path. */
export type Scenario = Readonly<Record<string, string>>;

const image = { one: 'kubernetes-kubeadm-1node', two: 'kubernetes-kubeadm-2nodes' } as const;

/** Returns a block of commands that runs on a click. */
const commands = (lines: readonly string[]): string => `\`\`\`bash\n${lines.join('\n')}\n\`\`\`{{exec}}`;

/**
 * Returns the files of a scenario. The engine computes the answers to predictions.
 * @param find Finds the lessons that this one begins after.
 * @throws LessonError if the lesson cannot be played.
 */
export function killercodaScenario(lesson: LocalLesson, find: FindLesson): Scenario {
  const steps = new LessonSteps(find);
  const start = steps.start(lesson);
  const run = beginLesson(lesson, find);
  const state = `state="/tmp/lesson-${lesson.id}"`;
  const script = (...lines: readonly string[]): string =>
    `${['#!/bin/bash', comment(lesson.title), state, 'mkdir -p "$state"', ...lines].join('\n')}\n`;
  const files: Record<string, string> = {
    'intro.md': `${lesson.title}\n`,
    'finish.md': `${lesson.title}\n`,
    'start.sh': script(settleFunction, ...start),
  };
  const index = lesson.pages.map((page, i) => {
    const folder = `step${i + 1}`;
    openPage(page, run);
    const begin = steps.begin(page);
    const played = steps.play(page);
    const task = taskOf(page);
    files[`${folder}/text.md`] = `${textOf(page, run, played)}\n`;
    const notes = task === undefined ? [] : notesFor(task);
    const prepares = begin.length + notes.length > 0;
    if (prepares) files[`${folder}/begin.sh`] = script(settleFunction, historyFunctions, ...begin, ...notes);
    if (task !== undefined) {
      files[`${folder}/verify.sh`] = script(
        ...testFrame.before,
        historyFunctions,
        ...testsFor(task),
        ...testFrame.after,
      );
    }
    playPage(page, run);
    return {
      title: page.id,
      text: `${folder}/text.md`,
      ...(prepares && { background: `${folder}/begin.sh` }),
      ...(task !== undefined && { verify: `${folder}/verify.sh` }),
    };
  });
  const nodes = Object.values(files).some((text) => text.includes('systemctl')) ? 'two' : 'one';
  files['index.json'] = `${JSON.stringify(
    {
      title: lesson.title,
      description: lesson.title,
      details: {
        intro: { text: 'intro.md', background: 'start.sh' },
        steps: index,
        finish: { text: 'finish.md' },
      },
      backend: { imageid: image[nodes] },
    },
    null,
    2,
  )}\n`;
  return files;
}

/** @param played The steps of the page, as commands. */
function textOf(page: LocalPage, run: LessonRun, played: readonly string[]): string {
  const task = taskOf(page);
  if ('predict' in page) {
    const { asks, wrong, because } = page.predict;
    const { value } = answerOf(page.predict, run);
    const options = [value, ...wrong.map((option) => option.value)].map(String).sort();
    const reasons = wrong.map((option) => `- \`${String(option.value)}\`: ${option.says}`);
    return [
      asks,
      options.map((option) => `- \`${option}\``).join('\n'),
      commands(played),
      `<details><summary>→</summary>\n\n**${String(value)}**\n\n${because}\n\n${reasons.join('\n')}\n\n</details>`,
    ].join('\n\n');
  }
  if (task !== undefined) {
    return [
      task.task,
      task.goals.map(({ says }) => `- ${says}`).join('\n'),
      `<details><summary>?</summary>\n\n${task.hints.text}\n\n\`${task.hints.type}\`\n\n</details>`,
    ].join('\n\n');
  }
  return 'text' in page ? page.text : '';
}
