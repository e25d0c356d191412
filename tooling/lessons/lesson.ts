/**
 * Checks lesson files: `npm run lesson -- FILE...`. Prints what is wrong with line and column.
 * `--script` prints one as a shell script, `--killercoda DIR` writes it as a Killercoda scenario, in the language of
 * `--language` (en).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { killercodaScenario } from '../../src/lessons/export/killercoda.ts';
import { lessonScript } from '../../src/lessons/export/lesson-script.ts';
import { localize } from '../../src/lessons/format/localize.ts';
import { readLesson } from '../../src/lessons/format/read-lesson.ts';
import { findInCourse, problemsOf } from './lesson-problems.ts';

const usage = 'usage: npm run lesson -- FILE... [--script | --killercoda DIR] [--language en|zh]';

function leave(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}

function argumentsOf() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        script: { type: 'boolean' },
        killercoda: { type: 'string' },
        language: { type: 'string', default: 'en' },
      },
    });
  } catch (error) {
    return leave(`${(error as Error).message}\n${usage}`, 2);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return leave((error as Error).message, 2);
  }
}

const { values, positionals: files } = argumentsOf();
const { script = false, killercoda, language } = values;
const exports = script || killercoda !== undefined;
if (files.length === 0 || (exports && files.length > 1) || (language !== 'en' && language !== 'zh')) leave(usage, 2);

const problems = files.flatMap((file) => problemsOf(file, textOf(file)));
problems.forEach((problem) => console.error(problem));
if (problems.length > 0) process.exit(1);
if (!exports) console.log(`${files.join(', ')}: right`);
else {
  const read = readLesson(textOf(files[0]!));
  if ('problems' in read) leave(usage, 2);
  const lesson = localize(read.lesson, language);
  const find = findInCourse();
  if (script) process.stdout.write(lessonScript(lesson, find));
  if (killercoda !== undefined) {
    for (const [path, text] of Object.entries(killercodaScenario(lesson, find))) {
      const file = join(killercoda, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
    }
    console.error(`${killercoda}: written`);
  }
}
