/** A figure: one lab in a frame of another page. It starts on request, and stores nothing. */
import { decodeSession, encodeSession } from '../../share/link.ts';
import { createFrontLab } from '../../store/front-lab.ts';
import { createLabStore } from '../../store/lab-store.ts';
import type { Lab, LabOptions } from '../../store/lab.ts';
import { browserFrames } from '../../store/moment/playback.ts';
import { LaterPrograms } from '../../store/commands/programs.ts';
import { onPage } from '../../store/perform.ts';
import type { Outcome } from '../../store/state/outcome.ts';
import type { LessonOfFigure } from '../lessons/lesson-of-figure.ts';
import type { Lessons } from '../lessons/index.tsx';
import type { ReadOptions } from '../options/read.ts';
import type { LabEvent } from '../protocol/messages.ts';
import { labAddress } from './lab-address.ts';
import { frameParts } from './parts.ts';
import { runCommands } from './run-commands.ts';
import { SeenFrames } from './sight.ts';

/** Services that a figure needs for a lesson. */
export interface Around {
  /** Loads the lesson player and its texts. */
  readonly lessons: () => Promise<Lessons>;
  /** Sends an event to the host page. */
  readonly send: (event: LabEvent) => void;
}

/** A request of the options that the figure could not fulfil. */
export interface Trouble {
  readonly what: 'manifest' | 'link' | 'command' | 'lesson';
  /** The error message of kubectl, the code of a SessionError, or the id of a lesson. */
  readonly said: string;
}

export class Figure {
  /** The lab for other parts: an action on its cluster starts the figure first. */
  readonly lab: Lab;
  readonly #inner: Lab;
  readonly #frames = new SeenFrames(browserFrames);
  readonly #listeners = new Set<() => void>();
  #load: () => void = () => {};
  #beginning: Promise<void> | undefined;
  #commands = new AbortController();
  #troubles: readonly Trouble[] = [];
  #inSight = false;
  #wanted = true;

  constructor(
    readonly asked: ReadOptions,
    options: Omit<LabOptions, 'parts' | 'frames'>,
    private readonly around: Around,
  ) {
    const loaded = new Promise<{ createLabStore: typeof createLabStore }>((resolve) => {
      this.#load = () => resolve({ createLabStore });
    });
    const inner = createFrontLab({ ...options, parts: frameParts, frames: this.#frames }, () => loaded);
    this.#inner = inner;
    const act = (id: string, argument?: unknown): unknown => {
      const perform = (): unknown => (inner.act as (id: string, argument?: unknown) => unknown)(id, argument);
      if (onPage(id) || this.#isReady) return perform();
      return { outcome: this.begin().then(perform) };
    };
    this.lab = { ...inner, act: act as Lab['act'] };
  }

  #isReady = false;
  #lessons: Lessons | undefined;
  #lesson: LessonOfFigure | undefined;

  /** The current lesson, with the component that shows it. */
  get lesson(): LessonOfFigure | undefined {
    return this.#lesson;
  }

  get LessonView(): Lessons['LessonView'] | undefined {
    return this.#lesson && this.#lessons!.LessonView;
  }

  /** True once the figure was started. */
  get begun(): boolean {
    return this.#beginning !== undefined;
  }

  get troubles(): readonly Trouble[] {
    return this.#troubles;
  }

  /** Calls back when `begun`, `troubles` or `lesson` changes. Returns a function that ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Starts the figure, unless it was started. Resolves when its manifest is applied or its link is open. */
  begin(): Promise<void> {
    if (this.#beginning !== undefined) return this.#beginning;
    this.#load();
    this.#beginning = this.#inner.ready.then(async () => {
      const isOpen = await this.#openLink();
      if (!(await this.#beginLesson(isOpen)) && !isOpen) await this.#apply();
      this.#isReady = true;
      this.#run();
    });
    this.#changed();
    return this.#beginning;
  }

  /** Returns to the initial state of the figure. */
  async restart(): Promise<void> {
    await this.begin();
    this.#commands.abort();
    this.#troubles = [];
    this.#changed();
    const { act, store } = this.#inner;
    const { text } = this.#begunWith;
    if (await this.#beginLesson(false)) return;
    if (store.getState().beginning !== null) {
      await act('resetToBeginning');
      this.#look();
    } else {
      act('reset');
      act('edit', { text });
      await this.#apply();
    }
    act('play');
    this.#run();
  }

  /** Sets whether the figure is in sight. */
  set inSight(inSight: boolean) {
    this.#inSight = inSight;
    this.#frames.seen = inSight && this.#wanted;
    if (inSight && this.asked.options.autoplay) void this.begin();
  }

  /** Sets whether the host page lets the figure run. */
  set wanted(wanted: boolean) {
    this.#wanted = wanted;
    this.#frames.seen = wanted && this.#inSight;
  }

  /** Returns the session as a fragment, without `#`; null before the start. */
  get fragment(): string | null {
    return this.#isReady ? encodeSession(this.#inner.read(({ session }) => session())) + this.carried : null;
  }

  /** Returns the text after the session in a fragment: the progress in the lesson. */
  get carried(): string {
    return this.#lesson?.carried ?? '';
  }

  #begunWith = { text: '' };

  async #apply(): Promise<void> {
    const { act, store } = this.#inner;
    this.#begunWith = { text: store.getState().text };
    const result = act('apply');
    const outcome = result !== undefined && 'outcome' in result ? await result.outcome : (result as Outcome);
    if (outcome.ok) return;
    const reasons = store.getState().diagnostics.map(({ message }) => message);
    this.#complain('manifest', (reasons.length > 0 ? reasons : outcome.lines).join('\n'));
  }

  async #openLink(): Promise<boolean> {
    const { link } = this.asked;
    if (link === null) return false;
    const stop = this.#inner.store.subscribe(({ dialog }) => {
      // A figure cannot ask its reader if so much work may be done.
      if (dialog?.name === 'work') void this.#inner.act('cancelRestore');
    });
    try {
      const session = decodeSession(link);
      if ((await this.#inner.act('openSession', { session, beginning: session })) === 'restored') {
        this.#look();
        return true;
      }
      this.#complain('link', 'TooMuchWork');
    } catch (error) {
      this.#complain('link', error instanceof Error ? error.message : '');
    } finally {
      stop();
    }
    return false;
  }

  /** Applies the options in the address; they override the session of the link. */
  #look(): void {
    const { named, options } = this.asked;
    const { act } = this.#inner;
    if (named.includes('view')) act('setStageView', { view: options.view });
    if (named.includes('speed')) act('setSpeed', { speed: options.speed });
  }

  /**
   * Begins the requested lesson.
   * @param isOpen True if a link is open, which may contain progress.
   */
  async #beginLesson(isOpen: boolean): Promise<boolean> {
    const { options, link } = this.asked;
    if (options.lesson === null) return false;
    const { around } = this;
    const lab = this.#inner;
    this.#lesson?.end();
    try {
      this.#lessons = await around.lessons();
      this.#lesson = await this.#lessons.begin({
        lab,
        lesson: options.lesson,
        page: options.page,
        link: isOpen ? link : null,
        open: async (session) => lab.act('openSession', { session, beginning: null }),
        programs: () => new LaterPrograms(frameParts.programs).load(),
        send: around.send,
        addressOf: (place) => labAddress(location.href, place),
      });
    } catch {
      this.#lesson = undefined;
    }
    if (this.#lesson === undefined) this.#complain('lesson', options.lesson);
    this.#changed();
    return this.#lesson !== undefined;
  }

  #run(): void {
    const { run } = this.asked.options;
    if (run.length === 0) return;
    this.#commands = new AbortController();
    void runCommands(this.#inner, run, this.#commands.signal, (said) => this.#complain('command', said));
  }

  #complain(what: Trouble['what'], said: string): void {
    this.#troubles = [...this.#troubles, { what, said: said.slice(0, 500) }];
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
