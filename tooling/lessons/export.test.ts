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

/** Expects that bash reads each script. One process reads them all, as a process costs more than a script. */
function expectBash(...scripts: readonly string[]): void {
  const readEach = 'for script; do bash -n <<< "$script" || exit; done';
  const { status, stderr } = spawnSync('bash', ['-c', readEach, 'bash', ...scripts], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

test.each([...lessons.keys()])('the script of %s is bash, with the commands of its goals', (name) => {
  const lesson = lessons.get(name)!;
  const scripts = (['en', 'zh'] as const).map(
    (language) => [language, lessonScript(localize(lesson, language), find)] as const,
  );
  expectBash(...scripts.map(([, script]) => script));
  for (const [language, script] of scripts) {
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
  expectBash(...Object.entries(files).flatMap(([path, text]) => (path.endsWith('.sh') ? [text] : [])));
});
