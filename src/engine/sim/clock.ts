/**
 * Virtual time: a queue of tasks ordered by due time, then by the order in which they were scheduled.
 *
 * Tasks are plain data (a handler's name and a key), not closures, so that a cluster's future can be copied and
 * compared. For one handler and key at most one task is pending, the earliest: handlers are level-triggered (they look
 * at the objects, not at what woke them) and ask to be woken again when they need to.
 */

export interface ScheduledTask {
  /** Virtual milliseconds since the cluster was made. */
  readonly at: number;
  readonly seq: number;
  /** The handler's name, e.g. `statefulset`. */
  readonly handler: string;
  /** The key, e.g. `default/web`. */
  readonly key: string;
  /** An endless retry (image pull, crash back-off): the cluster counts as at rest while only such tasks are pending. */
  readonly background: boolean;
}

export interface ScheduleOptions {
  readonly background?: boolean;
}

const before = (a: ScheduledTask, b: ScheduledTask): boolean => a.at < b.at || (a.at === b.at && a.seq < b.seq);

export class Clock {
  #now: number;
  #seq = 0;
  /** A binary min-heap. It may contain tasks that an earlier one for the same handler and key has replaced. */
  #heap: ScheduledTask[] = [];
  /** The valid task, by handler, then by key. */
  readonly #pending = new Map<string, Map<string, ScheduledTask>>();
  #foreground = 0;

  /** @param start Virtual ms of its beginning; negative for a time before the lab's time 0. */
  constructor(start = 0) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** True if only endless retries are pending. */
  get atRest(): boolean {
    return this.#foreground === 0;
  }

  /**
   * Schedules `handler` for `key` in `delay` virtual ms, unless it is already scheduled earlier. An endless retry that
   * is moved forward counts as work from now on.
   */
  schedule(handler: string, key: string, delay: number, { background = false }: ScheduleOptions = {}): void {
    let at = this.#now + Math.max(0, delay);
    let tasks = this.#pending.get(handler);
    if (tasks === undefined) this.#pending.set(handler, (tasks = new Map()));
    const pending = tasks.get(key);
    if (pending !== undefined) {
      if (pending.at <= at) {
        if (background || !pending.background) return;
        ({ at } = pending);
      }
      if (!pending.background) this.#foreground--;
    }
    const task: ScheduledTask = { at, seq: this.#seq++, handler, key, background };
    tasks.set(key, task);
    if (!task.background) this.#foreground++;
    this.#push(task);
  }

  /** Cancels the task of `handler` for `key`. */
  cancel(handler: string, key: string): void {
    const tasks = this.#pending.get(handler);
    if (tasks?.get(key)?.background === false) this.#foreground--;
    tasks?.delete(key);
  }

  /** Cancels all tasks. */
  clear(): void {
    this.#heap = [];
    this.#pending.clear();
    this.#foreground = 0;
  }

  /** The time of the next task; `undefined` if there is none. */
  peek(): ScheduledTask | undefined {
    for (;;) {
      const top = this.#heap[0];
      if (top === undefined || this.#isPending(top)) return top;
      this.#pop();
    }
  }

  /** Takes the next task and advances time to it. */
  take(): ScheduledTask | undefined {
    const task = this.peek();
    if (task === undefined) return undefined;
    this.#pop();
    this.#pending.get(task.handler)!.delete(task.key);
    if (!task.background) this.#foreground--;
    this.#now = task.at;
    return task;
  }

  /** Advances time without running anything; the caller has run all tasks due until then. */
  moveTo(time: number): void {
    if (time > this.#now) this.#now = time;
  }

  #isPending(task: ScheduledTask): boolean {
    return this.#pending.get(task.handler)?.get(task.key) === task;
  }

  #push(task: ScheduledTask): void {
    const heap = this.#heap;
    let i = heap.push(task) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(task, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = task;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
}
