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

/** Mistakes that can stand in one lesson are played together: a play costs more than all its checks. */
test.each<readonly [string, readonly (readonly [from: string, to: string])[], readonly string[]]>([
  [
    'a right option, a solution that falls short, a near miss that does not, and quotes that nothing prints',
    [
      ['value: web-1', 'value: web-0'],
      ['kubectl: [kubectl scale sts web --replicas=5]', 'kubectl: [kubectl scale sts web --replicas=4]'],
      ['- do: [kubectl scale sts web --replicas=4]', '- do: [kubectl scale sts web --replicas=5]'],
      ['en: Four replicas', 'en: The Pod says `CrashLoopBackOff`. Use `kubectl scale --number`. Four replicas'],
      ['zh: 4 个副本', 'zh: 出现 ImagePullBackOff，PV 为 Released。4 个副本'],
    ],
    [
      'pages.1.predict.wrong.0.value: the option "web-0" is right',
      'pages.3.do.solutions.kubectl: the solution does not reach goal 1',
      'pages.3.do.near.0.do: the near miss reaches the goal',
      'pages.3.do.near.0.says.en: nothing prints "CrashLoopBackOff"',
      'pages.3.do.near.0.says.en: nothing prints "kubectl scale --number"',
      'pages.3.do.near.0.says.zh: nothing prints "ImagePullBackOff"',
      'pages.3.do.near.0.says.zh: nothing prints "Released"',
    ],
  ],
  [
    'an option twice, a goal that does not hold, a refused solution, and a near miss that is taken for another',
    [
      ['value: web-1', 'value: web-2'],
      ['check: {same: pod/web-0}', 'check: {replaced: pod/web-0}'],
      ['yaml: [{set: spec.replicas, to: 5}', 'yaml: [{set: spec.replicas, to: -1}'],
      ["when: kubectl wait --for=jsonpath='{.spec.replicas}'=4 sts/web", 'when: kubectl get sts web'],
    ],
    [
      'pages.1.predict.wrong.1.value: two options are the same',
      'pages.3.do.goals.1.check: the goal does not hold at the start',
      'pages.3.do.solutions.yaml.1: the step is refused: The StatefulSet "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'pages.3.do.near.1.when: near miss 2 is taken for near miss 1',
    ],
  ],
  [
    'a goal that is met at once',
    [["readyReplicas}'=5", "readyReplicas}'=3"]],
    ['pages.3.do.goals.0.check: the goal is met before anything is done: say `holds: true`'],
  ],
  [
    'a lesson before it that does not exist',
    [['start:', 'start:\n  after: nothing']],
    ['start.after: there is no lesson "nothing"'],
  ],
])('finds %s', (_, changes, faults) => {
  const changed = changes.reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replace(from, to);
  }, text);
  expect(faultsOf(changed)).toEqual(expect.arrayContaining([...faults]));
});

test('accepts quotes of what is typed, of what is printed, and of listed names', () => {
  const quotes = [
    'A Pod of `3/3`',
    'The event `SuccessfulCreate`',
    '`deployments.apps "none" not found`',
    '`status.currentRevision`',
    '`kubectl rollout status sts/web`',
    '`clusterIP: None`',
    'A Pod is Pending, Running or Terminating',
    'MaxUnavailableStatefulSet',
  ].join('. ');
  const changed = text
    .replace('en: Four replicas', `en: '${quotes}. Four replicas`)
    .replace('are one too few., zh', "are one too few.', zh")
    .replace('do: [kubectl delete pod web-2]', 'do: [try: kubectl delete deployment none, kubectl delete pod web-2]');
  const listing = (names: string): string => changed.replace('pages:', `names: [${names}]\npages:`);
  expect(faultsOf(listing('MaxUnavailableStatefulSet'))).toEqual([]);
  expect(faultsOf(listing(''))).toEqual(['pages.3.do.near.0.says.en: nothing prints "MaxUnavailableStatefulSet"']);
});
