import { expect, test } from 'vitest';
import { Run } from '../../timeline/run.ts';
import { readySet } from '../testing.ts';
import { answerIn } from './answer-prediction.ts';
import { beforeLost, branchOf, decisionAt } from './branch.ts';
import { Course } from './check-condition.ts';
import type { LessonRun } from './lesson-run.ts';

const update = 'kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.22';

function branchFrom(ready: LessonRun, steps: Parameters<typeof branchOf>[5]) {
  const run = new Run({ id: 1, text: ready.text }, ready.recording);
  return branchOf(run, 2, ready.turn, ready.recording.now(), ready.text, steps);
}

test('a branch has come to rest, and leaves the run as it was', () => {
  const ready = readySet();
  const { length } = ready.recording.history;
  const { run, commands, refused } = branchFrom(ready, [update]);
  expect(refused).toBeUndefined();
  expect(run.head().objects.get('statefulsets', 'web', 'default')?.status?.updatedReplicas).toBe(3);
  expect(commands).toEqual([{ command: update, lines: ['statefulset.apps/web image updated'] }]);
  expect(run.from).toMatchObject({ id: 1 });
  expect(ready.recording.history).toHaveLength(length);
});

test('a branch remembers the text that it has applied', () => {
  const ready = readySet();
  const { run, text } = branchFrom(ready, [{ set: 'spec.replicas', to: 5 }, { apply: 'manifest.yaml' }]);
  expect(text).toContain('replicas: 5');
  expect(run.textAt(run.recording.inputs.length)).toBe(text);
  expect(run.textAt(ready.turn.inputs)).not.toBe(text);
});

test('a branch says which step was refused', () => {
  expect(branchFrom(readySet(), ['kubectl delete pod web-9']).refused).toContain('pods "web-9" not found');
});

// Kubernetes' documentation of StatefulSets: an update begins with the largest ordinal.
test('the deletion of the first Pod decides an update, by the rule that deletes it', () => {
  const ready = readySet();
  const { run } = branchFrom(ready, [update]);
  const { value, seq } = answerIn({ of: 'next', event: 'deleted' }, new Course(run.recording, ready.turn));
  expect(value).toBe('web-2');
  expect(decisionAt(run.recording.history, seq!)).toMatchObject({ rule: 'UpdatePod', pod: 'web-2' });
});

test('a printed value is decided when it comes about', () => {
  const ready = readySet();
  const { run } = branchFrom(ready, [update]);
  const command = "kubectl get sts web -o jsonpath='{.status.updatedReplicas}'";
  const { value, seq } = answerIn({ of: 'print', command }, new Course(run.recording, ready.turn));
  expect(value).toBe('3');
  const updatedBy = (records: number) =>
    run.viewAt(records).objects.get('statefulsets', 'web', 'default')?.status?.updatedReplicas;
  const before = run.recording.turns.findLast((turn) => turn.seq <= seq!)!;
  expect(updatedBy(before.seq)).not.toBe(3);
  expect(updatedBy(seq! + 1)).toBe(3);
});

test('what held all the time was decided at no moment', () => {
  const ready = readySet();
  const { run } = branchFrom(ready, [update]);
  const question = { of: 'holds', check: { same: 'pvc/www-web-0' } } as const;
  expect(answerIn(question, new Course(run.recording, ready.turn))).toEqual({ value: true, seq: null });
});

test('the way back from a lost goal leads to the moment before it was lost', () => {
  const ready = readySet();
  const from = ready.turn;
  const says = 'web-0 was replaced';
  const task = {
    goals: [{ check: { same: 'pod/web-0' }, lost: { when: { replaced: 'pod/web-0' }, says } }],
    near: [],
  } as const;
  ready.performAll(['kubectl scale sts web --replicas=4', 'kubectl delete pod web-0', 'kubectl label pod web-1 a=b']);
  const turn = beforeLost(task, ready, from, 0);
  // After the first of the three, before the second.
  expect(turn?.inputs).toBeGreaterThan(from.inputs);
  const deletion = ready.recording.inputs.findIndex(({ args }) => JSON.stringify(args).includes('"web-0"'));
  expect(turn?.inputs).toBeLessThanOrEqual(deletion);
});
