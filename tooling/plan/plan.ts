/** Runs `npm run plan`. */
import { readFileSync } from 'node:fs';
import { planCommand } from './command-line.ts';

process.exitCode = planCommand(process.argv.slice(2), {
  stdin: () => readFileSync(0, 'utf8'),
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
