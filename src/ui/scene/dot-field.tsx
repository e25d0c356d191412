import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useMemo,
  useRef,
  useState,
} from 'react';
import { slotIndex } from '../../store/stage/find-slot.ts';
import { Icon } from '../kit/icons.tsx';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { FatesLine, fatesSentence } from './fates-line.tsx';
import { type FieldLayout, indexAt, layoutOf, maxZoom, type Size, stepOf } from './field-geometry.ts';
import { FieldLegend } from './field-legend.tsx';
import { Cells, Options, Rings, RowLabels } from './field-layers.tsx';
import { GridBaton } from './grid-baton.tsx';
import { GridPartition } from './grid-partition.tsx';
import { isRolling } from './rollout.ts';
import { PartitionNumber } from './partition-number.tsx';
import { SlotCallout } from './slot-callout.tsx';
import { readyOf, SlotTools } from './slot-tools.tsx';
import { type FieldCamera, useFieldCamera } from './use-field-camera.ts';
import { useFates } from './use-rollout.ts';
import { useSize } from './use-size.ts';
import './dot-field.css';

/**
 * Very many slots on one canvas: as small as they have to be, as large as one wants them. Each can be pointed at, found
 * by its ordinal, walked to with the arrow keys, and opened; to assistive technology it is a list of which only the
 * option one is at exists.
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
  const [chosen, setChosen] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const rolling = useLab(isRolling);
  const [chosenAt, pointedAt] = [useIndex(chosen), useIndex(pointed)];
  const setName = useLab(({ stage }) => stage.setName);
  const fates = useFates();

  /** @param ordinal Of the slot that is to be chosen. */
  function choose(ordinal: number | undefined, close = false): void {
    if (ordinal === undefined) return;
    setChosen(ordinal);
    // A pointer that rests on the field has no say in what was asked for by other means.
    setPointed(null);
    view.show(slotIndex(lab.state().stage.slots, ordinal), close);
  }

  function open(ordinal: number | null): void {
    const { slots, namespace } = lab.state().stage;
    const pod = slots[slotIndex(slots, ordinal)]?.pod;
    if (pod) lab.set({ inspected: { resource: 'pods', name: pod.name, namespace } });
  }

  function ordinalAt({ clientX, clientY }: PointerEvent | React.MouseEvent): number | null {
    const { left, top } = box.current!.getBoundingClientRect();
    const index = indexAt({ x: clientX - left, y: clientY - top }, layout, camera);
    return index === null ? null : (lab.state().stage.slots[index]?.ordinal ?? null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { slots } = lab.state().stage;
    const at = slotIndex(slots, chosen);
    const rows = Math.max(Math.floor(size.height / (layout.height * camera.zoom)) - 1, 1);
    const zooms: Record<string, () => void> = {
      '+': () => view.zoom(1.5),
      '=': () => view.zoom(1.5),
      '-': () => view.zoom(1 / 1.5),
      _: () => view.zoom(1 / 1.5),
      '0': view.reset,
      Enter: () => open(chosen),
      Escape: () => setChosen(null),
    };
    const step = stepOf(event.key, layout, rows);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) choose(slots[at < 0 ? 0 : Math.min(Math.max(at + step, 0), count - 1)]?.ordinal);
    else if (zooms[event.key] !== undefined) zooms[event.key]!();
    else return;
    event.preventDefault();
  }

  return (
    <div className="dots">
      <SlotTools
        onFind={(ordinal, again) => {
          choose(ordinal, true);
          if (again) open(ordinal);
        }}
      >
        <ZoomButtons view={view} layout={layout} />
        <PartitionNumber />
      </SlotTools>
      <div className="callout-place">
        <SlotCallout ordinal={pointed ?? chosen} />
        {fates !== null && pointed === null && <FatesLine fates={fates} glyphs />}
      </div>
      <div
        ref={box}
        className="dots-box"
        style={{ minHeight: size.height }}
        data-zoomed={camera.zoom > 1}
        {...view.handlers}
        onPointerMove={(event) => {
          view.handlers.onPointerMove(event);
          // Who drags something points at nothing.
          if (event.pointerType === 'mouse') setPointed(event.buttons === 0 ? ordinalAt(event) : null);
        }}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          if (!view.moved()) setChosen(ordinalAt(event));
        }}
        onDoubleClick={(event) => open(ordinalAt(event))}
      >
        <StageCells {...{ layout, camera, size, fates }} />
        <RowLabels {...{ layout, camera, size }} />
        <Rings {...{ layout, camera }} chosen={chosenAt} pointed={pointedAt} />
        <GridBaton {...{ layout, camera }} height={size.height} />
        <StageOptions
          {...{ chosen, fates, onKeyDown }}
          onFocus={() => setChosen((at) => at ?? lab.state().stage.slots[0]?.ordinal ?? null)}
        />
        {rolling && <GridPartition layout={layout} camera={camera} foreseen={fatesSentence(t, fates, setName)} />}
      </div>
      <FieldLegend note={t('dots.keys')} />
    </div>
  );
}

/** CSS px that the height may vary without making all slots move: a line above the field comes and goes. */
const [spare, slack] = [28, 96];

/** The room for the field: as wide as it is, and as high as it surely stays. */
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

// What follows the slots from frame to frame is as little as can be: the field around it stays as it is.

const useIndex = (ordinal: number | null): number => useLab(({ stage }) => slotIndex(stage.slots, ordinal));

function StageCells(props: Omit<ComponentProps<typeof Cells>, 'slots'>) {
  return <Cells {...props} slots={useLab(({ stage }) => stage.slots)} />;
}

function StageOptions(props: Omit<ComponentProps<typeof Options>, 'slots' | 'label'>) {
  const { t } = useMessages();
  const slots = useLab(({ stage }) => stage.slots);
  const label = t('dots.label', { ready: readyOf(slots), count: slots.length });
  return <Options {...props} slots={slots} label={label} />;
}
