/** Writes the skeleton of a lesson from the actions of a run. The author writes the texts. */
import type { Run } from '../../timeline/run.ts';
import { simulate } from '../../timeline/simulate.ts';
import { simulationOf } from '../../timeline/recording.ts';
import { writeYaml } from '../../manifests/write-yaml.ts';
import type { Step } from '../format/steps.ts';
import { toDo } from '../format/unwritten.ts';
import { Course, meets } from '../run/check-condition.ts';
import { LessonRun } from '../run/lesson-run.ts';
import { lastTurn } from '../run/moments.ts';
import { performSteps } from '../run/perform-steps.ts';
import { actionsOf } from './actions.ts';
import { newConditions } from './conditions.ts';
import { nearMisses } from './near-misses.ts';

/** Reasons why no lesson can be made. */
export type NotMade = 'nothing' | 'noStart' | 'noChange' | 'noNearMiss' | 'tooMuch';

export type MadeLesson = { readonly yaml: string; readonly left: readonly string[] } | { readonly problem: NotMade };

/** Largest number of goals, and of steps of a solution. */
const most = { goals: 4, steps: 30 };

const write = (en: string, zh: string) => ({ en: `${toDo}: ${en}`, zh: `${toDo}：${zh}` });

/** Returns the text of a lesson whose task is to repeat the actions, or the reason why there is none. */
export function makeLesson(run: Run): MadeLesson {
  const { steps, left } = actionsOf(run);
  const { start, actions, text } = split(run, steps);
  if (actions.length === 0)
    return { problem: run.recording.inputs.length > 0 && steps.length === 0 ? 'noStart' : 'nothing' };
  if (actions.length > most.steps) return { problem: 'tooMuch' };
  try {
    return made({ start, actions, text, left, seed: simulationOf(run.recording).seed });
  } catch {
    return { problem: 'noStart' };
  }
}

interface Parts {
  readonly start: readonly Step[];
  readonly actions: readonly Step[];
  /** The text in the editor at the start. */
  readonly text: string;
  readonly left: readonly string[];
  readonly seed: number;
}

/** The first Apply becomes the start, unless it is the only action. */
function split(run: Run, steps: readonly Step[]): Pick<Parts, 'start' | 'actions' | 'text'> {
  const isApply = (step: Step | undefined): boolean => typeof step === 'object' && 'apply' in step;
  const [first] = steps;
  const edited = typeof first === 'object' && 'text' in first ? first.text : undefined;
  const rest = edited === undefined ? steps : steps.slice(1);
  const text = edited ?? run.textAt(0);
  if (!isApply(rest[0]) || rest.length === 1) return { start: [], actions: rest, text };
  const [apply, ...others] = rest as [Step, ...Step[]];
  const pauses = others.findIndex((step) => typeof step === 'string' || !('wait' in step || 'settle' in step));
  const actions = pauses < 0 ? [] : others.slice(pauses);
  if (actions.length === 0) return { start: [], actions: [apply], text };
  return { start: [apply, { settle: true }], actions, text };
}

function made({ start, actions, text, left, seed }: Parts): MadeLesson {
  const run = new LessonRun(simulate(seed), text);
  performSteps(run, start, []);
  const from = lastTurn(run.recording);
  const opened = new Course(run.recording, from);
  const end = run.fork();
  performSteps(end, actions, []);
  const found = newConditions(opened, new Course(end.recording, from));
  const goals = found.slice(0, most.goals);
  if (goals.length === 0) return { problem: 'noChange' };
  const reaches = (course: Course): boolean => goals.every((goal) => meets(goal, course));
  const near = nearMisses({ run, opened, actions, reaches });
  if (near.length < 2) return { problem: 'noNearMiss' };
  const lesson = {
    id: 'my-lesson',
    title: write('the title', '标题'),
    serves: {},
    leavesOut: write('what the lesson leaves out', '这一课不讲什么'),
    minutes: 3,
    start: { manifest: text, ...(start.length > 0 && { do: start }) },
    parts: ['manifest', 'terminal'],
    pages: [
      {
        id: 'task',
        do: {
          task: write('what is to be done, and why', '要做什么，为什么'),
          goals: goals.map((check) => ({ says: write('the goal in words', '目标的文字'), check })),
          near: near.map(({ steps, when }) => ({
            do: steps,
            when,
            says: write('why this does not help', '为什么这样不行'),
          })),
          hints: {
            text: write('the first hint', '第一个提示'),
            ghost: { part: 'stage' },
            type: typedOf(actions),
          },
          solutions: { kubectl: actions },
        },
      },
    ],
  };
  const remarks = left.map(
    (action) => `# Left out, as no step of a lesson can do it: ${action.replaceAll(/\s+/g, ' ')}\n`,
  );
  return { yaml: `${remarks.join('')}${writeYaml(lesson)}`, left };
}

/** Returns the first command of the solution, as the learner would type it. */
function typedOf(actions: readonly Step[]): string {
  const command = actions.find((step) => typeof step === 'string');
  return command ?? 'kubectl apply -f manifest.yaml';
}
