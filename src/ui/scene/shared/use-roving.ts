import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { stepOf } from './grid-geometry.ts';

/**
 * A list with one Tab stop: the arrow keys lead from item to item, by their rows on the page. Each item has its key in
 * `data-walk`, and its first button gets the focus. When an item is removed, the nearest one gets the Tab stop and the
 * focus (see keep-focus.ts).
 * @param keys Keys of the items, in order.
 */
export function useRoving(list: RefObject<HTMLElement | null>, keys: readonly string[]) {
  const [last, setLast] = useState({ key: '', index: 0 });
  const at = keys.includes(last.key) ? keys.indexOf(last.key) : Math.min(last.index, keys.length - 1);
  const entry = keys[at];

  function onFocus({ target }: FocusEvent): void {
    const key = keyOf(target);
    if (key !== undefined && keys.includes(key)) setLast({ key, index: keys.indexOf(key) });
  }

  /** Moves by a key; returns false for keys that do not move. */
  function walk(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || entry === undefined) return false;
    const items = keys.map((key) => itemOf(list.current!, key));
    const below = items.findIndex((item) => item?.offsetTop !== items[0]?.offsetTop);
    const count = items.length;
    const step = stepOf(event.key, { columns: below < 0 ? count : below, count });
    if (step === undefined) return false;
    const item = items[Math.min(Math.max(at + step, 0), count - 1)];
    buttonOf(item)?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: 'nearest' });
    event.preventDefault();
    return true;
  }

  return { entry, walk, props: { 'data-roving': '', onFocus } };
}

const keyOf = (target: EventTarget): string | undefined =>
  (target as HTMLElement).closest<HTMLElement>('[data-walk]')?.dataset['walk'];
const itemOf = (list: HTMLElement, key: string): HTMLElement | null =>
  list.querySelector<HTMLElement>(`[data-walk="${key}"]`);
const buttonOf = (item: HTMLElement | null | undefined): HTMLElement | null | undefined =>
  item?.querySelector('button');
