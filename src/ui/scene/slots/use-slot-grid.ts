/**
 * The keyboard of the slots: one Tab stop, arrow keys from cell to cell. The focus belongs to the place, not to the
 * object: when a Pod is replaced, or a claim or slot is removed, it stays, or moves to the nearest cell.
 */
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useAct, useLabInstance } from '../../kit/lab.tsx';
import { objectIn, type SlotPart } from './slot-objects.ts';
import { type Place, walk } from './slot-navigation.ts';

/** A menu that is open for a cell. */
export interface OpenMenu {
  readonly cell: HTMLElement;
  readonly ordinal: number;
  readonly part: SlotPart;
}

const columnsOf = (grid: HTMLElement): HTMLElement[][] =>
  [...grid.querySelectorAll<HTMLElement>('[role="row"]:not([inert])')].map((row) =>
    [...row.querySelectorAll<HTMLElement>('[data-part]')].filter(
      (cell) => cell.closest('[inert]') === null && cell.checkVisibility(),
    ),
  );

/** Returns the cell at a place, or the nearest one. */
function cellAt(columns: readonly (readonly HTMLElement[])[], { column, row }: Place): HTMLElement | undefined {
  const cells = columns[Math.min(column, columns.length - 1)];
  return cells?.[Math.min(row, cells.length - 1)];
}

const partOf = (cell: HTMLElement): SlotPart => cell.dataset.part as SlotPart;
const ordinalOf = (cell: HTMLElement): number => Number(cell.closest<HTMLElement>('[data-slot]')?.dataset.slot);
const cellOf = (target: EventTarget): HTMLElement | null => (target as HTMLElement).closest<HTMLElement>('[data-part]');

/** Handlers for the grid, and the menu that is open in it. */
export function useSlotGrid(grid: RefObject<HTMLElement | null>) {
  const lab = useLabInstance();
  const act = useAct();
  /** Starts at the first Pod. */
  const at = useRef<Place>({ column: 0, row: 1 });
  const [menu, setMenu] = useState<OpenMenu | null>(null);

  useEffect(() => {
    const element = grid.current!;
    /** Ensures that one cell is the Tab stop: it gets the focus when the focused cell is removed. */
    function settle(): void {
      // Checking all cells forces a layout: skip it while the Tab stop exists.
      if (element.querySelector('[data-part][tabindex="0"]')?.closest('[inert]') === null) return;
      const stop = cellAt(columnsOf(element), at.current);
      for (const other of element.querySelectorAll<HTMLElement>('[data-part][tabindex="0"]')) {
        if (other !== stop) other.tabIndex = -1;
      }
      if (stop === undefined) return;
      stop.tabIndex = 0;
    }
    settle();
    const observer = new MutationObserver(settle);
    observer.observe(element, { childList: true, subtree: true, attributeFilter: ['inert'] });
    return () => observer.disconnect();
  }, [grid]);

  function goTo(place: Place): void {
    const columns = columnsOf(grid.current!);
    const cell = cellAt(columns, place);
    if (cell === undefined) return;
    cell.focus();
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // Moving across a slot without this row keeps the row.
    at.current = place;
  }

  function onFocus({ target }: FocusEvent): void {
    const cell = cellOf(target);
    if (cell === null) return;
    const columns = columnsOf(grid.current!);
    const column = columns.findIndex((cells) => cells.includes(cell));
    if (column >= 0) at.current = { column, row: columns[column]!.indexOf(cell) };
    for (const other of grid.current!.querySelectorAll<HTMLElement>('[data-part][tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
  }

  function objectOf(cell: HTMLElement) {
    const { stage } = lab.store.getState();
    const slot = stage.slots.find(({ ordinal }) => ordinal === ordinalOf(cell));
    return slot && objectIn(stage, slot, partOf(cell));
  }

  const open = (cell: HTMLElement): void => setMenu({ cell, ordinal: ordinalOf(cell), part: partOf(cell) });

  /** Handles keys of the cell itself; a button in it has its own. */
  function onCellKey(cell: HTMLElement, { key, shiftKey }: KeyboardEvent): boolean {
    const object = objectOf(cell);
    if (key === 'Enter') {
      if (object?.inspect) act('inspect', object.inspect);
    }
    // Also while the inspector is still being loaded.
    else if (key === 'Escape' && lab.store.getState().inspected) lab.act('closeInspector');
    else if (key === 'Delete') {
      if (object?.remove) act(object.remove.kind === 'pod' ? 'deletePod' : 'deleteClaim', { name: object.remove.name });
    } else if (key === 'ContextMenu' || key === 'F2' || (key === 'F10' && shiftKey)) open(cell);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const cell = cellOf(event.target);
    if (cell === null || event.altKey || event.metaKey) return;
    const columns = columnsOf(grid.current!);
    const width = columns[0]?.[0]?.getBoundingClientRect().width ?? 1;
    const page = Math.max(Math.floor((grid.current!.closest('.slot-scroll')?.clientWidth ?? width) / width) - 1, 1);
    const next = walk(
      event,
      at.current,
      columns.map((cells) => cells.length),
      page,
    );
    if (next !== null) goTo(next);
    else if (event.target !== cell || !onCellKey(cell, event)) return;
    event.preventDefault();
  }

  function onContextMenu(event: MouseEvent): void {
    const cell = cellOf(event.target);
    if (cell === null) return;
    event.preventDefault();
    cell.focus();
    open(cell);
  }

  return { menu, closeMenu: () => setMenu(null), handlers: { onFocus, onKeyDown, onContextMenu } };
}
