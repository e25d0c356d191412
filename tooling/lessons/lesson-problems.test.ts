import { test } from 'vitest';
import { expectReported, type Mistake, text } from './mistakes.ts';

const scaled = 'kubectl scale sts web --replicas=5';

test.each<readonly [string, ...Mistake]>([
  // Predictions.
  [
    'a question of no kind',
    'of: next',
    'of: last',
    ['last'],
    'pages[1].predict.answer.of: expected "next" or "order" or "count" or "print" or "rule" or "holds", found "last"',
  ],
  [
    'an answer that is written down',
    'then: [{apply',
    'right: web-0\n      then: [{apply',
    ['right'],
    'pages[1].predict.right: unknown field',
  ],
  [
    'an option that is right',
    'value: web-1',
    'value: web-0',
    ['value: ', 'web-0'],
    'pages[1].predict.wrong[0].value: the option "web-0" is right',
  ],
  [
    'an option twice',
    'value: web-1',
    'value: web-2',
    ['value: ', 'web-2', 'value: ', 'web-2'],
    'pages[1].predict.wrong[1].value: two options are the same',
  ],
  [
    'a prediction of what does not happen',
    'event: created}',
    'event: deleted}',
    ['{of: next'],
    'pages[1].predict.answer: no Pod is deleted',
  ],
  [
    'a step of a prediction that is refused',
    'then: [{apply: manifest.yaml}]',
    'then: [kubectl delete pod web-9]',
    ['kubectl delete'],
    'pages[1].predict.then[0]: the step is refused: Error from server (NotFound): pods "web-9" not found',
  ],
  // Steps and conditions.
  [
    'a step of no kind',
    'do: [kubectl scale',
    'do: [{scale: 4}, kubectl scale',
    ['{scale'],
    'pages[3].do.near[0].do[0]: expected a kubectl command, or one of apply, text, try, set, cutNodeOf, restoreNodeOf, write, wait, settle',
  ],
  [
    'a step that is no kubectl command',
    'do: [kubectl scale',
    'do: [helm scale',
    ['helm'],
    'pages[3].do.near[0].do[0]: expected one line that begins with kubectl',
  ],
  [
    'a condition of no kind',
    '{same: pod/web-0}',
    '{sane: pod/web-0}',
    ['{sane'],
    'pages[3].do.goals[1].check: expected a kubectl command, or one of run, never, always, order, same, replaced, survived, unready, once, deleted, resolves',
  ],
  [
    'a condition on an object without its type',
    '{same: pod/web-0}',
    '{same: web-0}',
    ['web-0}', 'check: {same', 'web-0}'],
    'pages[3].do.goals[1].check.same: expected TYPE/NAME, as pod/web-0',
  ],
  [
    'only one near miss',
    text.slice(text.indexOf('        - do: [kubectl delete pod web-2]'), text.indexOf('      hints:')),
    '',
    ['near:', '- do'],
    'pages[3].do.near: expected at least 2 characters or items',
  ],
  [
    'no solution',
    text.slice(text.indexOf('        kubectl: [kubectl scale')),
    '        {}\n',
    ['{}'],
    'pages[3].do.solutions: expected at least one solution',
  ],
  // Mistakes that the engine finds.
  [
    'a text that is not written yet',
    'A set and its first Pods',
    'TODO title',
    ['TODO'],
    'title.en: is still to be written',
  ],
  [
    'a lesson before it that does not exist',
    'example: complete',
    'after: nothing',
    ['nothing'],
    'start.after: there is no lesson "nothing"',
  ],
  [
    'a step of the start that is refused',
    'example: complete',
    'example: complete\n  do: [kubectl get pod web-0]',
    ['kubectl get'],
    'start.do[0]: the step is refused: Error from server (NotFound): pods "web-0" not found',
  ],
  [
    'a step before a page that is refused',
    '  - id: five',
    '  - id: five\n    begin: [{settle: true}, {cutNodeOf: web-7}]',
    ['{cutNodeOf'],
    'pages[3].begin[1]: the step is refused: web-7: no Pod on a node',
  ],
  [
    'a goal that is met at once',
    "readyReplicas}'=5",
    "readyReplicas}'=3",
    ['check: ', 'kubectl'],
    'pages[3].do.goals[0].check: the goal is met before anything is done: say `holds: true`',
  ],
  [
    'a goal that does not hold',
    'check: {same: pod/web-0}',
    'check: {same: pod/web-9}',
    ['{same'],
    'pages[3].do.goals[1].check: the goal does not hold at the start',
  ],
  [
    'a solution that does not reach',
    `kubectl: [${scaled}]`,
    'kubectl: [kubectl scale sts web --replicas=7]',
    ['solutions', '[kubectl'],
    'pages[3].do.solutions.kubectl: the solution does not reach goal 1',
  ],
  [
    'a solution that is refused',
    'to: 5}, {apply: manifest.yaml}',
    'to: -1}, {apply: manifest.yaml}',
    ['to: -1', '{apply'],
    'pages[3].do.solutions.yaml[1]: the step is refused: The StatefulSet "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'a near miss that reaches the goal',
    'do: [kubectl scale sts web --replicas=4]',
    `do: [${scaled}]`,
    ['near', '[kubectl'],
    'pages[3].do.near[0].do: the near miss reaches the goal',
  ],
  [
    'a near miss that is not recognized',
    'when: {replaced: pod/web-2}',
    'when: {replaced: pod/web-0}',
    ['near', 'when: {', '{'],
    'pages[3].do.near[1].when: near miss 2 is taken for none',
  ],
  [
    'a near miss that is taken for another',
    "when: kubectl wait --for=jsonpath='{.spec.replicas}'=4 sts/web",
    'when: kubectl get sts web',
    ['when: {replaced: pod/web-2}', '{'],
    'pages[3].do.near[1].when: near miss 2 is taken for near miss 1',
  ],
  [
    'a step that makes too much work',
    'then: [{apply: manifest.yaml}]',
    'then: [{apply: manifest.yaml}, kubectl scale sts web --replicas=5000, {wait: 3600}]',
    ['{wait'],
    'pages[1].predict.then[2]: this makes more work than a lesson may: take fewer objects, or less time',
  ],
])('%s is reported at its place', (_, ...mistake) => {
  expectReported(mistake);
});
