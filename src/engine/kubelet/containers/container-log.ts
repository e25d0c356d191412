/** The output of one run of a container, line by line. */
import type { LogLine } from './container-host.ts';

/** Largest number of lines; older ones are removed, as when the kubelet rotates a log. */
const [mostLines, mostCharacters] = [10_000, 1_000_000];

export class ContainerLog {
  readonly #lines: LogLine[] = [];
  #length = 0;
  /** True if the last line is not complete. */
  #open = false;

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** @param now Virtual ms. */
  print(now: number, text: string): void {
    if (text === '') return;
    const lines = text.split('\n');
    const complete = lines.at(-1) === '';
    if (complete) lines.pop();
    if (this.#open) {
      const last = this.#lines.pop()!;
      this.#lines.push({ ...last, text: last.text + lines.shift()! });
    }
    for (const line of lines) this.#lines.push({ at: now, text: line });
    this.#open = !complete;
    this.#length += text.length;
    if (this.#lines.length > mostLines || this.#length > mostCharacters) this.#rotate();
  }

  /** Removes half of it. */
  #rotate(): void {
    const gone = this.#lines.splice(0, Math.ceil(this.#lines.length / 2));
    this.#length -= gone.reduce((sum, { text }) => sum + text.length + 1, 0);
  }
}
