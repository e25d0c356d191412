/** Where slots are many, one of them is looked at: pointed at, walked to or found. */
import { type KeyboardEvent, useCallback, useState } from 'react';
import { ordinalFrom } from '../../store/stage/find-slot.ts';
import type { SlotModel } from '../../store/stage-model.ts';
import { type FieldLayout, stepOf } from './field-geometry.ts';

type Look = (ordinal: number | null) => void;

/** Ordinals; null: none. */
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
    // A pointer that rests on a slot has no say in what was asked for by other means.
    point(null);
  }, []);
  return { chosen, pointed, choose, point };
}

interface FieldKeys extends Pick<Chosen, 'chosen' | 'choose'> {
  readonly slots: readonly SlotModel[];
  readonly layout: FieldLayout;
  /** How many are in sight at once. */
  readonly rows: number;
  readonly open: Look;
}

/** The keys of a field, on which slots are no elements of their own; false: it is none of them. */
export function onFieldKey(event: KeyboardEvent, { slots, layout, rows, chosen, choose, open }: FieldKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const step = stepOf(event.key, layout, rows);
  if (step !== undefined) choose(ordinalFrom(slots, chosen, step));
  else if (event.key === 'Enter') open(chosen);
  else if (event.key === 'Escape') choose(null);
  else return false;
  event.preventDefault();
  return true;
}
