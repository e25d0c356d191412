import { memo, type KeyboardEvent, useMemo, useRef } from 'react';
import { type Forecast, untouched } from '../../../view/rollout/forecasts.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { ChipForecast, ChipPod } from './pod-chip.tsx';
import { useRoving } from './use-roving.ts';
import './pod-chips.css';

export interface PodChip {
  readonly pod: PodModel;
  /** Text on it. */
  readonly label: string;
  /** Its accessible name. */
  readonly sentence: string;
  /** Colour index of the revision that it will be updated to; null for none. */
  readonly next?: number | null;
  /** The effect of a previewed change on it. */
  readonly forecast?: Forecast;
}

interface PodChipsProps {
  readonly label: string;
  /** Id of the element that explains the keys. */
  readonly keys?: string;
  readonly chips: readonly PodChip[];
  /** Attributes by which scripts and tests find each. */
  readonly hooks: (pod: PodModel) => Readonly<Record<string, unknown>>;
  /** Name of the selected Pod. */
  readonly chosen: string | null;
  readonly onChoose: (name: string) => void;
  readonly onOpen: (name: string) => void;
}

/** Pods as the smallest possible elements, with one Tab stop and arrow keys. */
export function PodChips({ label, keys, chips, hooks, chosen, onChoose, onOpen }: PodChipsProps) {
  const list = useRef<HTMLUListElement>(null);
  const uids = useMemo(() => chips.map(({ pod }) => pod.uid), [chips]);
  const { entry, walk, props } = useRoving(list, uids);

  function onKeyDown(event: KeyboardEvent): void {
    if (walk(event) || event.key !== 'Enter') return;
    const at = chips.find(({ pod }) => pod.uid === entry);
    if (at !== undefined) onOpen(at.pod.name);
    event.preventDefault();
  }

  return (
    <ul ref={list} className="pod-chips" aria-label={label} aria-describedby={keys} {...props} onKeyDown={onKeyDown}>
      {chips.map(({ pod, label: text, sentence, next = null, forecast = untouched }) => (
        <Chip
          key={pod.uid}
          {...{ pod, text, sentence, next, hooks, onChoose }}
          {...forecast}
          chosen={pod.name === chosen}
          entry={pod.uid === entry}
        />
      ))}
    </ul>
  );
}

interface ChipProps extends Forecast, Pick<PodChipsProps, 'hooks' | 'onChoose'> {
  readonly pod: PodModel;
  readonly text: string;
  readonly sentence: string;
  readonly next: number | null;
  readonly chosen: boolean;
  readonly entry: boolean;
}

const Chip = memo(function Chip({ pod, text, sentence, next, hooks, does, turn, chosen, entry, onChoose }: ChipProps) {
  const choose = (): void => onChoose(pod.name);
  return (
    <li className="slot-chip" data-walk={pod.uid} data-forecast={does}>
      <button
        tabIndex={entry ? 0 : -1}
        aria-pressed={chosen}
        aria-label={sentence}
        title={sentence}
        onFocus={choose}
        onClick={choose}
      >
        <ChipPod pod={pod} label={text} next={next} hooks={hooks(pod)} />
      </button>
      <ChipForecast does={does} turn={turn} />
    </li>
  );
});
