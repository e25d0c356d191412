/** Checks the tasks of a lesson when the page is idle. */
import type { Turn } from '../../engine/index.ts';
import { checkInParts, type Judged, type TaskState } from '../../lessons/run/check-task.ts';
import { ForkAhead } from '../../lessons/run/fork-ahead.ts';
import type { LessonRun } from '../../lessons/run/lesson-run.ts';

export class Checks {
  readonly #ahead = new ForkAhead();
  #asked = 0;
  #following = false;

  /**
   * @param schedule Runs work when the page is idle.
   * @param run Returns the learner's run.
   * @param wanted Returns false if there is nothing to check.
   */
  constructor(
    private readonly schedule: (work: () => void) => void,
    private readonly run: () => LessonRun,
    private readonly wanted: () => boolean,
  ) {}

  /** Runs a check soon, part by part, unless another check is requested before it ends. */
  soon(check: () => Generator<void, void>): void {
    const asked = ++this.#asked;
    let parts: Generator<void, void> | undefined;
    const goOn = (): void => {
      if (asked !== this.#asked) return;
      parts ??= check();
      if (parts.next().done === false) this.schedule(goOn);
    };
    this.schedule(goOn);
  }

  /** Prepares the next check in small parts, as time passes in the cluster. */
  follow(): void {
    if (this.#following || !this.wanted()) return;
    this.#following = true;
    this.schedule(() => {
      this.#following = false;
      if (this.wanted() && this.#ahead.follow(this.run())) this.follow();
    });
  }

  /** @param from The moment at which the page was opened. */
  *judge(task: Judged<string>, from: Turn): Generator<void, TaskState<string>> {
    const run = this.run();
    const state = yield* checkInParts(task, run, from, this.#ahead.take(run));
    this.follow();
    return state;
  }
}
