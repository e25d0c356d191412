import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, kubectl } from './index.ts';
import { newSession } from './testing/session.ts';

const web = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: nginx
  replicas: 2
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx}}
    spec: {containers: [{name: nginx, image: nginx}]}
`;

const verbs = commands.flatMap(({ name, subcommands = [] }) => [
  [name],
  ...subcommands.map((subcommand) => [name, subcommand.name]),
]);
const flags = [
  ...new Set(
    commands.flatMap(({ flags: own = [], subcommands = [] }) =>
      [...own, ...subcommands.flatMap((subcommand) => subcommand.flags ?? [])].map(({ name }) => `--${name}`),
    ),
  ),
];
const plain = [
  'sts',
  'web',
  'sts/web',
  'po',
  'web-0',
  'pod/web-0',
  'all',
  'no',
  'node-1',
  'pvc',
  'app=nginx',
  'a-',
  '-',
  '--',
];
const values = [
  '-f',
  'web.yaml',
  '-o',
  'yaml',
  'wide',
  '-l',
  '-n',
  '-A',
  '-w',
  '-p',
  '{"spec":{"replicas":1}}',
  '-1',
  'x',
];
const templates = [
  'jsonpath={.items[*]..name}',
  'go-template={{range .items}}{{.}}{{end}}',
  '{',
  '{{',
  '[',
  '{range',
  '(',
  '$',
  '@',
];

const word = fc.oneof(
  fc.constantFrom(...plain, ...values, ...templates),
  fc.constantFrom(...flags),
  fc.tuple(fc.constantFrom(...flags), fc.string()).map(([flag, value]) => `${flag}=${value}`),
  fc.constantFrom(...templates).map((template) => `-o=${template}`),
  fc.string({ unit: 'binary' }),
);
const line = fc
  .tuple(fc.oneof(fc.constantFrom(...verbs), fc.constant([])), fc.array(word, { maxLength: 6 }))
  .map(([verb, words]) => [...verb, ...words]);

describe('any command line', () => {
  it('is refused when it is nested too deeply', () => {
    const session = newSession();
    for (const template of [`{{${'('.repeat(50_000)}`, '{{if 1}}'.repeat(50_000)]) {
      expect(session.run(`get ns -o 'go-template=${template}'`)).toMatchObject({ exit: 1 });
    }
    expect(session.run(`get ns -o 'jsonpath=${'{range .a}'.repeat(50_000)}'`)).toMatchObject({ exit: 1 });
  });

  it('ends with an exit code or waits for the cluster, and throws nothing', () => {
    const session = newSession({ 'web.yaml': web });
    session.settled('apply -f web.yaml');
    const { cluster, files } = session;
    fc.assert(
      fc.property(line, (argv) => {
        const running = kubectl(argv, {
          api: cluster.api,
          cluster,
          actor: { name: 'user', reason: 'test' },
          config: {},
          stdin: web,
          readFile: (path) => files[path],
          readDirectory: () => undefined,
          resolvePath: (path) => path,
        });
        for (let chunks = 0; chunks < 1000; chunks++) {
          const next = running.next();
          if (next.done) {
            expect(next.value).toBeTypeOf('number');
            return;
          }
          if (next.value === 'wait' || 'until' in next.value) return;
        }
        throw new Error('it goes on and on');
      }),
      { numRuns: 3000 },
    );
  });
});
