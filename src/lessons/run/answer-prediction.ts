/** Computes the answer to a prediction on a fork of the run. */
import { emptyClusterView, foldRecords } from '../../view/cluster-view.ts';
import type { Prediction, Question } from '../format/schema.ts';
import { Course, meets } from './check-condition.ts';
import { at } from './lesson-error.ts';
import type { LessonRun } from './lesson-run.ts';
import { performSteps } from './perform-steps.ts';
import { podEvents } from './moments.ts';

export type Answer = string | number | boolean;

/** The answer, and the moment that decided it. */
export interface Answered {
  readonly value: Answer;
  /** Position in the history of the record that decided it; null if nothing happened. */
  readonly seq: number | null;
}

/**
 * Returns the answer to a prediction at a moment of a run.
 * @throws LessonError if a step is refused, or if nothing happens that could be the answer: the lesson is wrong.
 */
export function answerOf({ answer, then }: Pick<Prediction, 'answer' | 'then'>, run: LessonRun): Answered {
  const from = run.turn;
  const fork = run.fork();
  performSteps(fork, then, ['then']);
  return at(['answer'], () => answerIn(answer, new Course(fork.recording, from)));
}

/**
 * Returns the answer of a course.
 * @throws Error if there is none.
 */
export function answerIn(question: Question, course: Course): Answered {
  const { recording, from } = course;
  switch (question.of) {
    case 'next': {
      const [first] = podEvents(recording.history, from.seq, question.event);
      if (first === undefined) throw new Error(`no Pod is ${question.event}`);
      return { value: first.pod, seq: first.seq };
    }
    case 'order': {
      const pods = podEvents(recording.history, from.seq, question.event);
      if (pods.length === 0) throw new Error(`no Pod is ${question.event}`);
      return { value: pods.map(({ pod }) => pod).join(', '), seq: pods[0]!.seq };
    }
    case 'count': {
      const pods = podEvents(recording.history, from.seq, question.event);
      return { value: pods.length, seq: pods.at(-1)?.seq ?? lastDecision(course) };
    }
    case 'print': {
      const { stdout, stderr, exit } = course.ask(question.command);
      if (exit !== 0) throw new Error(`${question.command}: ${stderr.trim()}`);
      const value = stdout.trim();
      return { value, seq: course.since((then) => then.ask(question.command).stdout.trim() === value) };
    }
    case 'holds': {
      const value = meets(question.check, course);
      return { value, seq: course.since((then) => meets(question.check, then) === value) };
    }
    case 'rule': {
      const key = `default/${question.set}`;
      const { decisions: all } = foldRecords(emptyClusterView, recording.history);
      const decisions = all.get(key)?.latest ?? [];
      const decided = decisions.find(({ verb }) => verb === 'wait') ?? decisions.find(({ verb }) => verb === 'keep');
      const last = decided ?? decisions.at(-1);
      if (last === undefined) throw new Error(`the controller has decided nothing about ${question.set}`);
      const { rule } = last;
      const first = recording.history.find(
        (record) =>
          record.seq >= from.seq &&
          record.type === 'SYNC' &&
          record.key === key &&
          record.decisions.some((decision) => decision.rule === rule),
      );
      return { value: rule, seq: first?.seq ?? lastDecision(course) };
    }
  }
}

/** If nothing happens to a Pod, the controller's last decision is the reason. */
const lastDecision = ({ records }: Course): number | null =>
  records.findLast(({ type }) => type === 'SYNC')?.seq ?? null;
