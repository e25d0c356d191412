/** Connects two concurrent programs of a pipeline: one writes, the other reads. */
import type { Read } from '../session/typed-input.ts';

/** Number of unread characters above which the writer waits. */
const capacity = 64 * 1024;

export class Pipe {
  #text = '';
  #closed = false;
  #abandoned = false;
  /** Called when the other side has written, read or ended. */
  #waiting: (() => void)[] = [];

  /** @param broken Called when something is written that no program will read. */
  constructor(private readonly broken: () => void) {}

  write(text: string): void {
    if (this.#abandoned) return this.broken();
    this.#text += text;
    this.#wake();
  }

  /** Ends the writing side. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Ends the reading side. */
  abandon(): void {
    this.#abandoned = true;
    this.#text = '';
    this.#wake();
  }

  /** Resolves when there is room for more, or when the reader has ended. */
  async drained(signal: AbortSignal): Promise<void> {
    while (this.#text.length > capacity && !this.#abandoned && !signal.aborted) await this.#change(signal);
  }

  /** Returns all available text up to the end of a line; `undefined` at the end. */
  async read(signal: AbortSignal): Promise<string | undefined> {
    while (!this.#text.includes('\n') && !this.#closed && !signal.aborted) await this.#change(signal);
    if (this.#text === '' || signal.aborted) return undefined;
    const end = this.#text.lastIndexOf('\n') + 1 || this.#text.length;
    return this.#take(end);
  }

  readonly readLine = async (_: string, signal: AbortSignal): Promise<Read> => {
    while (!this.#text.includes('\n') && !this.#closed && !signal.aborted) await this.#change(signal);
    if (this.#text === '' || signal.aborted) return 'closed';
    const end = this.#text.indexOf('\n') + 1 || this.#text.length;
    return { line: this.#take(end).replace(/\n$/, '') };
  };

  #take(end: number): string {
    const taken = this.#text.slice(0, end);
    this.#text = this.#text.slice(end);
    this.#wake();
    return taken;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((resolve) => resolve());
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.#waiting.push(wake);
    });
  }
}
