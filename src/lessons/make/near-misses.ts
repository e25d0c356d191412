/** Finds wrong ways to solve a task: incomplete solutions, and common mistakes. */
import type { Condition } from '../format/conditions.ts';
import type { Step } from '../format/steps.ts';
import { Course, meets } from '../run/check-condition.ts';
import type { LessonRun } from '../run/lesson-run.ts';
import { lastTurn } from '../run/moments.ts';
import { newConditions } from './conditions.ts';

interface Asked {
  /** The cluster at the start of the task. */
  readonly run: LessonRun;
  readonly opened: Course;
  /** The solution. */
  readonly actions: readonly Step[];
  /** Returns true if a course meets all goals. */
  readonly reaches: (course: Course) => boolean;
}

interface NearMiss {
  readonly steps: readonly Step[];
  /** The condition that recognizes it: neither another near miss nor the start meets it. */
  readonly when: Condition;
}

/** Largest number that is written: the author adds better ones. */
const most = 2;
const maxSteps = 10;

/** Returns ways that may be wrong, the most likely first. */
function candidates({ opened, actions }: Asked): readonly (readonly Step[])[] {
  const { objects } = opened.after;
  const sets = objects.list('statefulsets', { namespace: 'default' });
  return [
    ...actions.slice(1).map((_, i) => actions.slice(0, i + 1)),
    ...sets.flatMap(({ metadata: { name }, spec }) => {
      const last = `${name}-${(spec.ordinals?.start ?? 0) + spec.replicas - 1}`;
      return [
        [`kubectl delete pod ${last}`],
        [`kubectl scale sts ${name} --replicas=${spec.replicas + 1}`],
        [`kubectl rollout restart sts/${name}`],
        [`kubectl scale sts ${name} --replicas=0`],
        [`kubectl delete sts ${name}`],
      ];
    }),
    ['kubectl create service clusterip other --tcp=80'],
    ['kubectl create deployment other --image=registry.k8s.io/nginx-slim:0.21'],
  ].filter((steps) => steps.length <= maxSteps);
}

/** Returns wrong ways that miss the goals, each with a condition that distinguishes it from the others. */
export function nearMisses(asked: Asked): readonly NearMiss[] {
  const { run, opened, reaches } = asked;
  const from = lastTurn(run.recording);
  const found: { readonly miss: NearMiss; readonly course: Course }[] = [];
  for (const steps of candidates(asked)) {
    if (found.length === most) break;
    const fork = run.fork();
    fork.performAll(steps);
    fork.settle();
    const course = new Course(fork.recording, from);
    if (reaches(course) || found.some(({ miss }) => meets(miss.when, course))) continue;
    const when = newConditions(opened, course).find((one) => !found.some((other) => meets(one, other.course)));
    if (when !== undefined) found.push({ miss: { steps, when }, course });
  }
  return found.map(({ miss }) => miss);
}
