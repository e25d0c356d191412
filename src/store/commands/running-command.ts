/** Runs one kubectl command as the terminal would. Loaded, with kubectl, when a button first runs one. */
import { type Answer, kubectl, type KubectlEnvironment, type Request } from '../../kubectl/index.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { clusterOf } from './cluster-access.ts';
import { commandLine } from './command-line.ts';
import type { CommandParts, Following } from './command-parts.ts';
import { answerExec } from './exec-request.ts';
import type { Outcome } from '../state/outcome.ts';

/** The message of `kubectl drain` about a refused eviction. */
const evictionRefused = /^error when evicting pods\/"([^"]+)" -n "[^"]*"(?: \(will retry after 5s\))?: (.*)$/m;

/** The progress of a command: its exit code after its end, else the time that it waits for (virtual ms), if any. */
interface Progress {
  readonly exit?: number;
  readonly until?: number | undefined;
}

/**
 * Starts a command. One that waits continues by itself until it ends, or another moment or run is shown.
 * @returns its output until it ends or first waits.
 */
export function startCommand(parts: CommandParts, argv: readonly string[], following: Following): Outcome {
  const { timeline, sessions } = parts;
  const at = timeline.now();
  const command = new RunningCommand(kubectl(argv, environment(argv, timeline)), following, (request, print) =>
    request.type === 'exec' ? answerExec(request, timeline, print) : undefined,
  );
  const progress = command.goOn();
  const { exit = null } = progress;
  const outcome = { ok: (exit ?? 0) === 0, lines: command.lines };
  const id = sessions.record({ at, command: commandLine(argv), ...outcome });
  if (outcome.ok) following.accepted?.();
  if (progress.exit === undefined) void goOn(parts, command, progress, id, following.signal);
  else following.ended?.(outcome.ok);
  return { ...outcome, printed: { ...command.output, exit } };
}

async function goOn(
  parts: CommandParts,
  command: RunningCommand,
  first: Progress,
  id: number,
  signal?: AbortSignal,
): Promise<void> {
  const { store, timeline, moment, sessions } = parts;
  const run = timeline.run.id;
  const over = new AbortController();
  const stop = (): void => over.abort();
  signal?.addEventListener('abort', stop);
  const unsubscribe = store.reader.subscribe((state) => {
    if (state.past || state.run !== run) stop();
  });
  let progress = first;
  try {
    while (progress.exit === undefined) {
      await moment.wait(progress.until, over.signal);
      if (over.signal.aborted || signal?.aborted) return;
      const { length } = command.lines;
      const inputs = timeline.inputs;
      const next = (): Progress => {
        const then = command.goOn();
        if (command.lines.length > length) sessions.extend(id, command.lines, (then.exit ?? 0) === 0);
        return then;
      };
      progress = store.commit(() => {
        const then = next();
        if (command.lines.length > length || timeline.inputs !== inputs) moment.settle();
        return then;
      });
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', stop);
    store.commit(() => command.end(progress.exit === 0));
  }
}

function environment([verb]: readonly string[], timeline: Timeline): KubectlEnvironment {
  return {
    api: timeline.api,
    cluster: clusterOf(timeline),
    actor: { name: 'user', reason: `kubectl ${verb}` },
    config: {},
    stdin: '',
    readFile: () => undefined,
    readDirectory: () => undefined,
    resolvePath: (path) => path,
  };
}

/** One command between its steps. */
class RunningCommand {
  #text = '';
  #output = { stdout: '', stderr: '' };

  constructor(
    private readonly steps: ReturnType<typeof kubectl>,
    private readonly following: Following,
    private readonly answer: (request: Request, print: (text: string) => void) => Answer | undefined,
  ) {}

  /** Lines that it has printed so far. */
  get lines(): readonly string[] {
    return this.#text === '' ? [] : this.#text.replace(/\n$/, '').split('\n');
  }

  /** Text that it has printed so far, by stream. */
  get output(): { readonly stdout: string; readonly stderr: string } {
    return this.#output;
  }

  /** Continues until it ends or waits. */
  goOn(): Progress {
    let answer: Answer | undefined;
    for (;;) {
      const step = this.steps.next(answer);
      answer = undefined;
      if (step.done === true) return { exit: step.value };
      const chunk = step.value;
      if (chunk === 'wait') return {};
      if ('until' in chunk) return chunk;
      if ('request' in chunk) {
        answer = this.answer(chunk.request, (text) => this.#print(text, ''));
        continue;
      }
      this.#print(chunk.stdout ?? '', chunk.stderr ?? '');
      const [, pod, message] = evictionRefused.exec(chunk.stderr ?? '') ?? [];
      if (pod !== undefined && message !== undefined) this.following.refused?.({ pod, message });
    }
  }

  #print(stdout: string, stderr: string): void {
    this.#text += stdout + stderr;
    this.#output = { stdout: this.#output.stdout + stdout, stderr: this.#output.stderr + stderr };
  }

  end(succeeded: boolean): void {
    this.steps.return(0);
    this.following.ended?.(succeeded);
  }
}
