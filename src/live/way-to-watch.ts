/** Chooses how a kind learns about changes: by a WebSocket, otherwise by a stream, otherwise by lists. */
import type { Means } from './watch-protocol.ts';

/** Number of sockets in a row that may fail to open although lists work. */
const maxFailures = 2;

export class WayToWatch {
  #means: Means = 'socket';
  #failures = 0;

  /** @param grantStream Returns true if one more stream may be opened, and counts it. */
  constructor(private readonly grantStream: () => boolean) {}

  get means(): Means {
    return this.#means;
  }

  /** Notes that a watch was opened, or that no request is answered at all, which is not the fault of sockets. */
  worked(): void {
    this.#failures = 0;
  }

  /** Notes that a watch was not opened. */
  failed(): void {
    if (this.#means !== 'socket' || ++this.#failures < maxFailures) return;
    this.#means = this.grantStream() ? 'stream' : 'poll';
  }

  /** Uses lists from now on. */
  poll(): void {
    this.#means = 'poll';
  }
}
