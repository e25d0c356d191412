import { describe, expect, test } from 'vitest';
import { examples } from '../../manifests/examples.ts';
import { Run } from '../../timeline/run.ts';
import { simulate } from '../../timeline/simulate.ts';
import { readLesson } from '../format/read-lesson.ts';
import type { Step } from '../format/steps.ts';
import { LessonRun } from '../run/lesson-run.ts';
import { verifyLesson } from '../run/verify-lesson.ts';
import { makeLesson } from './make-lesson.ts';

const manifest = examples.find(({ id }) => id === 'complete')!.yaml.en;

/** Performs steps as the user of the lab; their commands are recorded. */
function runOf(steps: readonly Step[]): Run {
  const recording = simulate(1);
  const run = new Run({ id: 1, text: manifest }, recording);
  const lesson = new LessonRun(recording, manifest);
  for (const step of steps) {
    const { exit } = lesson.perform(step);
    if (typeof step === 'string') run.note({ command: step, ok: exit === 0 });
    else if ('apply' in step)
      run.note({ command: 'kubectl apply -f manifest.yaml', file: lesson.text, ok: exit === 0 });
  }
  return run;
}

const begun: readonly Step[] = [{ apply: 'manifest.yaml' }, { settle: true }];

function madeOf(steps: readonly Step[]) {
  const made = makeLesson(runOf(steps));
  if ('problem' in made) throw new Error(made.problem);
  const read = readLesson(made.yaml);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return { ...made, lesson: read.lesson };
}

describe.each<[string, readonly Step[]]>([
  ['scaling up', [...begun, 'kubectl scale sts web --replicas=5']],
  ['scaling down', [...begun, 'kubectl scale sts web --replicas=1']],
  ['a new image', [...begun, 'kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.22']],
  [
    'a staged rollout',
    [
      ...begun,
      `kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'`,
      'kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.22',
      { settle: true },
      `kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`,
    ],
  ],
  ['deleting a Pod', [...begun, 'kubectl delete pod web-1']],
  ['deleting the set', [...begun, 'kubectl delete sts web']],
  ['the first Apply', [{ apply: 'manifest.yaml' }]],
  ['a text that was edited', [...begun, { set: 'spec.replicas', to: 4 }, { apply: 'manifest.yaml' }]],
  ['a disconnected node', [...begun, { cutNodeOf: 'web-1' }, { wait: 400 }, 'kubectl delete pod web-1 --force']],
])('a lesson made of %s', (_, steps) => {
  test.each(process.env.BREADTH ? [1, 7] : [7])(
    'lacks only the texts of its author, in a cluster with seed %i',
    (seed) => {
      const { lesson } = madeOf(steps);
      const faults = verifyLesson(lesson, () => undefined, seed);
      expect(faults.filter(({ message }) => message !== 'is still to be written')).toEqual([]);
      // Title, topics left out, task, first hint; each goal; each near miss; in two languages.
      const [page] = lesson.pages;
      const task = 'do' in page! ? page.do : undefined;
      expect(faults.length).toBe(2 * (4 + task!.goals.length + task!.near.length));
    },
  );
});

test('its solution is what was done, and its conditions are kubectl commands', () => {
  const { lesson } = madeOf([...begun, 'kubectl scale sts web --replicas=5']);
  expect(lesson.start).toEqual({ manifest, do: begun });
  expect(lesson.pages[0]).toMatchObject({
    do: {
      solutions: { kubectl: ['kubectl scale sts web --replicas=5'] },
      goals: [
        { check: "kubectl wait --for=jsonpath='{.status.readyReplicas}'=5 sts/web" },
        { check: "kubectl wait --for=jsonpath='{.status.updatedReplicas}'=5 sts/web" },
        { check: "kubectl wait --for=jsonpath='{.spec.replicas}'=5 sts/web" },
        { check: 'kubectl wait --for=condition=Ready pod/web-3' },
      ],
    },
  });
});

test('an action that no step can be is named', () => {
  const run = runOf([...begun, 'kubectl scale sts web --replicas=5']);
  run.note({ command: 'kubectl get pods -o name | xargs kubectl delete', ok: true });
  const made = makeLesson(run);
  expect(made).toMatchObject({ left: ['kubectl get pods -o name | xargs kubectl delete'] });
  expect('yaml' in made && made.yaml).toMatch(/^# Left out, .*: kubectl get pods -o name \| xargs kubectl delete\n/);
});

test.each<[string, readonly Step[], string]>([
  ['nothing was done', [], 'nothing'],
  ['nothing that kubectl can see has changed', [...begun, 'kubectl annotate sts web note=x'], 'noChange'],
])('no lesson is made when %s', (_, steps, problem) => {
  expect(makeLesson(runOf(steps))).toEqual({ problem });
});
