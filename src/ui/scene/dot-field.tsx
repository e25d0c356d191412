import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { slotIndex } from '../../store/stage/find-slot.ts';
import { decisionLabel } from '../kit/decision-text.ts';
import { Icon } from '../kit/icons.tsx';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type Camera, cellOf, type FieldLayout, indexAt, layoutOf, maxZoom } from './field-geometry.ts';
import { FieldLegend } from './field-legend.tsx';
import { FieldPainter } from './field-painter.ts';
import { GridPartition } from './grid-partition.tsx';
import { isRolling, updateIndexOf, updateRevisionOf } from './rollout.ts';
import { PartitionNumber } from './partition-number.tsx';
import { SlotCallout } from './slot-callout.tsx';
import { slotSentence } from './slot-sentence.ts';
import { readyOf, SlotTools } from './slot-tools.tsx';
import { type FieldCamera, useFieldCamera } from './use-field-camera.ts';
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
  const measured = useSize(box);
  const size = useMemo(() => measured ?? { width: 600, height: 240 }, [measured]);
  const count = useLab(({ stage }) => stage.slots.length);
  const layout = useMemo(() => layoutOf(count, size), [count, size]);
  const view = useFieldCamera(box, layout, size);
  const { camera } = view;
  const [chosen, setChosen] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const rolling = useLab(isRolling);
  const partition = useLab(({ stage }) => stage.partition);
  const [preview, setPreview] = useState<number | null>(null);
  const shown = preview ?? partition;

  /** @param ordinal Of the slot that is to be chosen. */
  function choose(ordinal: number | undefined, close = false): void {
    if (ordinal === undefined) return;
    setChosen(ordinal);
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
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: layout.columns,
      ArrowUp: -layout.columns,
      PageDown: rows * layout.columns,
      PageUp: -rows * layout.columns,
      Home: -count,
      End: count,
    };
    const zooms: Record<string, () => void> = {
      '+': () => view.zoom(1.5),
      '=': () => view.zoom(1.5),
      '-': () => view.zoom(1 / 1.5),
      _: () => view.zoom(1 / 1.5),
      '0': view.reset,
      Enter: () => open(chosen),
      Escape: () => setChosen(null),
    };
    const step = steps[event.key];
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
      <SlotCallout ordinal={pointed ?? chosen} />
      <div
        ref={box}
        className="dots-box"
        data-zoomed={camera.zoom > 1}
        {...view.handlers}
        onPointerMove={(event) => {
          view.handlers.onPointerMove(event);
          if (event.pointerType === 'mouse') setPointed(ordinalAt(event));
        }}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          if (!view.moved()) setChosen(ordinalAt(event));
        }}
        onDoubleClick={(event) => open(ordinalAt(event))}
      >
        <Cells {...{ layout, camera, size }} partition={shown} />
        <RowLabels {...{ layout, camera, size }} />
        <Rings {...{ layout, camera, size, chosen, pointed }} />
        <Options chosen={chosen} onKeyDown={onKeyDown} onFocus={() => setChosen((at) => at ?? firstOf(lab))} />
        {rolling && <GridPartition layout={layout} camera={camera} value={shown} onPreview={setPreview} />}
      </div>
      <FieldLegend note={t('dots.keys')} />
    </div>
  );
}

const firstOf = (lab: ReturnType<typeof useLabInstance>): number | null => lab.state().stage.slots[0]?.ordinal ?? null;

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

interface CellsProps {
  readonly layout: FieldLayout;
  readonly camera: Camera;
  readonly size: { readonly width: number; readonly height: number };
  readonly partition: number;
}

/** The canvas. It is painted past React: what changes in a frame is some cells of it. */
function Cells({ layout, camera, size, partition }: CellsProps) {
  const lab = useLabInstance();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<FieldPainter>(undefined);
  const theme = useLab((state) => state.theme);
  const rolling = useLab(isRolling);
  const start = useLab(({ stage }) => stage.startOrdinal);
  const updateRevision = useLab(updateRevisionOf);
  const updateIndex = useLab(updateIndexOf);
  const view = useMemo(
    () => ({ layout, camera, size, rollout: { rolling, start, partition, updateRevision, updateIndex } }),
    [layout, camera, size, rolling, start, partition, updateRevision, updateIndex],
  );
  const shown = useRef(view);

  useLayoutEffect(() => {
    painter.current = new FieldPainter(canvas.current!);
  }, []);
  useLayoutEffect(() => {
    shown.current = view;
    painter.current!.paint(lab.state().stage.slots, view);
  }, [lab, view]);
  useEffect(
    () =>
      lab.store.subscribe(({ stage: { slots } }, { stage: before }) => {
        // Another number of slots is another layout.
        if (slots !== before.slots && slots.length === shown.current.layout.count)
          painter.current!.paint(slots, shown.current);
      }),
    [lab],
  );
  useEffect(() => {
    const again = (): void => {
      painter.current!.forget();
      painter.current!.paint(lab.state().stage.slots, shown.current);
    };
    again();
    void document.fonts.ready.then(again);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', again);
    return () => dark.removeEventListener('change', again);
  }, [lab, theme]);
  return <canvas ref={canvas} style={{ width: size.width, height: size.height }} aria-hidden="true" />;
}

/** CSS px between two of them, at least. */
const labelPitch = 14;

/** The ordinal that a row begins with. */
function RowLabels({ layout, camera, size }: Omit<CellsProps, 'partition'>) {
  const lab = useLabInstance();
  // Ordinals follow from the first one, but for what was left behind by a set that has been scaled down.
  useLab(({ stage }) => stage.startOrdinal);
  const { slots } = lab.state().stage;
  const height = layout.height * camera.zoom;
  const every = [1, 2, 5, 10, 20, 50].find((rows) => rows * height >= labelPitch) ?? 100;
  const first = Math.ceil(camera.y / height / every) * every;
  const labels = [];
  for (let row = first; row < layout.rows && (row + 1) * height - camera.y <= size.height + 1; row += every) {
    const top = (row + 0.5) * height - camera.y;
    labels.push(
      <span key={row} style={{ transform: `translateY(${top}px)` }}>
        {slots[row * layout.columns]?.ordinal}
      </span>,
    );
  }
  return (
    <div className="row-labels" aria-hidden="true">
      {labels}
    </div>
  );
}

interface RingsProps extends Omit<CellsProps, 'partition'> {
  readonly chosen: number | null;
  readonly pointed: number | null;
}

/** What stands out: the slot that the controller's last decision is about, the one that is chosen, the one pointed at. */
function Rings({ layout, camera, size, chosen, pointed }: RingsProps) {
  const { t } = useMessages();
  const baton = useLab(({ stage }) => stage.baton);
  const index =
    (ordinal: number | null | undefined) =>
    ({ stage }: ReturnType<ReturnType<typeof useLabInstance>['state']>) =>
      slotIndex(stage.slots, ordinal);
  const at = useLab(index(baton?.ordinal));
  const chosenAt = useLab(index(chosen));
  const pointedAt = useLab(index(pointed));
  const place = (i: number) => {
    const { x, y, width, height } = cellOf(i, layout, camera);
    return { transform: `translate(${x}px, ${y}px)`, width, height };
  };
  return (
    <div className="rings" aria-hidden="true">
      {pointedAt >= 0 && <i className="ring" data-ring="pointed" style={place(pointedAt)} />}
      {chosenAt >= 0 && <i className="ring" data-ring="chosen" style={place(chosenAt)} />}
      {baton !== null && at >= 0 && (
        <i className="ring" data-ring="baton" data-verb={baton.verb} data-ordinal={baton.ordinal} style={place(at)}>
          <span data-above={cellOf(at, layout, camera).y > size.height / 2}>{decisionLabel(t, baton)}</span>
        </i>
      )}
    </div>
  );
}

interface OptionsProps {
  readonly chosen: number | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
}

/** The slots for keyboard and assistive technology: a list that tells how long it is, and of which one option is there. */
function Options({ chosen, onKeyDown, onFocus }: OptionsProps) {
  const { t } = useMessages();
  const id = useId();
  const count = useLab(({ stage }) => stage.slots.length);
  const ready = useLab(({ stage }) => readyOf(stage.slots));
  const index = useLab(({ stage }) => Math.max(slotIndex(stage.slots, chosen), 0));
  const slot = useLab(({ stage }) => stage.slots[index]);
  return (
    <div
      className="dots-options"
      role="listbox"
      tabIndex={0}
      aria-label={t('dots.label', { ready, count })}
      aria-activedescendant={id}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div id={id} role="option" aria-selected={chosen !== null} aria-posinset={index + 1} aria-setsize={count}>
        {slot !== undefined && slotSentence(t, slot)}
      </div>
    </div>
  );
}
