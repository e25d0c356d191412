/**
 * Sends the requests of a `LiveCluster` to the server of this page, and returns the answers to it. It knows one origin,
 * sends only GET, and follows no redirect.
 */
import { type LiveEffect, type LiveInput, maxLine, maxPage } from '../../live/index.ts';
import { Lines, LineTooLong } from './lines.ts';

/** Number of characters of a refusal that are read. */
const maxRefusal = 64_000;

interface TransportOptions {
  /** The origin of the page, e.g. `http://127.0.0.1:8001`. */
  readonly origin: string;
  readonly hear: (input: LiveInput) => void;
}

type Request = Exclude<LiveEffect['effect'], { readonly do: 'abort' }>;

export class Transport {
  /** Functions that end open requests, by kind and number. */
  readonly #open = new Map<string, () => void>();

  constructor(private readonly options: TransportOptions) {}

  do({ of, effect }: LiveEffect): void {
    const key = `${of} ${effect.request}`;
    if (effect.do === 'abort') {
      const end = this.#open.get(key);
      this.#open.delete(key);
      end?.();
      return;
    }
    const hear = (input: object): void => {
      // Ignore answers to a cancelled request.
      if (!this.#open.has(key)) return;
      this.options.hear({ of, input: { request: effect.request, ...input } } as LiveInput);
    };
    const done = (): void => void this.#open.delete(key);
    if (effect.do === 'watch' && effect.means === 'socket') this.#open.set(key, this.#socket(effect, hear, done));
    else this.#open.set(key, this.#fetch(effect, hear, done));
  }

  /** Ends all requests. */
  close(): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    open.forEach((end) => end());
  }

  #socket({ address }: Request, hear: (input: object) => void, done: () => void): () => void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.options.origin.replace(/^http/, 'ws') + address);
    } catch {
      queueMicrotask(() => {
        hear({ type: 'ended' });
        done();
      });
      return () => {};
    }
    socket.onopen = () => hear({ type: 'opened' });
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && data.length <= maxLine) hear({ type: 'line', text: data });
      else hear({ type: 'tooLarge' });
    };
    socket.onclose = () => {
      hear({ type: 'ended' });
      done();
    };
    return () => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    };
  }

  #fetch(effect: Request, hear: (input: object) => void, done: () => void): () => void {
    const controller = new AbortController();
    this.#ask(effect, controller.signal, hear)
      .catch((error: unknown) => hear({ type: error instanceof LineTooLong ? 'tooLarge' : 'failed' }))
      .finally(() => {
        done();
        controller.abort();
      });
    return () => controller.abort();
  }

  async #ask(effect: Request, signal: AbortSignal, hear: (input: object) => void): Promise<void> {
    const response = await fetch(this.options.origin + effect.address, {
      signal,
      cache: 'no-store',
      redirect: 'error',
      headers: { Accept: 'application/json' },
    });
    const { status, body, headers } = response;
    if (effect.do === 'watch' && status === 200) {
      hear({ type: 'opened' });
      const lines = new Lines(maxLine);
      for await (const piece of piecesOf(body)) lines.take(piece).forEach((text) => hear({ type: 'line', text }));
      hear({ type: 'ended' });
      return;
    }
    const text = await textOf(body, status === 200 ? maxPage : maxRefusal);
    if (text === undefined) hear({ type: effect.do === 'get' ? 'failed' : 'tooLarge' });
    else hear({ type: 'answered', status, contentType: headers.get('content-type') ?? '', body: text });
  }
}

/** Not every browser can iterate over a stream. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array, void> {
  const reader = body?.getReader();
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader!.read()) yield next.value;
}

/** Returns a body as text; undefined if it is longer than the limit. */
async function textOf(body: ReadableStream<Uint8Array> | null, most: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let length = 0;
  for await (const piece of piecesOf(body)) {
    const part = decoder.decode(piece, { stream: true });
    if ((length += part.length) > most) return undefined;
    parts.push(part);
  }
  return parts.join('') + decoder.decode();
}
