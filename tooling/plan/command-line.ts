/**
 * Says what a change would do to a real cluster: `npm run --silent plan -- [OPTION]... DUMP...`, where each DUMP is what
 * `kubectl get … -o yaml` or `-o json` printed.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCluster } from '../../src/engine/index.ts';
import { DumpError, importCluster } from '../../src/import/import-cluster.ts';
import type { Assume } from '../../src/plan/assumptions.ts';
import { type Plan, plan } from '../../src/plan/plan.ts';
import { planText } from '../../src/plan/plan-text.ts';
import { english } from './english.ts';

const usage = `usage: npm run --silent plan -- [OPTION]... DUMP...
  -f FILE               the manifest, a directory of manifests, or - for the standard input; without --command, it is
                        applied (kubectl apply -f FILE)
  --command COMMAND     a kubectl command line; FILE lies under its name in its working directory
  --output json|text    default: text
  --new-image VALUE     ready (default), broken, or a number: new images become Ready after so many seconds
  --lost-node NODE      the node is lost when the change is made
  --fields-set-by WHO   kubectl (default) or another: who set the fields of objects that kubectl apply --server-side
                        changes and of which the dump does not say it
`;

class UsageError extends Error {}

/** Where the command reads and prints. */
export interface Terminal {
  readonly stdin: () => string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Runs the command. Returns its exit code. */
export function planCommand(args: readonly string[], terminal: Terminal): number {
  try {
    run(args, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof DumpError || error instanceof TypeError)) throw error;
    terminal.stderr(`plan: ${error.message}\n${error instanceof DumpError ? '' : usage}`);
    return 2;
  }
}

function run(args: readonly string[], { stdin, stdout }: Terminal): void {
  const read = (file: string): string => (file === '-' ? stdin() : textOf(file));
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
    stdout(usage);
    return;
  }
  const given = values.file ?? [];
  if (positionals.length === 0) throw new UsageError('a dump is missing');
  if (values.command === undefined && given.length === 0) throw new UsageError('-f or --command is missing');
  if (values.output !== 'json' && values.output !== 'text') throw new UsageError(`--output is json or text`);
  if ([...positionals, ...given].filter((name) => name === '-').length > 1)
    throw new UsageError('- is the standard input, which can be read only once');
  const files = filesOf(given, read);
  const command = values.command ?? `kubectl apply ${given.map((path) => `-f ${quoted(nameOf(path))}`).join(' ')}`;
  const imported = importCluster(
    positionals.map((name) => ({ name, text: read(name) })),
    'keep',
  );
  const node = values['lost-node'];
  if (node !== undefined && !hasNode(imported, node)) throw new UsageError(`--lost-node: there is no node ${node}`);
  const made = plan(
    imported,
    { command, files },
    assume(values['new-image'], values['lost-node'], values['fields-set-by']),
    english,
  );
  stdout(
    values.output === 'text'
      ? planText(made, command, english, { ...imported, switches: true })
      : `${JSON.stringify({ ...published(made), withheld: imported.withheld, skipped: imported.skipped })}\n`,
  );
}

/** The name under which a file, or a directory, lies in the working directory of the command. */
const nameOf = (path: string): string => (path === '-' ? 'stdin.yaml' : basename(resolve(path)));

const quoted = (name: string): string => (/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`);

/** Returns the texts of the files by name, with those in the directories: as kubectl does, without subdirectories. */
function filesOf(paths: readonly string[], read: (path: string) => string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const add = (name: string, path: string): void => {
    if (name in files) throw new UsageError(`${path}: another file of this name is given`);
    files[name] = read(path);
  };
  for (const path of paths) {
    if (path === '-' || !isDirectory(path)) add(nameOf(path), path);
    else
      for (const name of readdirSync(path)
        .filter((one) => /\.(json|ya?ml)$/.test(one))
        .sort())
        add(`${nameOf(path)}/${name}`, join(path, name));
  }
  return files;
}

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const hasNode = ({ options }: ReturnType<typeof importCluster>, name: string): boolean =>
  createCluster(options).api.get('nodes', name) !== undefined;

/** Returns the plan without the parts that only the page needs. */
const published = ({ newImages: _, ...made }: Plan) => made;

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
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
