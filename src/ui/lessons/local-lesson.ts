import type { Localized } from '../../lessons/format/localize.ts';
import type { Lesson } from '../../lessons/format/schema.ts';

/** A lesson in one language. */
export interface LocalLesson extends Localized<Lesson> {
  /** Fingerprint of its file. */
  readonly hash: string;
  /** The id under which it is kept that it was finished; its own, if absent. */
  readonly keptAs?: string;
}
