/** A shell on a cluster whose time moves by itself whenever a command waits. For the tests of this folder. */
import { createCluster } from '../engine/index.ts';
import type { Output, ShellEnvironment, ToldCommand } from './environment.ts';
import type { OwnFiles } from './own-files.ts';
import { createShell } from './shell.ts';

export function testShell(text = '', own: OwnFiles = {}) {
  const cluster = createCluster();
  const output: Output[] = [];
  const editor: { text: string; edit?: (text: string) => string | undefined } = { text };
  const files: { before: OwnFiles; kept: OwnFiles } = { before: own, kept: {} };
  const recorded: ToldCommand[] = [];
  const environment: ShellEnvironment = {
    api: cluster.api,
    cluster,
    async wait(until, signal) {
      // As frames do: whoever watches gets a turn.
      await new Promise((resolve) => setTimeout(resolve));
      const next = cluster.nextTaskAt();
      if (next !== undefined && next <= (until ?? Infinity)) cluster.step();
      else if (until !== undefined) cluster.advanceTo(until);
      else await changed(signal);
    },
    settle() {},
    inputs: () => cluster.inputs.length,
    record: (told) => recorded.push(told),
    readText: () => editor.text,
    writeText: (changed) => (editor.text = changed),
    files: () => files.before,
    keepFiles: (kept) => (files.kept = kept),
    inside: () => cluster,
    endPod: cluster.faults.finishPod,
    edit: async (_, before) => editor.edit?.(before),
  };
  /** Resolves when something is written, or with the signal. */
  const changed = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const leave = cluster.subscribe(() => done());
      const done = (): void => {
        leave();
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done);
    });
  const shell = createShell(environment, (item) => output.push(item));
  const printed = (kind: Output['kind']) =>
    output.flatMap((item) => (item.kind === kind && 'text' in item ? item.text : [])).join('');
  return {
    cluster,
    shell,
    output,
    editor,
    recorded,
    files,
    /** What one text printed on both streams. */
    async type(line: string): Promise<string> {
      output.length = 0;
      await shell.enter(line);
      return output.flatMap((item) => (item.kind === 'stdout' || item.kind === 'stderr' ? item.text : [])).join('');
    },
    printed,
  };
}
