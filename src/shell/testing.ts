/** A shell for tests, on a cluster whose time advances by itself whenever a command waits. */
import { createCluster } from '../engine/index.ts';
import type { Output, ShellEnvironment, RecordedCommand } from './environment.ts';
import { movingTime } from './moving-time.ts';
import type { OwnFiles } from './machine/own-files.ts';
import { createShell } from './shell.ts';

export function testShell(text = '', own: OwnFiles = {}, cluster = createCluster()) {
  const output: Output[] = [];
  const editor: { text: string; edit?: (text: string) => string | undefined } = { text };
  const files: { before: OwnFiles; kept: OwnFiles } = { before: own, kept: {} };
  const recorded: RecordedCommand[] = [];
  const clock = { paused: false };
  const environment: ShellEnvironment = {
    api: cluster.api,
    cluster,
    wait: movingTime(cluster),
    timeRuns: () => !clock.paused,
    settle() {},
    inputs: () => cluster.inputs.length,
    record: (command) => recorded.push(command),
    readText: () => editor.text,
    writeText: (changed) => (editor.text = changed),
    files: () => files.before,
    keepFiles: (kept) => (files.kept = kept),
    inside: () => cluster,
    edit: async (_, before) => editor.edit?.(before),
  };
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
    clock,
    /** Runs a line and returns its output on both streams. */
    async type(line: string): Promise<string> {
      output.length = 0;
      await shell.enter(line);
      return output.flatMap((item) => (item.kind === 'stdout' || item.kind === 'stderr' ? item.text : [])).join('');
    },
    printed,
  };
}
