/** Describes the reader's steps in a lesson as xAPI statements, which a course page can forward to its record store. */
import type { LessonEvent } from '../../ui/lessons/player-state.ts';
import type { LabEvent, Statement } from '../protocol/messages.ts';

interface About {
  readonly lesson: { readonly id: string; readonly title: string };
  /** Returns the address of the lesson, or of one of its pages by id. */
  readonly addressOf: (page?: string) => string;
  /** BCP 47 tag of the lesson's language. */
  readonly language: string;
  /** Wall ms since the lesson was opened. */
  readonly elapsed: number;
}

const verbs = {
  answered: 'http://adlnet.gov/expapi/verbs/answered',
  completed: 'http://adlnet.gov/expapi/verbs/completed',
  skipped: 'http://id.tincanapi.com/verb/skipped',
} as const;
const activity = 'http://adlnet.gov/expapi/activities/';

/** Returns the event for the host page. */
export function eventOf(event: LessonEvent, about: About): LabEvent {
  const { lesson, addressOf, language } = about;
  const statement = (
    verb: keyof typeof verbs,
    [type, id]: readonly [type: string, id: string],
    result: Omit<Statement['result'], 'duration'>,
  ): Statement => ({
    verb: { id: verbs[verb], display: { en: verb } },
    object: {
      objectType: 'Activity',
      id,
      definition: { type: `${activity}${type}`, name: { [language]: lesson.title } },
    },
    result: { ...result, duration: `PT${(about.elapsed / 1000).toFixed(2)}S` },
  });

  if (event.type === 'prediction') {
    const { page, guess, right } = event;
    const object = ['question', addressOf(page)] as const;
    return {
      type: 'prediction',
      lesson: lesson.id,
      page,
      statement:
        guess === null
          ? statement('skipped', object, {})
          : statement('answered', object, { success: right, response: String(guess) }),
    };
  }
  if (event.type === 'goal') {
    const { page, goal } = event;
    const object = ['objective', `${addressOf(page)}#goal-${goal}`] as const;
    return {
      type: 'goal',
      lesson: lesson.id,
      page,
      statement: statement('completed', object, { success: true, completion: true }),
    };
  }
  const { right: raw, predictions: max } = event;
  return {
    type: 'end',
    lesson: lesson.id,
    page: null,
    statement: statement('completed', ['lesson', addressOf()], {
      completion: true,
      // A lesson without predictions has no score.
      ...(max > 0 && { score: { raw, min: 0, max, scaled: raw / max } }),
    }),
  };
}
