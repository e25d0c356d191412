/** Runs kubectl commands without a shell. */
import type { ApiServer, Cluster } from '../engine/index.ts';
import type { KubectlEnvironment } from './command.ts';
import { kubectl } from './kubectl.ts';
import { wordsOf } from './text/command-words.ts';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Text files that a command may read, by name. */
export type Files = Readonly<Record<string, string>>;

/** The environment of a command. */
export interface CommandPlace {
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  readonly files: Files;
  /** Reads files and directories in place of `files`. */
  readonly disk?: Pick<KubectlEnvironment, 'readFile' | 'readDirectory'>;
  readonly logs: KubectlEnvironment['logs'];
  /** Lets time pass until something changes or until a time (virtual ms). Returns false if nothing more will change. */
  readonly wait: (until: number | undefined) => boolean;
}

/** Largest number of waits of one command. */
const maxWaits = 20_000;

/** Runs a command line that needs no shell. */
export function runCommand(line: string, { api, cluster, files, disk, logs, wait }: CommandPlace): Printed {
  const words = wordsOf(line);
  if (words?.[0] !== 'kubectl') return { stdout: '', stderr: `${line}: not a kubectl command\n`, exit: 127 };
  const printed = { stdout: '', stderr: '' };
  const env: KubectlEnvironment = {
    api,
    cluster,
    actor: { name: 'user', reason: `kubectl ${verbOf(words.slice(1))}`.trim() },
    config: {},
    stdin: '',
    readFile: (path) => files[path],
    readDirectory: () => undefined,
    ...disk,
    resolvePath: (path) => path,
    warn: (text) => void (printed.stderr += text),
    ...(logs !== undefined && { logs }),
  };
  const command = kubectl(words.slice(1), env);
  for (let waits = 0; ;) {
    const next = command.next();
    if (next.done === true) return { ...printed, exit: next.value };
    const chunk = next.value;
    if (chunk === 'wait' || 'until' in chunk) {
      if (waits++ < maxWaits && wait(chunk === 'wait' ? undefined : chunk.until)) continue;
      command.return(1);
      return { ...printed, exit: 1 };
    }
    // This machine has no user: requests for an editor or a terminal get no answer, and the command reports that.
    if ('request' in chunk) continue;
    printed.stdout += chunk.stdout ?? '';
    printed.stderr += chunk.stderr ?? '';
  }
}

/** Flags with a value that may stand before the verb. */
const ofKubectl: ReadonlySet<string> = new Set(['-n', '--namespace', '--context']);

/** Returns the first word that is neither a flag nor its value. */
const verbOf = (words: readonly string[]): string =>
  words.find((word, i) => !word.startsWith('-') && !ofKubectl.has(words[i - 1] ?? '')) ?? '';
