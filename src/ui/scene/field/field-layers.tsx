/** Layers of a field: its cells, the ordinals of its rows, its rings, and the cells for assistive technology. */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { type Camera, cellOf, type FieldLayout, type Size, whole } from '../shared/grid-geometry.ts';
import { type FieldLook, FieldPainter } from './field-painter.ts';

interface LayerProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
  readonly size: Size;
}

interface CellsProps<Item> extends LayerProps {
  /** As many as the layout has cells. */
  readonly items: readonly Item[];
  readonly look: FieldLook<Item>;
}

/** The canvas. Only cells whose items have changed are painted again. */
export function Cells<Item>({ items, layout, camera = whole, size, look }: CellsProps<Item>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<FieldPainter<Item>>(undefined);
  const theme = useLab((state) => state.theme);
  const view = useMemo(() => ({ layout, camera, size, look }), [layout, camera, size, look]);
  const shown = useRef({ items, view });

  useLayoutEffect(() => {
    painter.current = new FieldPainter(canvas.current!);
  }, []);
  useLayoutEffect(() => {
    shown.current = { items, view };
    painter.current!.paint(items, view);
  }, [items, view]);
  useEffect(() => {
    const again = (): void => {
      painter.current!.forget();
      painter.current!.paint(shown.current.items, shown.current.view);
    };
    again();
    void document.fonts.ready.then(again);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', again);
    return () => dark.removeEventListener('change', again);
  }, [theme]);
  return <canvas ref={canvas} style={{ width: size.width, height: size.height }} aria-hidden="true" />;
}

/** CSS px between two of them, at least. */
const labelPitch = 14;

/** The first ordinal of each row. */
export function RowLabels({ layout, camera = whole, size }: LayerProps) {
  const lab = useLabInstance();
  // Ordinals follow from the first one, except for slots that were left behind by a scale-down.
  useLab(({ stage }) => stage.startOrdinal);
  const { slots } = lab.store.getState().stage;
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

interface RingsProps {
  readonly layout: FieldLayout;
  readonly camera?: Camera;
  /** Indices; -1: none. */
  readonly chosen: number;
  readonly pointed: number;
}

/** Rings around the selected and the hovered slot. */
export function Rings({ layout, camera = whole, chosen, pointed }: RingsProps) {
  const place = (index: number) => {
    const { x, y, width, height } = cellOf(index, layout, camera);
    return { transform: `translate(${x}px, ${y}px)`, width, height };
  };
  return (
    <div className="rings" aria-hidden="true">
      {pointed >= 0 && <i className="ring" data-ring="pointed" style={place(pointed)} />}
      {chosen >= 0 && <i className="ring" data-ring="chosen" style={place(chosen)} />}
    </div>
  );
}

interface OptionsProps {
  /** How many there are. */
  readonly count: number;
  /** Index of the active option; -1 for none: then the first one exists. */
  readonly chosen: number;
  /** Text of that option. */
  readonly sentence: string;
  /** Name of the list. */
  readonly label: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
}

/** The cells for keyboard and assistive technology: a listbox with its size, of which one option exists. */
export function Options({ count, chosen, sentence, label, onKeyDown, onFocus }: OptionsProps) {
  const id = useId();
  return (
    <div
      className="dots-options"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={id}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div
        id={id}
        role="option"
        aria-selected={chosen >= 0}
        aria-posinset={Math.max(chosen, 0) + 1}
        aria-setsize={count}
      >
        {sentence}
      </div>
    </div>
  );
}
