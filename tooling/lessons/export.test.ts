import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { killercodaScenario } from '../../src/lessons/export/killercoda.ts';
import { lessonScript } from '../../src/lessons/export/lesson-script.ts';
import type { Condition } from '../../src/lessons/format/conditions.ts';
import { localize } from '../../src/lessons/format/localize.ts';
import type { Lesson } from '../../src/lessons/format/schema.ts';
import '../programs-setup.ts';
import { courseLessons } from './files.ts';

const lessons = new Map(
  [...courseLessons()].flatMap(([name, read]): [string, Lesson][] => ('lesson' in read ? [[name, read.lesson]] : [])),
);
const find = (id: string): Lesson | undefined => lessons.get(id);
const tasksOf = ({ pages }: Lesson) =>
  pages.flatMap((page) => ('do' in page ? [page.do] : 'answer' in page ? [page.answer] : []));

/** Returns the kubectl commands of a condition if kubectl alone can check it. */
const commandsOf = (condition: Condition): readonly string[] =>
  typeof condition === 'string' ? [condition] : 'run' in condition ? [condition.run] : [];

function expectBash(script: string): void {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

test.each([...lessons.keys()])('the script of %s is bash, with the commands of its goals', (name) => {
  const lesson = lessons.get(name)!;
  for (const language of ['en', 'zh'] as const) {
    const script = lessonScript(localize(lesson, language), find);
    expectBash(script);
    for (const { goals } of tasksOf(lesson)) {
      for (const { check, says } of goals) {
        for (const command of commandsOf(check)) expect(script).toContain(command);
        expect(script).toContain(says[language].replaceAll(/\s+/g, ' ').trim());
      }
    }
  }
});

test.each([...lessons.keys()])('the Killercoda scenario of %s has all files that its index names', (name) => {
  const lesson = lessons.get(name)!;
  const files = killercodaScenario(localize(lesson, 'en'), find);
  const index = JSON.parse(files['index.json']!) as {
    readonly title: string;
    readonly details: {
      readonly intro: { readonly text: string; readonly background: string };
      readonly steps: readonly { readonly text: string; readonly verify?: string; readonly background?: string }[];
      readonly finish: { readonly text: string };
    };
  };
  const { intro, steps, finish } = index.details;
  const named = [intro, finish, ...steps].flatMap((part) => Object.entries(part).filter(([key]) => key !== 'title'));
  expect([...named.map(([, path]) => path), 'index.json'].toSorted()).toEqual(Object.keys(files).toSorted());
  expect(steps.length).toBe(lesson.pages.length);
  expect(steps.filter(({ verify }) => verify !== undefined).length).toBe(tasksOf(lesson).length);
  for (const [path, text] of Object.entries(files)) if (path.endsWith('.sh')) expectBash(text);
});
