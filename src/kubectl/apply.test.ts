import { describe, expect, it } from 'vitest';
import { createCluster } from '../engine/index.ts';
import { parseManifests } from '../manifests/parse.ts';
import { applyManifests, createManifests } from './apply.ts';
import recorded from './testing/refusals.json' with { type: 'json' };

const actor = { name: 'user', reason: 'test' };
const files: Readonly<Record<string, string>> = recorded.files;
const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** A cluster, and kubectl to change it with. */
function newCluster() {
  const cluster = createCluster();
  const run = (command: typeof applyManifests) => (text: string, name?: string) =>
    command(cluster.api, parseManifests(text, name), actor);
  const web = () => cluster.api.get('statefulsets', 'web', 'default')!;
  return { cluster, api: cluster.api, apply: run(applyManifests), create: run(createManifests), web };
}

/** The text that a mark covers. */
function marked(text: string, { line, column, endLine, endColumn }: ReturnType<typeof positions>[number]): string {
  const lines = text.split('\n').slice(line - 1, endLine);
  lines.push(lines.pop()!.slice(0, endColumn - 1));
  return lines.join('\n').slice(column - 1);
}
const positions = ({ problems }: ReturnType<typeof applyManifests>) => problems.map(({ position }) => position);

describe('what kubectl printed', () => {
  it.each(recorded.rows)('$command, after $after', ({ command, after, stdout, stderr, exit }) => {
    const [, verb, name] = command.split(/ (?:-f )?/) as [string, 'apply' | 'create', string];
    const kubectl = newCluster();
    if (after !== undefined) kubectl.apply(files[after]!, after);
    const { ok, lines } = kubectl[verb](files[name]!, name);
    expect(lines.map((line) => `${line}\n`).join('')).toBe(stdout + stderr);
    expect(ok).toBe(exit === 0);
  });
});
