/**
 * Sends requests that write to the cluster. It is off until the user of the page turns it on, and each request is sent
 * as a dry run first. It knows one origin, and does nothing in a frame.
 */
import type { ServerAnswer, WriteRequest } from '../../live/index.ts';

/** Number of characters of an answer that are read. */
const maxAnswer = 4_000_000;

/** A write that is refused before it is sent. */
export class WriteRefused extends Error {}

export interface WriterPlace {
  readonly origin: string;
  /** True if the page is in a frame. */
  readonly isFramed: () => boolean;
  readonly fetch: typeof fetch;
}

export class Writer {
  #on = false;
  /** Requests that the server has accepted in a dry run. */
  readonly #tried = new WeakSet<WriteRequest>();

  constructor(private readonly place: WriterPlace) {}

  /** Allows writes until the page is closed, or {@link forbid} is called. */
  allow(): void {
    if (this.place.isFramed()) throw new WriteRefused('inFrame');
    this.#on = true;
  }

  forbid(): void {
    this.#on = false;
  }

  /** Sends a request as a dry run: the server validates it and changes nothing. */
  async try(request: WriteRequest, dryAddress: string): Promise<ServerAnswer> {
    if (!/[?&]dryRun=All(&|$)/.test(dryAddress)) throw new WriteRefused('noDryRun');
    const answer = await this.#send(request, dryAddress);
    if (answer.ok) this.#tried.add(request);
    return answer;
  }

  /** Sends a request that the server has accepted in a dry run; each only once. */
  async send(request: WriteRequest): Promise<ServerAnswer> {
    if (!this.#tried.delete(request)) throw new WriteRefused('noDryRun');
    return this.#send(request, request.address);
  }

  async #send({ method, contentType, body }: WriteRequest, address: string): Promise<ServerAnswer> {
    const { origin, isFramed } = this.place;
    if (!this.#on || isFramed()) throw new WriteRefused('off');
    const url = new URL(address, origin);
    if (url.origin !== origin || !/^\/(api|apis)\//.test(url.pathname)) throw new WriteRefused('otherOrigin');
    const response = await this.place.fetch(url.href, {
      method,
      body,
      headers: { 'Content-Type': contentType, Accept: 'application/json' },
      mode: 'same-origin',
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, body: text.slice(0, maxAnswer) };
  }
}
