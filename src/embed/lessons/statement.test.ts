import { describe, expect, it } from 'vitest';
import type { LessonEvent } from '../../ui/lessons/player-state.ts';
import { eventOf } from './statement.ts';

const about = {
  lesson: { id: 'partition', title: 'Partition' },
  language: 'en',
  elapsed: 61_500,
  addressOf: (page?: string) => `https://lab.example/?lesson=partition${page === undefined ? '' : `&page=${page}`}`,
};
const of = (event: LessonEvent) => eventOf(event, about);

describe('a step of a lesson, as the page around a figure hears of it', () => {
  it('is an answered question after a prediction, with what was predicted and whether it was right', () => {
    expect(of({ type: 'prediction', page: 'below', guess: 2, right: false })).toEqual({
      type: 'prediction',
      lesson: 'partition',
      page: 'below',
      statement: {
        verb: { id: 'http://adlnet.gov/expapi/verbs/answered', display: { en: 'answered' } },
        object: {
          objectType: 'Activity',
          id: 'https://lab.example/?lesson=partition&page=below',
          definition: { type: 'http://adlnet.gov/expapi/activities/question', name: { en: 'Partition' } },
        },
        result: { success: false, response: '2', duration: 'PT61.50S' },
      },
    });
  });

  it('is a skipped question where no prediction was made: it is neither right nor wrong', () => {
    const event = of({ type: 'prediction', page: 'below', guess: null, right: false });
    expect(event).toMatchObject({ statement: { verb: { display: { en: 'skipped' } }, result: {} } });
    expect(event).not.toHaveProperty('statement.result.success');
  });

  it('is a completed objective after a goal', () => {
    expect(of({ type: 'goal', page: 'as-meant', goal: 2 })).toMatchObject({
      type: 'goal',
      statement: {
        verb: { display: { en: 'completed' } },
        object: { id: expect.stringMatching(/page=as-meant#goal-2$/) as string },
        result: { success: true },
      },
    });
  });

  it('is the completed lesson at its end, with the predictions that were right', () => {
    expect(of({ type: 'end', right: 1, predictions: 4, tasks: 2 })).toMatchObject({
      type: 'end',
      page: null,
      statement: {
        object: { id: 'https://lab.example/?lesson=partition' },
        result: { completion: true, score: { raw: 1, min: 0, max: 4, scaled: 0.25 } },
      },
    });
    expect(of({ type: 'end', right: 0, predictions: 0, tasks: 1 })).not.toHaveProperty('statement.result.score');
  });
});
