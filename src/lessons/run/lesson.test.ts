import { expect, test } from 'vitest';
import type { Condition } from '../format/conditions.ts';
import type { Prediction, Task } from '../format/schema.ts';
import type { Step } from '../format/steps.ts';
import { readySet } from '../testing.ts';
import { answerOf } from './answer-prediction.ts';
import { Course, meets } from './check-condition.ts';
import { checkTask } from './check-task.ts';
import { lastTurn } from './moments.ts';

const says = { en: 'x', zh: '某' };
const image = (tag: string): string => `kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:${tag}`;

/** Performs steps on three ready Pods and returns the course since then, at rest. */
function courseOf(steps: readonly Step[], before: readonly Step[] = []): Course {
  const run = readySet();
  expect(run.performAll([...before, { settle: true }])).toMatchObject({ exit: 0 });
  const from = lastTurn(run.recording);
  run.performAll(steps);
  run.settle();
  return new Course(run.recording, from);
}

// Each by Kubernetes' documentation of StatefulSets: updates and scaling down begin at the highest ordinal, deleted
// Pods keep their claims, and a Pod that is deleted comes back under its name with a new uid.
test.each<[string, readonly Step[], Condition, boolean]>([
  ['a command that succeeds', [], "kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 sts/web", true],
  ['a command that would have to wait', [], "kubectl wait --for=jsonpath='{.status.readyReplicas}'=4 sts/web", false],
  [
    'a command that prints what it should',
    [],
    { run: "kubectl get sts web -o jsonpath='{.spec.replicas}'", prints: '3' },
    true,
  ],
  [
    'a command that prints something else',
    [],
    { run: "kubectl get sts web -o jsonpath='{.spec.replicas}'", prints: '2' },
    false,
  ],
  ['a condition that would change something', [], 'kubectl scale sts web --replicas=0', false],
  ['the order of a rolling update', [image('0.22')], { order: ['web-2', 'web-1', 'web-0'], event: 'deleted' }, true],
  ['another order', [image('0.22')], { order: ['web-0', 'web-1', 'web-2'], event: 'deleted' }, false],
  ['no two Pods unready at once', [image('0.22')], { unready: 'web', atMost: 1 }, true],
  ['not even one unready', [image('0.22')], { unready: 'web', atMost: 0 }, false],
  ['a Pod that stays', ['kubectl delete pod web-1'], { same: 'pod/web-0' }, true],
  ['a Pod that is replaced', ['kubectl delete pod web-1'], { replaced: 'pod/web-1' }, true],
  ['a claim that stays', ['kubectl delete pod web-1'], { same: 'pvc/www-web-1' }, true],
  ['a Pod that the user deleted', ['kubectl delete pod web-1'], { deleted: 'web-1', by: 'user' }, true],
  ['a Pod that the controller deleted', [image('0.22')], { deleted: 'web-2', by: 'statefulset-controller' }, true],
  ['a name that resolves', [], { resolves: 'web-0.nginx' }, true],
  ['a name without its Service', ['kubectl delete service nginx'], { resolves: 'web-0.nginx' }, false],
  // CoreDNS' default configuration, `cache 30`: that there is no such name is remembered for 30 s.
  [
    'a new name, to a client that has asked too early',
    ['kubectl scale sts web --replicas=4'],
    { resolves: 'web-3.nginx', askedBefore: true },
    false,
  ],
  [
    'a new name, to a client that asks again later',
    ['kubectl scale sts web --replicas=4', { wait: 40 }],
    { resolves: 'web-3.nginx', askedBefore: true },
    true,
  ],
  ['what was never the case', [image('0.22')], { never: 'kubectl get pod web-3' }, true],
  ['what was the case for a while', ['kubectl scale sts web --replicas=2'], { always: 'kubectl get pod web-2' }, false],
])('%s', (_, steps, condition, expected) => {
  expect(meets(condition, courseOf(steps))).toBe(expected);
});

test('data survives its Pod, but not its claim', () => {
  const write: Step = { write: 'hello', to: 'web-1' };
  expect(meets({ survived: 'www-web-1' }, courseOf(['kubectl delete pod web-1'], [write]))).toBe(true);
  const scaled: Step[] = ['kubectl scale sts web --replicas=1', { settle: true }, 'kubectl delete pvc www-web-1'];
  expect(meets({ survived: 'www-web-1' }, courseOf(scaled, [write]))).toBe(false);
  // If nothing was written, nothing can survive.
  expect(meets({ survived: 'www-web-0' }, courseOf([], [write]))).toBe(false);
});

// Kubernetes' documentation, "Force Delete StatefulSet Pods": it can violate the at most one semantics.
test('a Pod of a lost node runs twice only when it is deleted by force', () => {
  const lost: Step[] = [{ cutNodeOf: 'web-1' }, { wait: 400 }];
  expect(meets({ once: 'web-1' }, courseOf(lost))).toBe(true);
  const forced: Step[] = [...lost, 'kubectl delete pod web-1 --force --grace-period=0', { settle: true }];
  expect(meets({ once: 'web-1' }, courseOf(forced))).toBe(false);
});

const ask = (answer: Prediction['answer'], then: readonly Step[], before: readonly Step[] = []) => {
  const run = readySet();
  run.performAll([...before, { settle: true }]);
  return answerOf({ answer, then: [...then] }, run).value;
};

test('the engine answers predictions', () => {
  expect(ask({ of: 'next', event: 'deleted' }, [image('0.22')])).toBe('web-2');
  expect(ask({ of: 'order', event: 'created' }, ['kubectl scale sts web --replicas=5'])).toBe('web-3, web-4');
  expect(ask({ of: 'count', event: 'deleted' }, [image('0.22')])).toBe(3);
  expect(
    ask({ of: 'print', command: "kubectl get sts web -o jsonpath='{.status.updatedReplicas}'" }, [image('0.22')]),
  ).toBe('3');
  expect(ask({ of: 'holds', check: 'kubectl get pvc www-web-2' }, ['kubectl scale sts web --replicas=1'])).toBe(true);
  // A broken update waits for its Pod by the rule of ordered updates.
  expect(ask({ of: 'rule', set: 'web' }, [image('0.22')], [image('broken')])).toBe('WaitForReady');
});

test('what a container has printed can be asked for', () => {
  const container = { name: 'c', image: 'busybox:1.37', command: ['echo', 'hello'] };
  const overrides = JSON.stringify({ spec: { containers: [container] } });
  const start = `kubectl run printer --image=busybox:1.37 --restart=Never --overrides='${overrides}'`;
  expect(ask({ of: 'print', command: 'kubectl logs printer' }, [start])).toBe('hello');
});

test('a prediction whose step is refused, or to which nothing happens, is a mistake of the lesson', () => {
  expect(() => ask({ of: 'next', event: 'deleted' }, ['kubectl scale sts nobody --replicas=1'])).toThrow(/refused/);
  expect(() => ask({ of: 'next', event: 'deleted' }, ['kubectl get pods'])).toThrow('no Pod is deleted');
});

test('a step may be refused where the lesson says so', () => {
  const refused = `kubectl patch sts web -p '{"spec":{"serviceName":"other"}}'`;
  expect(readySet().perform(refused).exit).toBe(1);
  expect(readySet().perform({ try: refused })).toMatchObject({ exit: 0, stderr: expect.stringMatching(/Forbidden/) });
});

test('a step puts another text into the editor', () => {
  const run = readySet();
  expect(run.perform({ text: 'kind: Service' })).toMatchObject({ exit: 0 });
  expect(run.text).toBe('kind: Service');
});

test('a step writes to the first set of the text, whatever its name', () => {
  const run = readySet();
  run.text = run.text.replace('name: web', 'name: db');
  expect(run.perform({ set: 'spec.replicas', to: 2 }).exit).toBe(0);
  expect(run.text).toContain('replicas: 2');
  run.text = 'kind: Service';
  expect(run.perform({ set: 'spec.replicas', to: 2 }).stderr).toBe('the manifest has no StatefulSet\n');
});

const stuck: Task = {
  task: says,
  goals: [
    { says, check: "kubectl wait --for=jsonpath='{.status.updatedReplicas}'=3 sts/web" },
    { says, check: { unready: 'web', atMost: 1 }, holds: true, lost: { when: 'kubectl get pod web-9', says } },
    { says, check: { same: 'pvc/www-web-2' }, holds: true, lost: { when: { replaced: 'pvc/www-web-2' }, says } },
  ],
  near: [
    { do: [image('0.22')], when: 'kubectl wait --for=condition=Ready pod/web-1', says },
    { do: ['kubectl delete pod web-0'], when: { replaced: 'pod/web-0' }, says },
  ],
  hints: { text: says, ghost: { slot: 'web-2' }, type: 'kubectl delete pod web-2' },
  solutions: { kubectl: [image('0.22'), 'kubectl delete pod web-2'] },
};

test('a task is judged at rest: reverting a broken image is not enough, deleting the Pod is', () => {
  const run = readySet();
  run.performAll([image('broken'), { settle: true }]);
  const from = lastTurn(run.recording);
  const { goals, near } = checkTask(stuck, run, from);
  expect(goals.map(({ state }) => state)).toEqual(['unmet', 'met', 'met']);
  // web-1 is Ready, but nobody has made the mistake that this near miss describes.
  expect(near).toBeUndefined();
  run.perform(image('0.22'));
  expect(checkTask(stuck, run, from)).toMatchObject({ done: false, near: 0 });
  run.perform('kubectl delete pod web-2');
  // The check looks at the future: no time has passed in the learner's own cluster.
  const now = run.recording.now();
  expect(checkTask(stuck, run, from)).toMatchObject({ done: true });
  expect(run.recording.now()).toBe(now);
});

test('a task with a trial is judged by what the work does in it', () => {
  const lossless: Task = {
    ...stuck,
    goals: [{ says, check: { survived: 'www-web-2' } }],
    trial: [{ write: 'hello', to: 'web-2' }, 'kubectl scale sts web --replicas=1'],
  };
  const run = readySet();
  const from = lastTurn(run.recording);
  expect(checkTask(lossless, run, from)).toMatchObject({ done: true });
  // Kubernetes' documentation, StatefulSets: with whenScaled Delete, claims are deleted when the set is scaled down.
  run.perform(`kubectl patch sts web -p '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Delete"}}}'`);
  expect(checkTask(lossless, run, from)).toMatchObject({ done: false });
  // The trial ran on a fork.
  expect(run.perform('kubectl get pod web-2')).toMatchObject({ exit: 0 });
});

test('a goal that cannot be met any more says so', () => {
  const run = readySet();
  const from = lastTurn(run.recording);
  run.performAll([
    'kubectl scale sts web --replicas=2',
    { settle: true },
    'kubectl delete pvc www-web-2',
    { settle: true },
  ]);
  run.perform('kubectl scale sts web --replicas=3');
  expect(checkTask(stuck, run, from).goals[2]).toEqual({ state: 'lost', says });
});

test('a cluster that is too large to be run until it rests has reached nothing yet', () => {
  const run = readySet();
  const from = lastTurn(run.recording);
  run.perform({ set: 'spec.replicas', to: 5000 });
  run.perform({ apply: 'manifest.yaml' });
  const task = { goals: [{ check: 'kubectl get sts web' }], near: [] };
  expect(checkTask(task, run, from)).toEqual({ goals: [{ state: 'unmet' }], done: false });
});
