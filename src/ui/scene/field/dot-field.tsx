import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useMemo,
  useRef,
  useState,
} from 'react';
import { slotIndex } from '../../../view/stage/find-slot.ts';
import { Icon } from '../../kit/icons.tsx';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { ForecastLine, forecastsSentence } from './forecast-line.tsx';
import { type FieldLayout, indexAt, layoutOf, maxZoom, type Size } from '../shared/grid-geometry.ts';
import { FieldLegend } from './field-legend.tsx';
import { Rings, RowLabels } from './field-layers.tsx';
import { FocusWords, ControllerFocus } from './controller-focus.tsx';
import { GridPartition } from './grid-partition.tsx';
import { isRolling } from '../../../view/rollout/rollout.ts';
import { PartitionNumber } from '../shared/partition-number.tsx';
import { SlotCallout } from '../shared/slot-callout.tsx';
import { SlotCells, SlotOptions } from './slot-field.tsx';
import { readyOf, SlotTools } from '../shared/slot-tools.tsx';
import { onFieldKey, slotKeys, useChosen } from '../shared/use-chosen.ts';
import { useOpenPod } from '../shared/use-open-pod.ts';
import { type FieldCamera, useFieldCamera } from './use-field-camera.ts';
import { useForecasts } from '../shared/use-rollout.ts';
import { useSize } from '../shared/use-size.ts';
import './dot-field.css';

/**
 * Very many slots on one canvas that can be zoomed. Each can be hovered, found by its ordinal, reached with the arrow
 * keys, and opened. For assistive technology it is a listbox of which only the active option exists.
 */
export function DotField() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const box = useRef<HTMLDivElement>(null);
  const size = useSteadySize(box);
  const count = useLab(({ stage }) => stage.slots.length);
  const layout = useMemo(() => layoutOf(count, size), [count, size]);
  const view = useFieldCamera(box, layout, size);
  const { camera } = view;
  const { chosen, pointed, choose, point } = useChosen();
  const open = useOpenPod();
  const rolling = useLab(isRolling);
  const [chosenAt, pointedAt] = [useIndex(chosen), useIndex(pointed)];
  const setName = useLab(({ stage }) => stage.setName);
  const forecasts = useForecasts();

  /** Selects a slot, and scrolls the field if necessary. */
  function goTo(ordinal: number | null, close = false): void {
    choose(ordinal);
    if (ordinal !== null) view.show(slotIndex(lab.store.getState().stage.slots, ordinal), close);
  }

  function ordinalAt({ clientX, clientY }: PointerEvent | React.MouseEvent): number | null {
    const { left, top } = box.current!.getBoundingClientRect();
    const index = indexAt({ x: clientX - left, y: clientY - top }, layout, camera);
    return index === null ? null : (lab.store.getState().stage.slots[index]?.ordinal ?? null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { slots } = lab.store.getState().stage;
    const rows = Math.max(Math.floor(size.height / (layout.height * camera.zoom)) - 1, 1);
    const zooms: Record<string, () => void> = {
      '+': () => view.zoom(1.5),
      '=': () => view.zoom(1.5),
      '-': () => view.zoom(1 / 1.5),
      _: () => view.zoom(1 / 1.5),
      '0': view.reset,
    };
    if (onFieldKey(event, { layout, rows, ...slotKeys(slots, chosen, goTo, open) })) return;
    if (event.ctrlKey || event.metaKey || event.altKey || zooms[event.key] === undefined) return;
    zooms[event.key]!();
    event.preventDefault();
  }

  return (
    <div className="dots">
      <SlotTools onFind={(ordinal) => goTo(ordinal, true)}>
        <ZoomButtons view={view} layout={layout} />
        <PartitionNumber />
        <FocusWords />
      </SlotTools>
      <div className="callout-place">
        <SlotCallout ordinal={pointed ?? chosen} />
        {forecasts !== null && pointed === null && <ForecastLine forecasts={forecasts} glyphs />}
      </div>
      <div
        ref={box}
        className="dots-box"
        style={{ minHeight: size.height }}
        data-zoomed={camera.zoom > 1}
        {...view.handlers}
        onPointerMove={(event) => {
          view.handlers.onPointerMove(event);
          // A dragging pointer hovers nothing.
          if (event.pointerType === 'mouse') point(event.buttons === 0 ? ordinalAt(event) : null);
        }}
        onPointerLeave={() => point(null)}
        onClick={(event) => {
          if (!view.moved()) choose(ordinalAt(event));
        }}
        onDoubleClick={(event) => open(ordinalAt(event))}
      >
        <StageCells {...{ layout, camera, size, forecasts }} />
        <RowLabels {...{ layout, camera, size }} />
        <Rings {...{ layout, camera }} chosen={chosenAt} pointed={pointedAt} />
        <ControllerFocus {...{ layout, camera }} />
        <StageOptions
          {...{ chosen, forecasts, onKeyDown }}
          onFocus={() => chosen === null && choose(lab.store.getState().stage.slots[0]?.ordinal ?? null)}
        />
        {rolling && (
          <GridPartition layout={layout} camera={camera} foreseen={forecastsSentence(t, forecasts, setName)} />
        )}
      </div>
      <FieldLegend note={t('dots.keys')} />
    </div>
  );
}

/** CSS px by which the height may vary without moving all slots: a line above the field comes and goes. */
const [spare, slack] = [28, 96];

/** Returns the room for the field: its width, and a height that stays. */
function useSteadySize(box: RefObject<HTMLElement | null>): Size {
  const measured = useSize(box);
  const [size, setSize] = useState<Size>({ width: 600, height: 208 });
  if (measured === null) return size;
  const { width, height } = measured;
  if (width === size.width && height >= size.height && height <= size.height + slack) return size;
  const next = { width, height: Math.max(height - spare, 208) };
  if (next.width === size.width && next.height === size.height) return size;
  setSize(next);
  return next;
}

function ZoomButtons({ view, layout }: { readonly view: FieldCamera; readonly layout: FieldLayout }) {
  const { t } = useMessages();
  const { zoom } = view.camera;
  const most = maxZoom(layout);
  return (
    <div className="field-zoom" role="group" aria-label={t('dots.zoom')}>
      <button
        className="button small icon-only"
        aria-label={t('dots.zoomOut')}
        title={`${t('dots.zoomOut')} (−)`}
        disabled={zoom <= 1}
        onClick={() => view.zoom(1 / 1.5)}
      >
        <Icon name="minus" />
      </button>
      <output>{Math.round(zoom * 100)} %</output>
      <button
        className="button small icon-only"
        aria-label={t('dots.zoomIn')}
        title={`${t('dots.zoomIn')} (+)`}
        disabled={zoom >= most}
        onClick={() => view.zoom(1.5)}
      >
        <Icon name="plus" />
      </button>
      <button className="button small" title={`${t('dots.zoomFit')} (0)`} disabled={zoom <= 1} onClick={view.reset}>
        {t('dots.zoomFit')}
      </button>
    </div>
  );
}

// Only these parts render from frame to frame; the field around them does not.

const useIndex = (ordinal: number | null): number => useLab(({ stage }) => slotIndex(stage.slots, ordinal));

function StageCells(props: Omit<ComponentProps<typeof SlotCells>, 'slots'>) {
  return <SlotCells {...props} slots={useLab(({ stage }) => stage.slots)} />;
}

function StageOptions(props: Omit<ComponentProps<typeof SlotOptions>, 'slots' | 'label'>) {
  const { t } = useMessages();
  const slots = useLab(({ stage }) => stage.slots);
  const label = t('dots.label', { ready: readyOf(slots), count: slots.length });
  return <SlotOptions {...props} slots={slots} label={label} />;
}
