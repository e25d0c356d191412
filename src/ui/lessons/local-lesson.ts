import type { Localized } from '../../lessons/format/localize.ts';
import type { Lesson } from '../../lessons/format/schema.ts';

/** A lesson in one language. */
export interface LocalLesson extends Localized<Lesson> {
  /** Fingerprint of its file. */
  readonly hash: string;
  /** The id of the stored progress; the lesson's id, if absent. */
  readonly keptAs?: string;
}
