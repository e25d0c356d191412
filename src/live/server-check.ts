/** Requests the API server's version every half minute, to check that the server answers. */
import { limits, type Limits } from './limits.ts';

export type Heard =
  | { readonly type: 'answered'; readonly request: number; readonly status: number; readonly body: string }
  | { readonly type: 'failed'; readonly request: number };

export type ServerEffect =
  | { readonly do: 'get'; readonly request: number; readonly address: string }
  | { readonly do: 'abort'; readonly request: number };

export interface ServerStatus {
  /** As the server reports it, e.g. `v1.36.2`; null if it is not known. */
  readonly version: string | null;
  /** Time of its last answer (ms). */
  readonly asOf: number | null;
  /** True if it did not answer the last request. */
  readonly lost: boolean;
}

/** Time between two requests (ms). */
const pause = 30_000;

export class ServerCheck {
  readonly #answer: number;
  #version: string | null = null;
  #asOf: number | null = null;
  #lost = false;
  #request = 0;
  #open = false;
  #since = -Infinity;

  constructor({ answer = limits.answer }: Partial<Limits> = {}) {
    this.#answer = answer;
  }

  status(): ServerStatus {
    return { version: this.#version, asOf: this.#asOf, lost: this.#lost };
  }

  tick(at: number): readonly ServerEffect[] {
    if (at < this.#since) this.#since = at;
    if (this.#open) {
      if (at - this.#since < this.#answer) return [];
      this.#open = false;
      this.#lost = true;
      return [{ do: 'abort', request: this.#request }];
    }
    // A lost server is asked more often, so that its return is noticed soon.
    if (at - this.#since < (this.#lost ? pause / 6 : pause)) return [];
    this.#open = true;
    this.#since = at;
    return [{ do: 'get', request: ++this.#request, address: '/version' }];
  }

  take(heard: Heard, at: number): readonly ServerEffect[] {
    if (!this.#open || heard.request !== this.#request) return [];
    this.#open = false;
    // A refusal by the API server is also an answer.
    this.#lost = heard.type === 'failed' || heard.status >= 500;
    if (heard.type === 'failed' || this.#lost) return [];
    this.#asOf = at;
    this.#version = versionIn(heard.body) ?? this.#version;
    return [];
  }
}

function versionIn(body: string): string | undefined {
  const text = /"gitVersion"\s*:\s*"(v\d{1,3}\.\d{1,3}\.\d{1,4}[\w.+-]{0,60})"/.exec(body.slice(0, 10_000));
  return text?.[1];
}
