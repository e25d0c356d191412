/** Plays a lesson in a figure. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Session } from '../../share/session.ts';
import type { Lab } from '../../store/lab.ts';
import { withBefore } from '../../ui/lessons/before.ts';
import { carriedOf, readCarried } from '../../ui/lessons/carried.ts';
import type { LocalLesson } from '../../ui/lessons/local-lesson.ts';
import { LessonPlayer } from '../../ui/lessons/player.ts';
import type { LessonEvent, Surroundings } from '../../ui/lessons/player-state.ts';
import { onIdle } from '../../ui/kit/browser/when-idle.ts';
import type { LessonPageOf } from '../frame/lab-address.ts';
import type { LabEvent } from '../protocol/messages.ts';
import { loadLesson } from './load-lesson.ts';
import { eventOf } from './statement.ts';

/** Options of a lesson in a figure. */
export interface AskedLesson extends LessonPageOf {
  readonly lab: Lab;
  /** The link that is open in the lab: the lesson continues with the progress in it. Null if there is none. */
  readonly link: string | null;
  readonly open: (session: Session) => Promise<unknown>;
  readonly programs: () => Promise<unknown>;
  /** Sends an event to the host page. */
  readonly send: (event: LabEvent) => void;
  readonly addressOf: (place: Partial<LessonPageOf>) => string;
}

export class LessonOfFigure {
  /** `failed` is the reason why a page cannot be shown; `finished` is true at the end of the lesson. */
  readonly store: StoreApi<{ readonly failed: string | null; readonly finished: boolean }>;
  readonly #begun = performance.now();

  private constructor(
    readonly player: LessonPlayer,
    readonly asked: AskedLesson,
  ) {
    this.store = createStore(() => ({ failed: null as string | null, finished: false }));
  }

  /** @returns undefined if there is no such lesson. */
  static async begin(asked: AskedLesson): Promise<LessonOfFigure | undefined> {
    const { lab, link, lesson: id } = asked;
    const lessons = await withBefore(id, lab.store.getState().language, loadLesson);
    const lesson = lessons.get(id);
    if (lesson === undefined) return undefined;
    let made: LessonOfFigure | undefined = undefined;
    const around: Surroundings = {
      schedule: onIdle,
      open: asked.open,
      programs: asked.programs,
      compares: false,
      report: (event) => made?.report(event),
    };
    await around.programs();
    const carried = link === null ? undefined : readCarried(link, lesson, lab);
    const player =
      carried === undefined
        ? await LessonPlayer.begin(lab, lesson, lessons, around)
        : new LessonPlayer(lab, lesson, around, carried);
    made = new LessonOfFigure(player, asked);
    made.show(Math.min(asked.page, lesson.pages.length) - 1);
    return made;
  }

  /** Shows a page. @param index From 0. */
  show(index: number): void {
    try {
      this.player.show(index);
      this.store.setState({ failed: null, finished: false });
    } catch (error) {
      this.store.setState({ failed: error instanceof Error ? error.message : String(error) });
    }
  }

  finish(): void {
    this.store.setState({ finished: true });
  }

  /** Shows the lesson in another language. */
  async speak(language: string): Promise<void> {
    const lesson = await loadLesson(this.player.store.getState().lesson.id, language);
    if (lesson !== undefined) this.player.store.setState({ lesson });
  }

  /** The shown page, as addresses name it. */
  get page(): LessonPageOf {
    return { lesson: this.#lesson.id, page: this.player.store.getState().page + 1 };
  }

  /** Returns the text after the session in the fragment of an address, with which the lab continues the lesson. */
  get carried(): string {
    return carriedOf(this.player.store.getState());
  }

  end(): void {
    this.player.end();
  }

  report(event: LessonEvent): void {
    const { asked } = this;
    const lesson = this.#lesson;
    const addressOf = (page?: string): string => {
      const index = lesson.pages.findIndex(({ id }) => id === page);
      return asked.addressOf({ lesson: lesson.id, ...(index >= 0 && { page: index + 1 }) });
    };
    const { language } = asked.lab.store.getState();
    asked.send(eventOf(event, { lesson, addressOf, language, elapsed: performance.now() - this.#begun }));
  }

  get #lesson(): LocalLesson {
    return this.player.store.getState().lesson;
  }
}
