/** Collects the pages of a list. */
import type { ListPage, Seen } from './decode.ts';

export class Listing {
  #items: Seen[] = [];
  #unreadable = 0;
  #pages = 0;
  /** Number of continue tokens that have expired since the last complete list. */
  #expired = 0;

  /** After two expired tokens, the whole list is requested in one answer. */
  get paged(): boolean {
    return this.#expired < 2;
  }
  get items(): readonly Seen[] {
    return this.#items;
  }
  get unreadable(): number {
    return this.#unreadable;
  }

  /** Starts again. */
  begin(): void {
    this.#items = [];
    this.#unreadable = 0;
    this.#pages = 0;
  }

  /** Adds a page. Returns the continue token of the next one; undefined if the list is complete. */
  add({ items, unreadable, next }: ListPage): string | undefined {
    this.#items.push(...items);
    this.#unreadable += unreadable;
    this.#pages++;
    return this.paged ? next : undefined;
  }

  complete(): void {
    this.begin();
    this.#expired = 0;
  }

  /** Notes that the version of the list is too old. */
  expire(): void {
    if (this.#pages > 0) this.#expired++;
  }
}
