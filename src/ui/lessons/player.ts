/** Plays a lesson in a lab: opens its pages, keeps predictions, and checks goals. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Turn } from '../../engine/index.ts';
import type { Step } from '../../lessons/format/steps.ts';
import type { Answer } from '../../lessons/run/answer-prediction.ts';
import { beforeLost, type Branch, branchOf, decidedIn } from '../../lessons/run/branch.ts';
import { LessonRun } from '../../lessons/run/lesson-run.ts';
import { lessonSession } from '../../lessons/run/lesson-session.ts';
import { firstTurn } from '../../lessons/run/moments.ts';
import { beginLesson } from '../../lessons/run/play-lesson.ts';
import type { Lab } from '../../store/lab.ts';
import type { SimulatedRecording } from '../../timeline/recording.ts';
import { Checks } from './checks.ts';
import type { LocalLesson } from './local-lesson.ts';
import {
  begunOf,
  editsOf,
  endOf,
  type Here,
  isDone,
  newlyMet,
  type LocalPage,
  type PageProgress,
  optionsOf,
  placeIn,
  type PlayerState,
  race,
  type Surroundings,
  taskOf,
  toRest,
  wayThrough,
} from './player-state.ts';

export class LessonPlayer {
  readonly store: StoreApi<PlayerState>;
  readonly #stop: () => void;
  readonly #checks: Checks;

  /** @param progress Progress in a lesson that is already open in the lab. */
  constructor(
    private readonly lab: Lab,
    lesson: LocalLesson,
    private readonly around: Surroundings,
    progress: PlayerState['progress'] = {},
  ) {
    this.store = createStore<PlayerState>(() => ({ lesson, page: 0, progress, own: null }));
    const hasTask = () => taskOf(this.#page()) !== undefined && !lab.store.getState().past;
    this.#checks = new Checks(around.schedule, () => this.#run(), hasTask);
    let before = placeIn(lab);
    this.#stop = lab.store.subscribe(() => {
      this.#checks.follow();
      const now = placeIn(lab);
      if (now === before) return;
      before = now;
      this.#checkSoon();
    });
  }

  /**
   * Opens a lesson in the lab. The lesson's start replaces the session.
   * @param before The lessons that it begins after, by id.
   */
  static async begin(
    lab: Lab,
    lesson: LocalLesson,
    before: ReadonlyMap<string, LocalLesson>,
    around: Surroundings,
  ): Promise<LessonPlayer> {
    await around.programs();
    const run = beginLesson(lesson, (id) => before.get(id), { language: lab.store.getState().language });
    await around.open(lessonSession(run, lesson.parts));
    return new LessonPlayer(lab, lesson, around);
  }

  end(): void {
    this.#stop();
    this.lab.act('markMoment', { at: null });
  }

  /**
   * Shows a page. When it is first opened, it begins at rest, after the skipped pages before it and its own steps.
   * @throws Error if a step is refused.
   */
  show(index: number): void {
    const { lesson } = this.store.getState();
    const page = lesson.pages[index];
    if (page === undefined) return;
    this.backToOwn();
    if (this.#progress(page) === undefined) this.#open(index, page);
    race(this.lab, page, this.around.compares);
    this.store.setState({ page: index });
    const { decided } = this.#progress(page)!;
    this.lab.act('markMoment', { at: decided?.at ?? null });
    if (page.view !== undefined) this.lab.act('setStageView', { view: page.view });
    if (page.speed !== undefined) this.lab.act('setSpeed', { speed: page.speed });
    this.#checkSoon();
  }

  /** Commits a prediction, and performs the steps that it is about. Null if the learner makes none. */
  guess(value: Answer | null): void {
    const page = this.#page();
    if (!('predict' in page)) return;
    const here = this.#here();
    const branch = this.#branch(here, page.predict.then);
    const { value: answer, decided } = decidedIn(page.predict.answer, branch.run, here.turn);
    this.#note(page.id, { guess: value, answer, decided });
    this.#take(branch, here);
    this.lab.act('markMoment', { at: decided?.at ?? null });
    // Show the timeline, which has the mark.
    if (decided !== null) this.lab.act('unfold', { part: 'time' });
    this.around.report?.({ type: 'prediction', page: page.id, guess: value, right: value === answer });
  }

  /** Runs until the cluster is at rest. */
  toEnd(): void {
    this.lab.act('travel', { go: toRest });
  }

  /** Goes to the moment that decided the page's prediction. */
  toDecision(): void {
    const { decided } = this.#progress(this.#page()) ?? {};
    if (decided) this.#seek(decided.records, decided.at);
  }

  /** Returns the cluster, the text and the page to the start of the page. The actions since then stay as a branch. */
  restartPage(): void {
    const page = this.#page();
    const progress = this.#progress(page);
    if (progress === undefined) return;
    this.backToOwn();
    this.#goTo(progress, progress.from);
    if (this.lab.store.getState().text !== progress.text) this.lab.act('edit', { text: progress.text });
    this.store.setState({ progress: { ...this.store.getState().progress, [page.id]: begunOf(progress) } });
    this.lab.act('markMoment', { at: null });
    race(this.lab, page, this.around.compares);
    this.#checkSoon();
  }

  /** Goes back to the last moment from which a lost goal could be met. */
  backBefore(goal: number): void {
    const page = this.#page();
    const [task, progress] = [taskOf(page), this.#progress(page)];
    if (task === undefined || progress === undefined) return;
    const turn = beforeLost(task, this.#run(), progress.from, goal);
    if (turn !== undefined) this.#seek(turn.seq, turn.at);
  }

  /**
   * Plays the solution on a branch from the start of the page, beside the learner's own run, which stays.
   * @param names Names of the two branches while the solution is shown.
   */
  showSolution(names: { readonly solution: string; readonly own: string }): void {
    const page = this.#page();
    const progress = this.#progress(page);
    if (progress === undefined) return;
    const own = this.#here().run;
    const branch = this.#branch(this.#startOf(progress), wayThrough(page));
    branch.run.name = names.solution;
    this.store.setState({ own: { id: own.id, name: own.name } });
    own.name ??= names.own;
    this.#take(branch, this.#startOf(progress));
    if (this.around.compares) this.lab.act('compareWith', { id: own.id });
  }

  /** Ends the solution: shows the learner's own run again. */
  backToOwn(): void {
    const { own } = this.store.getState();
    if (own === null) return;
    this.lab.act('compareWith', { id: null });
    const run = this.lab.read(({ timeline }) => timeline.runs.find(({ id }) => id === own.id));
    if (run !== undefined) run.name = own.name;
    this.lab.act('selectRun', { id: own.id });
    this.store.setState({ own: null });
    this.lab.act('play');
  }

  /** Writes the solution into the terminal or the editor, without running it. */
  typeSolution(): void {
    const task = taskOf(this.#page());
    if (task === undefined) return;
    const { type } = task.hints;
    const edits = editsOf(task);
    if (type.startsWith('kubectl ') || edits.length === 0) return void this.lab.act('typeCommand', { text: type });
    const run = this.#run();
    run.performAll(edits);
    this.lab.act('edit', { text: run.text });
    this.lab.act('setLayout', { layout: { sideFolded: false } });
  }

  /** Reports that the learner has finished the lesson. */
  finish(): void {
    this.around.report?.(endOf(this.store.getState()));
  }

  #page({ lesson, page } = this.store.getState()): LocalPage {
    return lesson.pages[page]!;
  }

  #progress({ id }: LocalPage): PageProgress | undefined {
    return this.store.getState().progress[id];
  }

  #note(id: string, what: Partial<PageProgress>): void {
    const { progress } = this.store.getState();
    const { run, turn, at, text } = this.#here();
    const begun = progress[id] ?? { from: turn, at, run: run.id, text };
    this.store.setState({ progress: { ...progress, [id]: { ...begun, ...what } } });
  }

  /** Opens a page: performs the skipped pages before it, and its own steps. */
  #open(index: number, page: LocalPage): void {
    const { pages } = this.store.getState().lesson;
    const left = pages.slice(0, index).filter((earlier) => !isDone(earlier, this.#progress(earlier)));
    const begun = left[0] && this.#progress(left[0]);
    const steps = left.flatMap((earlier): readonly Step[] => [
      ...(this.#progress(earlier) === undefined ? earlier.begin : []),
      ...wayThrough(earlier),
      { settle: true },
    ]);
    // Begin with the first skipped page, at the moment where it was opened.
    if (begun === undefined) this.toEnd();
    if (steps.length + page.begin.length > 0) {
      const branch = this.#branch(begun ? this.#startOf(begun) : this.#here(), [...steps, ...page.begin]);
      this.#take(branch);
    }
    for (const earlier of left) this.#note(earlier.id, { skipped: true });
    this.#note(page.id, 'predict' in page ? { options: optionsOf(page.predict, this.#run()) } : {});
  }

  /**
   * Performs steps on a branch.
   * @throws Error if a step is refused.
   */
  #branch({ run, turn, at, text }: Here, steps: readonly Step[]): Branch {
    const id = this.lab.read(({ timeline }) => timeline.nextId());
    const branch = branchOf(run, id, turn, at, text, steps);
    if (branch.refused !== undefined) throw new Error(branch.refused);
    return branch;
  }

  /** Switches to a branch: to its end, or to one of its moments, from which time plays. */
  #take({ run, text, commands }: Branch, from?: Here): void {
    const { lab } = this;
    lab.act('travel', { go: (timeline) => timeline.take(run) });
    const { record } = lab.read(({ access }) => access);
    commands.forEach((command) => record({ ok: true, typed: false, ...command }));
    if (from !== undefined) {
      this.#seek(from.turn.seq, from.at);
      lab.act('play');
    } else if (lab.store.getState().text !== text) lab.act('edit', { text });
  }

  /** Goes to the moment after a number of records. */
  #seek(records: number, at: number): void {
    this.lab.act('travel', { go: (timeline) => timeline.seekRecord(records, at) });
  }

  #goTo({ run, at }: Pick<PageProgress, 'run' | 'at'>, { seq }: Turn): void {
    if (this.lab.store.getState().runs.some(({ id }) => id === run)) this.lab.act('selectRun', { id: run });
    this.#seek(seq, at);
  }

  #startOf({ from, at, run, text }: PageProgress): Here {
    const { run: now } = this.#here();
    const kept = this.lab.read(({ timeline }) => timeline.runs.find(({ id }) => id === run));
    return { run: kept ?? now, turn: from, at, text };
  }

  #here(): Here {
    const { text } = this.lab.store.getState();
    return this.lab.read(({ timeline }) => ({
      ...{ run: timeline.run, turn: timeline.turn ?? firstTurn, at: timeline.now(), text },
    }));
  }

  #run(): LessonRun {
    const { run, turn, text } = this.#here();
    const { past } = this.lab.store.getState();
    return new LessonRun(run.recording as SimulatedRecording, text, past ? turn : undefined);
  }

  readonly #checkSoon = (): void => this.#checks.soon(() => this.check());

  /** Checks the page's task, in parts. While the solution is shown, nothing counts. */
  *check(): Generator<void, void> {
    const page = this.#page();
    const [task, progress] = [taskOf(page), this.#progress(page)];
    if (task === undefined || progress === undefined || this.store.getState().own !== null) return;
    const state = yield* this.#checks.judge(task, progress.from);
    this.#note(page.id, { task: state });
    for (const goal of newlyMet(progress.task, state)) this.around.report?.({ type: 'goal', page: page.id, goal });
  }
}
