/** A cluster whose environment values were withheld takes the real ones for what they are. */
import { describe, expect, it } from 'vitest';
import { createCluster, resources } from '../engine/index.ts';
import { webYaml } from '../kubectl/testing/manifests.ts';
import { newSession } from '../kubectl/testing/session.ts';
import { runCommand } from '../kubectl/run-command.ts';
import { importCluster } from '../import/import-cluster.ts';

const secret = 'postgres://web:hunter2@db/web';
const withEnv = webYaml.replace(
  /( +)(- )?name: nginx\n( +)image:/,
  (found, indent: string) =>
    `${found.slice(0, found.lastIndexOf('\n') + 1)}${indent}  env: [{ name: URL, value: '${secret}' }]\n${indent}  image:`,
);

/** Applied, read and imported as the page does. */
function imported(apply = 'apply -f web.yaml') {
  const { cluster, settled } = newSession({ 'web.yaml': withEnv });
  settled(apply);
  const items = resources.flatMap(({ resource }) => cluster.api.list(resource) as readonly object[]);
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  expect(text).toContain(secret);
  const found = importCluster([{ name: 'dump', text }], 'withhold');
  const other = createCluster({ ...found.options, kubelet: found.kubelet });
  const run = (command: string, file = withEnv) =>
    runCommand(`kubectl ${command}`, {
      api: other.api,
      cluster: other,
      files: { 'web.yaml': file },
      logs: () => [],
      wait: () => other.step(),
    });
  const set = () => other.api.get('statefulsets', 'web', 'default')!;
  const value = (): unknown => set().spec.template.spec.containers[0]!.env![0]!.value;
  return { run, set, value, other };
}

describe('the values that were withheld', () => {
  it('change nothing when their manifest is applied again', () => {
    const { run, set, value, other } = imported();
    const before = set();
    expect(value()).toMatch(/^withheld-/);
    expect(run('apply -f web.yaml')).toMatchObject({ exit: 0, stderr: '' });
    expect(set()).toBe(before);
    expect(JSON.stringify(other.inputs)).not.toContain('hunter2');
  });

  it.each([
    `set env sts/web URL=${secret}`,
    `patch sts web -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","env":[{"name":"URL","value":"${secret}"}]}]}}}}'`,
    `patch sts web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/env/0/value","value":"${secret}"}]'`,
    'apply --server-side --force-conflicts -f web.yaml',
    'replace -f web.yaml',
  ])('change no template: %s', (command) => {
    const { run, set, other } = imported();
    const { generation } = set().metadata;
    expect(run(command)).toMatchObject({ exit: 0, stderr: '' });
    expect(set().metadata.generation).toBe(generation);
    expect(JSON.stringify(other.inputs)).not.toContain('hunter2');
  });

  it.each(['set env sts/web URL=another', 'apply -f web.yaml'])('differ from another value: %s', (command) => {
    const { run, set, value } = imported();
    const { generation } = set().metadata;
    run(command, withEnv.replace(secret, 'another'));
    expect(value()).toBe('another');
    expect(set().metadata.generation).toBe(generation! + 1);
  });

  it('are no part of a cluster whose values were kept', () => {
    const items = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', uid: 'a' } }];
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    expect(importCluster([{ name: 'dump', text }], 'withhold').options.restored.withhold).toBeUndefined();
  });
});
