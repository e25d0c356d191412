/** Collects the pages of a list. */
import type { ListPage, Seen } from './decode.ts';

export class Listing {
  #items: Seen[] = [];
  #unreadable = 0;
  #pages = 0;
  /** Continue tokens that have expired since a list was complete. */
  #expired = 0;

  /** A token that has expired twice is not waited for a third time: then the whole list comes in one answer. */
  get paged(): boolean {
    return this.#expired < 2;
  }
  get items(): readonly Seen[] {
    return this.#items;
  }
  get unreadable(): number {
    return this.#unreadable;
  }

  /** Begins again. */
  begin(): void {
    this.#items = [];
    this.#unreadable = 0;
    this.#pages = 0;
  }

  /** Takes in a page. Returns the token of the next one; undefined when the list is complete. */
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

  /** The version that the list is read at is too old. */
  expire(): void {
    if (this.#pages > 0) this.#expired++;
  }
}
