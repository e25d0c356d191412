import { expect, it } from 'vitest';
import { newSession } from '../../kubectl/testing/session.ts';
import { applied } from '../testing.ts';
import { wordsOf } from '../../kubectl/text/command-words.ts';
import { commandLine } from './command-line.ts';

it.each<[string, readonly string[] | null]>([
  ['kubectl get pods  -o wide', ['kubectl', 'get', 'pods', '-o', 'wide']],
  ['  get\tpods\n', ['get', 'pods']],
  [`patch sts web -p '{"spec":{"replicas": 5}}'`, ['patch', 'sts', 'web', '-p', '{"spec":{"replicas": 5}}']],
  [String.raw`label pod web-0 note="a \"b\"" x=\ y`, ['label', 'pod', 'web-0', 'note=a "b"', 'x= y']],
  [`get pods -o jsonpath={.items[*].metadata.name}`, ['get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}']],
  ["annotate pod web-0 a=''", ['annotate', 'pod', 'web-0', 'a=']],
  ["get ''", ['get', '']],
  ['', []],
  ['get pods | head', null],
  ['get pods; rm', null],
  ['get pods > file', null],
  ['get $NAME', null],
  ['get "$(x)"', null],
  ["get 'pods", null],
  ['get pods\\', null],
])('splits %j into %j', (line, words) => expect(wordsOf(line)).toEqual(words));

it('reads what it writes', () => {
  const argv = ['patch', 'sts', "it's", '-p', '{"a": "$b"}', ''];
  expect(wordsOf(commandLine(argv))).toEqual(['kubectl', ...argv]);
});

it('runs a typed command, and returns what it printed on each stream', () => {
  const { lab, names, run } = applied();
  const { stdout } = newSession().run('options');
  expect(lab.act('runCommand', { command: 'kubectl options' })).toMatchObject({
    printed: { stdout, stderr: '', exit: 0 },
  });
  expect(lab.act('runCommand', { command: 'get pod web-9' })).toMatchObject({
    ok: false,
    printed: { stdout: '', stderr: 'Error from server (NotFound): pods "web-9" not found\n', exit: 1 },
  });
  lab.act('runCommand', { command: 'kubectl scale sts web --replicas=1' });
  run(60_000);
  expect(names()).toEqual(['web-0']);
});

it('says of a command that waits that it has not ended', () => {
  const { lab } = applied();
  expect(lab.act('runCommand', { command: 'get pods -w' })).toMatchObject({ ok: true, printed: { exit: null } });
});

it('refuses a line for a shell in words', () => {
  const { lab } = applied();
  expect(lab.act('runCommand', { command: 'kubectl get pods | wc -l' })).toEqual({
    ok: false,
    lines: ['runCommand: command must be one command, without pipes and expansions'],
  });
});
