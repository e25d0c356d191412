// Tests the command line of `npm run plan`: what it reads, and what it refuses.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planCommand } from './command-line.ts';

const recorded = new URL('../../src/plan/testing/recordings/03-healthy-apply-broken-image.json', import.meta.url);
const { dump } = JSON.parse(readFileSync(recorded, 'utf8')) as { readonly dump: string };
const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: nginx}}}
`;
const created = 'poddisruptionbudget.policy/web created';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-'));
  mkdirSync(join(folder, 'k8s'));
  writeFileSync(join(folder, 'dump.yaml'), dump);
  writeFileSync(join(folder, 'k8s', 'a budget.yaml'), budget);
  writeFileSync(join(folder, 'k8s', 'notes.txt'), 'no manifest');
  writeFileSync(join(folder, 'a budget.yaml'), budget);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command; `k8s` and what ends with `.yaml` are paths in the folder. */
function plan(args: readonly string[], input = '') {
  const printed = { stdout: '', stderr: '' };
  const inFolder = (arg: string): string => (/^k8s|^[^ .].*\.yaml$/.test(arg) ? join(folder, arg) : arg);
  const status = planCommand(args.map(inFolder), {
    stdin: () => input,
    stdout: (text) => void (printed.stdout += text),
    stderr: (text) => void (printed.stderr += text),
  });
  return { ...printed, status };
}

describe('a plan', () => {
  it.each<readonly [string, readonly string[], string]>([
    ['a file whose name has a space', ['-f', 'a budget.yaml', 'dump.yaml'], ''],
    ['a directory, without its other files', ['-f', 'k8s', 'dump.yaml'], ''],
    ['the standard input', ['-f', '-', 'dump.yaml'], budget],
    ['a path of the command', ['-f', 'k8s', '--command', 'kubectl apply -f ./k8s/', 'dump.yaml'], ''],
  ])('applies %s', (_, args, input) => {
    const { stdout, stderr, status } = plan(['--output', 'json', ...args], input);
    expect([stderr, status]).toEqual(['', 0]);
    expect(JSON.parse(stdout)).toMatchObject({ exit: 0, stdout: expect.stringContaining(created) as string });
  });

  it('ends with the refusal of a command that changes nothing, and names the options', () => {
    const refused = ['--command', 'kubectl scale sts/nope --replicas=2', 'dump.yaml'];
    const { stdout } = plan(refused);
    expect(stdout).toContain('(NotFound): statefulsets.apps "nope" not found');
    expect(stdout).not.toContain('matches its spec');
    const { stdout: done } = plan(['--command', 'kubectl scale sts/web --replicas=2', 'dump.yaml']);
    expect(done).toContain('matches its spec');
    expect(done).toContain('[--lost-node NODE]');
  });

  it.each<readonly [string, readonly string[]]>([
    ['a dump is missing', ['-f', 'k8s']],
    ['-f or --command is missing', ['dump.yaml']],
    ['nothere.yaml: cannot be read', ['-f', 'nothere.yaml', 'dump.yaml']],
    ['another file of this name is given', ['-f', 'k8s/a budget.yaml', '-f', 'a budget.yaml', 'dump.yaml']],
    ['can be read only once', ['-f', '-', '-']],
    ['--lost-node: there is no node nope', ['--lost-node', 'nope', '--command', 'kubectl get pods', 'dump.yaml']],
  ])('is refused with exit code 2: %s', (reason, args) => {
    const { stdout, stderr, status } = plan(args);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain(reason);
  });
});
