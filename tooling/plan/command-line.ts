/**
 * Says what a change would do to a real cluster: `npm run --silent plan -- [OPTION]... DUMP...`, where each DUMP is what
 * `kubectl get … -o yaml` or `-o json` printed.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { DumpError, importCluster } from '../../src/import/import-cluster.ts';
import type { Assume } from '../../src/plan/assumptions.ts';
import { type Plan, plan } from '../../src/plan/plan.ts';
import { planText } from '../../src/plan/plan-text.ts';
import { english } from './english.ts';

const usage = `usage: npm run --silent plan -- [OPTION]... DUMP...
  -f FILE               the manifest; without --command, it is applied (kubectl apply -f FILE)
  --command COMMAND     a kubectl command line; FILE lies under its name in its working directory
  --output json|text    default: text
  --new-image VALUE     ready (default), broken, or a number: new images become Ready after so many seconds
  --lost-node NODE      the node is lost when the change is made
  --fields-set-by WHO   kubectl (default) or another: who set the fields of objects that kubectl apply --server-side
                        changes and of which the dump does not say it
`;

class UsageError extends Error {}

function run(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      file: { type: 'string', short: 'f', multiple: true },
      command: { type: 'string' },
      output: { type: 'string', short: 'o', default: 'text' },
      'new-image': { type: 'string' },
      'lost-node': { type: 'string' },
      'fields-set-by': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const files = Object.fromEntries((values.file ?? []).map((file) => [basename(file), read(file)]));
  const command =
    values.command ??
    Object.keys(files)
      .map((name) => `-f ${name}`)
      .join(' ')
      .replace(/^/, 'kubectl apply ');
  if (positionals.length === 0) throw new UsageError('a dump is missing');
  if (values.command === undefined && Object.keys(files).length === 0)
    throw new UsageError('-f or --command is missing');
  if (values.output !== 'json' && values.output !== 'text') throw new UsageError(`--output is json or text`);
  const imported = importCluster(
    positionals.map((name) => ({ name, text: read(name) })),
    'keep',
  );
  const made = plan(
    imported,
    { command, files },
    assume(values['new-image'], values['lost-node'], values['fields-set-by']),
    english,
  );
  process.stdout.write(
    values.output === 'text'
      ? planText(made, command, imported, english)
      : `${JSON.stringify({ ...published(made), withheld: imported.withheld, skipped: imported.skipped })}\n`,
  );
  return 0;
}

/** Returns the plan without the parts that only the page needs. */
const published = ({ newImages: _, ...made }: Plan) => made;

const read = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new UsageError(`${file}: cannot be read`);
  }
};

function assume(newImage?: string, lostNode?: string, fieldsSetBy?: string): Assume {
  const seconds = Number(newImage);
  if (newImage !== undefined && newImage !== 'ready' && newImage !== 'broken' && !(seconds > 0 && seconds <= 86_400)) {
    throw new UsageError('--new-image is ready, broken or a number of seconds');
  }
  if (fieldsSetBy !== undefined && fieldsSetBy !== 'kubectl' && fieldsSetBy !== 'another') {
    throw new UsageError('--fields-set-by is kubectl or another');
  }
  return {
    ...(fieldsSetBy !== undefined && { fieldsSetBy }),
    ...(newImage !== undefined && { newImage: newImage === 'ready' || newImage === 'broken' ? newImage : seconds }),
    ...(lostNode !== undefined && { lostNode }),
  };
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof DumpError || error instanceof TypeError)) throw error;
  process.stderr.write(`plan: ${error.message}\n${error instanceof DumpError ? '' : usage}`);
  process.exitCode = 2;
}
