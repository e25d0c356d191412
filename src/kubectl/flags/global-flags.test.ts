// Every verb takes the global flags, and either heeds them or refuses them.
import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { newSession } from '../testing/session.ts';
import { commands } from '../verbs/index.ts';

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: 'nginx:1'}]}
`;
const files = { 'web.yaml': set, 'a.txt': 'text' };

/** A command line for each verb that looks for something in a namespace, in an order that leaves the set to the last. */
const namespaced: readonly string[] = [
  'get sts web',
  'get sts/web -o yaml',
  'get pods web-0',
  'get --raw /api/v1/namespaces/other/pods/web-0',
  'describe sts web',
  'describe pod web-0',
  'edit sts web',
  'annotate sts web a=b',
  'apply view-last-applied sts web',
  'autoscale sts web --max=3',
  'cp a.txt web-0:/a.txt',
  'debug web-0 --image=nginx:1 --container=d',
  'diff -f web.yaml',
  'events --for sts/web',
  'exec web-0 -- true',
  'expose pod web-0 --port=80',
  'label sts web a=b',
  'logs web-0',
  'patch sts web -p {"metadata":{"labels":{"c":"d"}}}',
  'port-forward web-0 8080:80',
  'replace -f web.yaml',
  'rollout status sts/web',
  'rollout history sts/web',
  'rollout restart sts/web',
  'rollout undo sts/web',
  'scale sts web --replicas=2',
  'set env sts/web A=b',
  'set image sts/web nginx=nginx:2',
  'set resources sts web --limits=cpu=1',
  'set serviceaccount sts web default',
  'wait pod web-0 --for=condition=Ready --timeout=60s',
  'delete sts web',
];

const leaves = (list: readonly Command[], before = ''): { path: string; command: Command }[] =>
  list.flatMap((command) => [
    ...(command.run === undefined ? [] : [{ path: before + command.name, command }]),
    ...leaves(command.subcommands ?? [], `${before}${command.name} `),
  ]);

/** Verbs that ask no server. */
const local = leaves(commands).filter(
  ({ path, command }) => command.local === true || /^(config|completion|plugin|kustomize|kuberc)\b/.test(path),
);
const remote = leaves(commands).filter((leaf) => !local.some(({ path }) => path === leaf.path));

describe('every verb that asks the server', () => {
  const { run, cluster } = newSession(files);
  for (const [flag, answer] of [
    ['--context=other', 'error: context "other" does not exist\n'],
    ['--cluster=other', 'error: cluster "other" does not exist\n'],
    ['--user=other', 'error: auth info "other" does not exist\n'],
    ['--kubeconfig=none.yaml', 'error: stat none.yaml: no such file or directory\n'],
    ['--request-timeout=soon', /^error: Invalid timeout value\. Timeout must be a single integer in seconds/],
    ['-s http://127.0.0.1:1', /^The connection to the server 127\.0\.0\.1:1 was refused/],
    ['-v=much', /^(error: )?invalid argument "much" for "-v, --v" flag: /],
  ] as const) {
    it(`refuses ${flag}`, () => {
      for (const { path, command } of remote) {
        const name = flag.slice(2).split('=')[0]!;
        if (flag.startsWith('--') && command.flags?.some((own) => own.name === name)) continue;
        const required = (command.flags ?? []).filter((own) => own.required).map((own) => ` --${own.name}=1`);
        const before = cluster.history.length;
        const { stderr, exit } = run(`${path} ${flag}${required.join('')}`);
        const wanted = expect.stringMatching(typeof answer === 'string' ? new RegExp(`^${answer}`) : answer);
        expect([path, stderr, exit]).toEqual([path, wanted, 1]);
        expect(cluster.history.length).toBe(before);
      }
    });
  }
});

describe('every verb that looks for something in a namespace', () => {
  const prepared = () => {
    const session = newSession(files, { answer: () => undefined });
    session.settled('create namespace other');
    session.settled('apply -f web.yaml -n other');
    session.settled('set env sts/web X=y -n other');
    return session;
  };
  for (const line of namespaced) {
    it(`looks there: ${line}`, () => {
      const { run } = prepared();
      const plain = line.includes('--raw') || line.startsWith('diff') ? null : run(line);
      if (plain !== null) {
        const missing = /not found|no objects|No events/i;
        expect([line, missing.test(plain.stderr + plain.stdout)]).toEqual([line, true]);
      }
      for (const flags of [' -n other', ' --namespace=other --as=jane --as-group=a -v=0 --request-timeout=10m']) {
        const words = line.includes(' -- ') ? line.replace(' -- ', `${flags} -- `) : line + flags;
        const { stdout, stderr } = run(words);
        expect([words, /NotFound|unknown flag|unknown shorthand/.test(stdout + stderr)]).toEqual([words, false]);
        if (line.startsWith('delete')) break;
      }
    });
  }
});

describe('--warnings-as-errors', () => {
  it('fails any command that the server warns, after its work, and no other', () => {
    const { run } = newSession({ 'pv.yaml': set.replace('spec:', 'spec:\n  foo: 1') });
    for (const line of [
      'create -f pv.yaml --validate=warn',
      'replace -f pv.yaml --validate=warn',
      'apply -f pv.yaml --validate=warn',
    ]) {
      const { stderr, exit } = run(`${line} --warnings-as-errors`);
      expect([line, exit, stderr]).toEqual([
        line,
        1,
        expect.stringMatching(/Warning: .*\nerror: \d+ warnings? received\n$/s),
      ]);
    }
    expect(run('get sts web --warnings-as-errors').exit).toBe(0);
  });
});
