/** Plays a lesson in a lab: opens its pages, keeps predictions, and checks goals. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Turn } from '../../engine/index.ts';
import type { Localized } from '../../lessons/format/localize.ts';
import type { Page, Prediction } from '../../lessons/format/schema.ts';
import type { Step } from '../../lessons/format/steps.ts';
import { type Answer, answerOf } from '../../lessons/run/answer-prediction.ts';
import { checkTask, type TaskState } from '../../lessons/run/check-task.ts';
import { LessonRun } from '../../lessons/run/lesson-run.ts';
import { lessonSession } from '../../lessons/run/lesson-session.ts';
import { lastTurn } from '../../lessons/run/moments.ts';
import { beginLesson, openPage } from '../../lessons/run/play-lesson.ts';
import type { Session } from '../../share/session.ts';
import { LaterPrograms } from '../../store/commands/programs.ts';
import { lazyParts } from '../../store/lazy-parts.ts';
import type { Lab } from '../../store/lab.ts';
import type { SimulatedRecording } from '../../timeline/recording.ts';
import type { LocalLesson } from './course.ts';

export type LocalPage = Localized<Page>;

/** The learner's progress on a page. */
export interface PageProgress {
  /** The moment at which it was opened. */
  readonly from: Turn;
  /** The options of its prediction: the correct one and the others. */
  readonly options?: readonly Answer[];
  /** The learner's prediction; null if it was skipped. */
  readonly guess?: Answer | null;
  /** The answer that the engine computed. */
  readonly answer?: Answer;
  readonly task?: TaskState<string>;
}

export interface PlayerState {
  readonly lesson: LocalLesson;
  readonly page: number;
  /** By the page's id; only pages that were opened. */
  readonly progress: Readonly<Record<string, PageProgress>>;
}

export class LessonPlayer {
  readonly store: StoreApi<PlayerState>;
  readonly #stop: () => void;
  #checking = 0;

  private constructor(
    private readonly lab: Lab,
    lesson: LocalLesson,
    private readonly schedule: (work: () => void) => void,
    private readonly open: (session: Session) => Promise<unknown>,
    private readonly own: Session,
  ) {
    this.store = createStore<PlayerState>(() => ({ lesson, page: 0, progress: {} }));
    let inputs = this.#inputs();
    this.#stop = lab.store.subscribe(() => {
      const now = this.#inputs();
      if (now === inputs) return;
      inputs = now;
      this.#checkSoon();
    });
  }

  /**
   * Opens a lesson in the lab: the lesson's start replaces the session.
   * @param before The lessons that it builds on, by id.
   * @param schedule Runs work when nothing is more urgent.
   * @param open Opens a session in place of the current one, which is kept.
   */
  static async begin(
    lab: Lab,
    lesson: LocalLesson,
    before: ReadonlyMap<string, LocalLesson>,
    schedule: (work: () => void) => void,
    open: (session: Session) => Promise<unknown>,
  ): Promise<LessonPlayer> {
    // The programs of containers are loaded first: they decide when Pods become Ready.
    await new LaterPrograms(lazyParts.programs).load();
    const run = beginLesson(lesson, (id) => before.get(id), { language: lab.store.getState().language });
    const own = lab.read(({ session }) => session());
    await open(lessonSession(run, lesson.parts));
    return new LessonPlayer(lab, lesson, schedule, open, own);
  }

  end(): void {
    this.#stop();
  }

  /** Ends the lesson and opens the session from before it. */
  async leave(): Promise<void> {
    this.end();
    await this.open(this.own);
  }

  /** Shows a page. When it is opened for the first time, its own steps run until nothing is left to do. */
  async show(index: number): Promise<void> {
    const { lesson, progress } = this.store.getState();
    const page = lesson.pages[index];
    if (page === undefined) return;
    this.store.setState({ page: index });
    if (progress[page.id] !== undefined) return;
    if (page.begin.length > 0) {
      const run = this.#run().fork();
      openPage(page, run);
      const session = lessonSession(run, lesson.parts);
      await this.lab.act('openSession', { session, beginning: session });
    }
    this.#note(page.id, {
      from: lastTurn(this.#recording()),
      ...('predict' in page && { options: optionsOf(page.predict, this.#run()) }),
    });
    if (page.view !== undefined) this.lab.act('setStageView', { view: page.view });
    if (page.speed !== undefined) this.lab.act('setSpeed', { speed: page.speed });
    this.#checkSoon();
  }

  /** Commits a prediction, and runs the steps of the page. */
  guess(value: Answer | null): void {
    const { lesson, page: index } = this.store.getState();
    const page = lesson.pages[index]!;
    if (!('predict' in page)) return;
    const { value: answer } = answerOf(page.predict, this.#run());
    this.#note(page.id, { guess: value, answer });
    this.#perform(page.predict.then);
  }

  #note(id: string, what: Partial<PageProgress>): void {
    const { progress } = this.store.getState();
    const from = progress[id]?.from ?? lastTurn(this.#recording());
    this.store.setState({ progress: { ...progress, [id]: { ...progress[id], from, ...what } } });
  }

  #recording(): SimulatedRecording {
    return this.lab.read(({ timeline }) => timeline.recording as SimulatedRecording);
  }

  #inputs(): number {
    return this.lab.read(({ timeline }) => timeline.recording.inputs.length);
  }

  #run(): LessonRun {
    return new LessonRun(this.#recording(), this.lab.store.getState().text);
  }

  #checkSoon(): void {
    const check = ++this.#checking;
    this.schedule(() => {
      if (check === this.#checking) this.#check();
    });
  }

  #check(): void {
    const { lesson, page: index, progress } = this.store.getState();
    const page = lesson.pages[index]!;
    const task = 'do' in page ? page.do : 'answer' in page ? page.answer : undefined;
    const from = progress[page.id]?.from;
    if (task === undefined || from === undefined) return;
    this.#note(page.id, { task: checkTask(task, this.#run(), from) });
  }

  /** Performs steps in the lab, as a user would. Time runs there. */
  #perform(steps: readonly Step[]): void {
    const { lab } = this;
    const nodeOf = (pod: string): string =>
      lab.read(({ access }) => access.api.get('pods', pod, 'default')?.spec.nodeName ?? '');
    for (const step of steps) {
      if (typeof step === 'string') lab.act('runCommand', { command: step });
      else if ('try' in step) lab.act('runCommand', { command: step.try });
      else if ('apply' in step) lab.act('apply');
      else if ('text' in step) lab.act('edit', { text: step.text });
      else if ('set' in step) {
        const run = this.#run();
        if (run.perform(step).exit === 0) lab.act('edit', { text: run.text });
      } else if ('write' in step) lab.act('writeLine', { name: step.to });
      else if ('cutNodeOf' in step) lab.act('cutNode', { name: nodeOf(step.cutNodeOf) });
      else if ('restoreNodeOf' in step) lab.act('restoreNode', { name: nodeOf(step.restoreNodeOf) });
    }
    lab.act('play');
  }
}

/** Returns the options of a prediction, sorted, so that their order does not reveal the answer. */
const optionsOf = (asked: Localized<Prediction>, run: LessonRun): readonly Answer[] =>
  [answerOf(asked, run).value, ...asked.wrong.map(({ value }) => value)].sort((a, b) =>
    String(a) < String(b) ? -1 : 1,
  );
