/** The input and output of a program. */
import type { Pause } from './pause.ts';

/** The process uses too much time, or prints too much. */
export class Bounded extends Error {}

const mostOutput = 1_000_000;

export class InputStream {
  #text: string;
  #open: boolean;

  /** @param open True if more input can be typed. */
  constructor(text: string, open = false) {
    this.#text = text;
    this.#open = open;
  }

  *all(): Generator<Pause, string> {
    if (this.#open) yield 'input';
    this.#open = false;
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** `undefined` at the end. */
  *line(): Generator<Pause, string | undefined> {
    if (this.#open) yield 'input';
    this.#open = false;
    if (this.#text === '') return undefined;
    const end = this.#text.indexOf('\n');
    const line = end < 0 ? this.#text : this.#text.slice(0, end);
    this.#text = end < 0 ? '' : this.#text.slice(end + 1);
    return line;
  }
}

export interface Streams {
  readonly in: InputStream;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Collects the output. */
export class Collected {
  text = '';

  readonly write = (text: string): void => {
    this.text += text;
    if (this.text.length > mostOutput) throw new Bounded();
  };
}
