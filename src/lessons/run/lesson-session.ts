/** A lesson's start as a session that the lab opens. */
import { engineFingerprint } from '../../engine/index.ts';
import { type Session, sessionVersion } from '../../share/session.ts';
import { Run } from '../../timeline/run.ts';
import { foldedAtFirst, type PagePart } from '../../share/saved-fields.ts';
import type { Lesson } from '../format/schema.ts';
import type { LessonRun } from './lesson-run.ts';

/** The parts of the page that are folded at first, by their names in lessons. */
const foldable: Readonly<Partial<Record<Lesson['parts'][number], PagePart>>> = {
  terminal: 'terminal',
  timeline: 'time',
  nodes: 'views',
  events: 'log',
  status: 'log',
};

/** Returns the foldable parts of the page that a lesson uses. */
export const neededParts = (parts: Lesson['parts']): readonly PagePart[] =>
  foldedAtFirst.filter((part) => parts.some((name) => foldable[name] === part));

/** Returns a session with one run, at its newest moment, and the parts that the lesson uses. */
export function lessonSession({ recording, text, appliedText }: LessonRun, parts: Lesson['parts']): Session {
  const needed = neededParts(parts);
  const run = new Run({ id: 1, text }, recording);
  if (appliedText !== null) run.remember(appliedText);
  return {
    version: sessionVersion,
    seed: recording.simulation.seed,
    engine: engineFingerprint(),
    runs: [run.save()],
    run: 1,
    moment: null,
    example: 'complete',
    text,
    folded: foldedAtFirst.filter((part) => !needed.includes(part)),
  };
}
