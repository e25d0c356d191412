/** Properties for any typed text: no exception escapes, nothing hangs, and the shell keeps working. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commands } from '../kubectl/index.ts';
import { testShell } from './testing.ts';

const runs = Number(process.env.HOSTILE_RUNS ?? (process.env.BREADTH ? 1_000 : 250));

const name = fc.constantFrom('web', 'web-0', 'nginx', 'default', 'nope', '<b>x</b>', '中文', '-', '', '../..', '$HOME');
const type = fc.constantFrom('pods', 'sts', 'svc', 'all', 'pod/web-0', 'sts/web', 'nodes', 'x.y.z', 'pods,svc', '/');
const flag = fc.constantFrom(
  '-n',
  '-o',
  '-oyaml',
  '-o=json',
  '-o jsonpath={.items[*].metadata.name}',
  "-o 'jsonpath={range .items[*]}'",
  "-o go-template='{{.x'",
  '-o custom-columns=A:.b[',
  '-l app=nginx',
  '-l "a in ("',
  '--field-selector=a',
  '--all',
  '--replicas=-1',
  '--replicas=99999999999999999999',
  '--timeout=1s',
  '--wait=false',
  '--force',
  '--grace-period=0',
  '--dry-run=client',
  '-f web.yaml',
  '-f -',
  '-f nope',
  '--nope',
  '-',
  '--',
  '-p {}',
  `-p '{"spec":'`,
  '--type=json',
  '--cascade=orphan',
  '-c x',
  '-it',
  '--help',
  '-w=false',
  '-R',
);
const verb = fc.constantFrom(
  ...commands.flatMap(({ name: first, subcommands }) => [
    first,
    ...(subcommands ?? []).map((sub) => `${first} ${sub.name}`),
  ]),
);
const kubectl = fc
  .tuple(verb, fc.array(fc.oneof(type, name, flag, fc.string({ maxLength: 8 })), { maxLength: 5 }))
  .map(([first, rest]) => ['kubectl', first, ...rest].join(' '));
const tool = fc.constantFrom(
  'ls',
  'cat',
  'grep',
  'sed',
  'awk',
  'curl',
  'nslookup',
  'watch',
  'sort',
  'cd',
  'echo',
  'jq',
  'read',
  'jobs',
  'fg',
  'wait',
  'kill',
);
const word = fc.oneof(
  name,
  fc.string({ maxLength: 10 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('$x', '"', "'", '`', '$(', ')', '{', '}', '*', '\\', '<<E', '>', '<', '2>&1', '&', '#', '!', '[['),
);
const plain = fc.tuple(tool, fc.array(word, { maxLength: 4 })).map(([first, rest]) => [first, ...rest].join(' '));
const simple = fc.oneof({ weight: 3, arbitrary: kubectl }, plain, fc.string({ maxLength: 40 }));
const line = fc.oneof(
  { weight: 4, arbitrary: simple },
  fc.tuple(simple, simple).map(([a, b]) => `${a} | ${b}`),
  fc.tuple(simple, simple).map(([a, b]) => `${a} && ${b}; ${a}`),
  simple.map((body) => `for i in 1 2; do ${body}; done`),
  simple.map((body) => `x=$(${body}); echo "$x"`),
  simple.map((body) => `${body} & jobs`),
  simple.map((body) => `while read x; do ${body}; done & wait $!`),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** Texts of exceptions that would be bugs. */
const bug =
  /Cannot (read|set|destructure|convert)|is not (a function|iterable|defined)|call stack|of undefined|of null/;

it(`survives ${runs} random command lines`, { timeout: 900_000 }, async () => {
  // One shell runs many lines: a line must not affect the next ones.
  let lab = testShell('kind: X\n');
  await lab.type('kubectl apply -f web.yaml');
  let count = 0;
  await fc.assert(
    fc.asyncProperty(line, async (typed) => {
      if (++count % 100 === 0) {
        lab = testShell('kind: X\n');
        await lab.type('kubectl apply -f web.yaml');
      }
      const { shell } = lab;
      const done = shell.enter(typed);
      // Ctrl-C ends commands that wait for input or for the cluster.
      let over = false;
      void done.then(() => (over = true));
      const started = performance.now();
      while (!over && performance.now() - started < 40) await new Promise((resolve) => setTimeout(resolve));
      for (let tries = 0; !over && tries < 200; tries++) {
        shell.interrupt();
        shell.leave();
        await new Promise((resolve) => setTimeout(resolve, tries));
      }
      expect(over).toBe(true);
      if (shell.prompt === '> ') shell.interrupt();
      expect(shell.busy).toBe(false);
      expect(lab.printed('stdout') + lab.printed('stderr')).not.toMatch(bug);
      lab.output.length = 0;
      for (let caret = 0; caret <= typed.length; caret += 7) shell.complete(typed, caret);
    }),
    { numRuns: runs },
  );
  await lab.type('exit');
  expect(await lab.type('echo alive')).toBe('alive\n');
});
