/** The active slot among many: hovered, reached by key, or found. */
import { type KeyboardEvent, useCallback, useState } from 'react';
import { ordinalFrom } from '../../../view/stage/find-slot.ts';
import type { SlotModel } from '../../../view/stage-model.ts';
import { type FieldLayout, stepOf } from './grid-geometry.ts';

type Look = (ordinal: number | null) => void;

/** Ordinals; null for none. */
export interface Chosen {
  readonly chosen: number | null;
  readonly pointed: number | null;
  readonly choose: Look;
  readonly point: Look;
}

export function useChosen(): Chosen {
  const [chosen, setChosen] = useState<number | null>(null);
  const [pointed, point] = useState<number | null>(null);
  const choose = useCallback((ordinal: number | null) => {
    setChosen(ordinal);
    // A resting pointer does not override a choice by other means.
    point(null);
  }, []);
  return { chosen, pointed, choose, point };
}

interface FieldKeys {
  readonly layout: FieldLayout;
  /** The number of rows in sight. */
  readonly rows: number;
  /** Moves by a number of cells. */
  readonly walk: (step: number) => void;
  /** Opens the active cell. */
  readonly open: () => void;
  /** Clears the active cell. */
  readonly leave: () => void;
}

/** Handles the keys of a field, whose cells are not elements; returns false for all other keys. */
export function onFieldKey(event: KeyboardEvent, { layout, rows, walk, open, leave }: FieldKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const step = stepOf(event.key, layout, rows);
  if (step !== undefined) walk(step);
  else if (event.key === 'Enter') open();
  else if (event.key === 'Escape') leave();
  else return false;
  event.preventDefault();
  return true;
}

/** Returns the effects of the keys on a field of slots. */
export function slotKeys(
  slots: readonly SlotModel[],
  chosen: number | null,
  choose: Look,
  open: Look,
): Pick<FieldKeys, 'walk' | 'open' | 'leave'> {
  return {
    walk: (step) => choose(ordinalFrom(slots, chosen, step)),
    open: () => open(chosen),
    leave: () => choose(null),
  };
}
