/** Log of the terminal: commands with their output. Values are frozen; the oldest lines are dropped first. */
import type { Output } from '../../shell/index.ts';
import type { CommandRecord } from '../../store/state/lab-state.ts';

export type Part = Extract<Output, { kind: 'stdout' | 'stderr' | 'hint' }>;

export interface Entry {
  readonly id: number;
  /** Typed here, or run by a button of the page. */
  readonly from: 'terminal' | 'stage';
  readonly prompt: string;
  readonly text: string;
  readonly parts: readonly Part[];
  /** Current screen of `watch`. */
  readonly screen: string | null;
  readonly lines: number;
  /** Id of the lab's command that it shows; absent for a typed one. */
  readonly record?: number;
}

/** The most lines that are kept. */
export const maxLines = 5000;
/** The most commands that are kept: each has its own elements on the page. */
export const maxEntries = 100;
/** The most characters of one piece of output that are shown. */
const maxText = 500_000;
/** The most characters of a command that are shown: its beginning. */
const maxCommand = 100_000;
/** Number of characters that count for a line. */
const widest = 200;

const beginningOf = (text: string): string => (text.length > maxCommand ? `${text.slice(0, maxCommand)}…` : text);

/** Number of lines that a text counts for: a long line counts for several, a part of a line for one. */
const linesIn = (text: string): number => Math.max(text.split('\n').length - 1, Math.ceil(text.length / widest));

export class Log {
  #entries: readonly Entry[] = [];
  #ids = 0;

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  add(output: Output): void {
    switch (output.kind) {
      case 'clear':
        this.#entries = [];
        return;
      case 'command':
        return this.#begin('terminal', output.prompt, beginningOf(output.text));
      case 'screen':
        return this.#change((entry) => ({ ...entry, screen: output.text.slice(-maxText) }));
      case 'hint':
        return this.#part(output, 1);
      case 'stdout':
      case 'stderr': {
        const text = output.text.length > maxText ? output.text.slice(-maxText) : output.text;
        return this.#part({ kind: output.kind, text }, linesIn(text));
      }
    }
  }

  /** Adds a command of a button, or replaces its output so far. */
  addFromStage({ id, command, lines, ok }: CommandRecord): void {
    const before = this.#entries.find((entry) => entry.record === id);
    if (before === undefined) this.#begin('stage', '$ ', command, id);
    const text = lines.map((line) => `${line}\n`).join('');
    const part: Part = { kind: ok ? 'stdout' : 'stderr', text };
    if (before !== undefined) {
      const own: Entry = { ...before, parts: [part], lines: 1 + lines.length };
      this.#entries = trimmed(this.#entries.map((entry) => (entry === before ? own : entry)));
    } else if (text !== '') this.#part(part, lines.length);
  }

  #begin(from: Entry['from'], prompt: string, text: string, record?: number): void {
    const entry: Entry = {
      id: ++this.#ids,
      from,
      prompt,
      text,
      parts: [],
      screen: null,
      lines: 1 + linesIn(text),
      ...(record !== undefined && { record }),
    };
    this.#entries = trimmed([...this.#entries, entry]);
  }

  #part(part: Part, lines: number): void {
    this.#change((entry) => {
      const parts = [...entry.parts, part];
      let kept = entry.lines + lines;
      // The beginning of long output is dropped; its last piece always stays.
      while (kept > maxLines && parts.length > 1) kept -= sizeOf(parts.shift()!);
      return { ...entry, parts, lines: kept };
    });
  }

  #change(change: (entry: Entry) => Entry): void {
    if (this.#entries.length === 0) this.#begin('terminal', '', '');
    const last = this.#entries.at(-1)!;
    this.#entries = trimmed([...this.#entries.slice(0, -1), change(last)]);
  }
}

const sizeOf = (part: Part): number => (part.kind === 'hint' ? 1 : linesIn(part.text));

function trimmed(entries: readonly Entry[]): readonly Entry[] {
  let sum = entries.reduce((lines, entry) => lines + entry.lines, 0);
  let first = Math.max(entries.length - maxEntries, 0);
  for (const { lines } of entries.slice(0, first)) sum -= lines;
  while (sum > maxLines && first < entries.length - 1) sum -= entries[first++]!.lines;
  return first === 0 ? entries : entries.slice(first);
}
