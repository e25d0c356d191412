import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readLesson } from '../format/read-lesson.ts';
import { verifyLesson } from './verify-lesson.ts';

const text = readFileSync(new URL('../course/state/first-set.yaml', import.meta.url), 'utf8');

function faultsOf(changed: string): readonly string[] {
  expect(changed).not.toBe(text);
  const read = readLesson(changed);
  if ('problems' in read) throw new Error(read.problems[0]!.message);
  return verifyLesson(read.lesson, () => undefined).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test.each([
  [
    'an option that is right',
    (t: string) => t.replace('value: web-1', 'value: web-0'),
    'pages.1.predict.wrong.0.value: the option "web-0" is right',
  ],
  [
    'an option twice',
    (t: string) => t.replace('value: web-1', 'value: web-2'),
    'pages.1.predict.wrong.1.value: two options are the same',
  ],
  [
    'a goal that is met at once',
    (t: string) => t.replace("readyReplicas}'=5", "readyReplicas}'=3"),
    'pages.3.do.goals.0.check: the goal is met before anything is done: say `holds: true`',
  ],
  [
    'a goal that does not hold',
    (t: string) => t.replace('check: {same: pod/web-0}', 'check: {replaced: pod/web-0}'),
    'pages.3.do.goals.1.check: the goal does not hold at the start',
  ],
  [
    'a solution that does not reach',
    (t: string) =>
      t.replace('kubectl: [kubectl scale sts web --replicas=5]', 'kubectl: [kubectl scale sts web --replicas=4]'),
    'pages.3.do.solutions.kubectl: the solution does not reach goal 1',
  ],
  [
    'a solution that is refused',
    (t: string) => t.replace('yaml: [{set: spec.replicas, to: 5}', 'yaml: [{set: spec.replicas, to: -1}'),
    'pages.3.do.solutions.yaml.1: the step is refused: The StatefulSet "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'a near miss that reaches the goal',
    (t: string) =>
      t.replace('- do: [kubectl scale sts web --replicas=4]', '- do: [kubectl scale sts web --replicas=5]'),
    'pages.3.do.near.0.do: the near miss reaches the goal',
  ],
  [
    'a near miss that is taken for another',
    (t: string) =>
      t.replace("when: kubectl wait --for=jsonpath='{.spec.replicas}'=4 sts/web", 'when: kubectl get sts web'),
    'pages.3.do.near.1.when: near miss 2 is taken for near miss 1',
  ],
  [
    'output that nothing prints',
    (t: string) => t.replace('en: Four replicas', 'en: The Pod says `CrashLoopBackOff`. Four replicas'),
    'pages.3.do.near.0.says.en: nothing prints "CrashLoopBackOff"',
  ],
  [
    'a status in plain words that nothing prints',
    (t: string) => t.replace('zh: 4 个副本', 'zh: 出现 ImagePullBackOff。4 个副本'),
    'pages.3.do.near.0.says.zh: nothing prints "ImagePullBackOff"',
  ],
  [
    'a command that kubectl does not have',
    (t: string) => t.replace('en: Four replicas', 'en: Use `kubectl scale --number`. Four replicas'),
    'pages.3.do.near.0.says.en: nothing prints "kubectl scale --number"',
  ],
  [
    'a lesson before it that does not exist',
    (t: string) => t.replace('start:', 'start:\n  after: nothing'),
    'start.after: there is no lesson "nothing"',
  ],
])('%s is found', (_, change, fault) => {
  expect(faultsOf(change(text))).toContain(fault);
});

test.each([
  ['a line of kubectl get', 'A Pod of `3/3`', []],
  ['an event', 'The event `SuccessfulCreate`', []],
  ['a refusal of a step', '`deployments.apps "none" not found`', []],
  ['a field of the status', '`status.currentRevision`', []],
  ['a command', '`kubectl rollout status sts/web`', []],
  ['a manifest', '`clusterIP: None`', []],
  ['a name that the lesson lists', 'MaxUnavailableStatefulSet', ['MaxUnavailableStatefulSet']],
])('%s may be quoted', (_, quote, names) => {
  const changed = text
    .replace('en: Four replicas', `en: '${quote}. Four replicas`)
    .replace('are one too few., zh', "are one too few.', zh")
    .replace('do: [kubectl delete pod web-2]', 'do: [try: kubectl delete deployment none, kubectl delete pod web-2]')
    .replace('pages:', `names: [${names.join()}]\npages:`);
  expect(faultsOf(changed)).toEqual([]);
});
