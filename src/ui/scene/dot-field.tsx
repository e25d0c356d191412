import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { SlotModel } from '../../store/stage-model.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { toneOf } from './mark.tsx';
import './dot-field.css';

/** CSS px; the dots shrink with their number, down to where they can still be told apart. */
const largest = 22;
const smallest = 5;

interface Layout {
  readonly pitch: number;
  readonly columns: number;
}

/** The largest dots with which all slots fit into the width and, if they can, into the height; `most` at most. */
export function layoutOf(count: number, width: number, height: number, most = largest): Layout {
  let pitch = most;
  while (pitch > smallest && Math.ceil(count / Math.max(Math.floor(width / pitch), 1)) * pitch > height) pitch--;
  return { pitch, columns: Math.max(Math.floor(width / pitch), 1) };
}

/**
 * Very many slots: one dot each, from left to right and top to bottom. Colour is the revision, shape is the state. One
 * can be pointed at, found by its ordinal, walked to with the arrow keys, and opened.
 */
export function DotField({ slots }: { readonly slots: readonly SlotModel[] }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const namespace = useLab((state) => state.stage.namespace);
  const theme = useLab((state) => state.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 600, height: 300 });
  const [at, setAt] = useState<number | null>(null);
  const layout = layoutOf(slots.length, size.width, size.height);
  const pointed = at === null ? undefined : slots[at];
  const ready = slots.filter(({ pod }) => pod?.ready && !pod.terminating).length;

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined)
        setSize({ width: entry.contentRect.width, height: Math.max(entry.contentRect.height, 160) });
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    draw(canvas.current!, slots, layout, size.width, at);
  }, [slots, layout.pitch, layout.columns, layout, size.width, at, theme]);

  const indexAt = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent): number | null => {
    const column = Math.floor(offsetX / layout.pitch);
    const index = Math.floor(offsetY / layout.pitch) * layout.columns + column;
    return column < layout.columns && index < slots.length ? index : null;
  };

  function open(index: number | null): void {
    const pod = index === null ? undefined : slots[index]?.pod;
    if (pod) lab.set({ inspected: { resource: 'pods', name: pod.name, namespace } });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: layout.columns,
      ArrowUp: -layout.columns,
      Home: -slots.length,
      End: slots.length,
    };
    const step = steps[event.key];
    if (event.key === 'Enter') open(at);
    else if (step !== undefined) setAt(Math.min(Math.max((at ?? -1) + step, 0), slots.length - 1));
    else return;
    event.preventDefault();
  }

  return (
    <div className="dots">
      <label className="dots-find">
        {t('dots.find')}
        <input
          type="number"
          min={slots[0]?.ordinal ?? 0}
          max={slots.at(-1)?.ordinal ?? 0}
          onChange={({ currentTarget: { valueAsNumber } }) => {
            const index = slots.findIndex(({ ordinal }) => ordinal === valueAsNumber);
            setAt(index < 0 ? null : index);
          }}
          onKeyDown={({ key }) => {
            if (key === 'Enter') open(at);
          }}
        />
      </label>
      <p className="dots-summary">{t('dots.summary', { ready, count: slots.length })}</p>
      <p className="dots-pointed" role="status">
        {pointed !== undefined &&
          (pointed.pod === null
            ? `${pointed.podName}: ${t(`absence.${pointed.absence ?? 'NotCreatedYet'}`)}`
            : `${pointed.podName}: ${pointed.pod.status} ${pointed.pod.readyText}, ${pointed.pod.imageTag}`)}
      </p>
      <div ref={box} className="dots-box">
        <canvas
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-label={t('dots.label', { ready, count: slots.length })}
          onKeyDown={onKeyDown}
          onPointerMove={(event) => setAt(indexAt(event))}
          onPointerLeave={() => setAt(null)}
          onClick={() => open(at)}
        />
      </div>
    </div>
  );
}

function draw(
  canvas: HTMLCanvasElement,
  slots: readonly SlotModel[],
  { pitch, columns }: Layout,
  width: number,
  at: number | null,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const scale = devicePixelRatio;
  const height = Math.ceil(slots.length / columns) * pitch;
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  context.scale(scale, scale);
  const colour = coloursOf(canvas);
  const side = Math.max(pitch - (pitch > 8 ? 3 : 1), 2);
  slots.forEach(({ pod }, i) => {
    const [x, y] = [(i % columns) * pitch, Math.floor(i / columns) * pitch];
    if (pod === null) {
      context.fillStyle = colour('--line');
      context.fillRect(x + side / 3, y + side / 3, side / 3, side / 3);
      return;
    }
    const tone = toneOf(pod);
    const revision = colour(`--revision-${pod.revisionIndex % 6}`);
    context.strokeStyle = context.fillStyle = tone === 'bad' ? colour('--bad') : revision;
    if (tone === 'good') context.fillRect(x, y, side, side);
    else {
      context.lineWidth = Math.max(side / 6, 1);
      context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
      // Half full while it starts; crossed out when it cannot; empty while it goes.
      if (tone === 'wait') context.fillRect(x, y + side / 2, side, side / 2);
      if (tone === 'bad') context.fillRect(x + side / 4, y + side / 4, side / 2, side / 2);
    }
  });
  if (at !== null) {
    context.strokeStyle = colour('--text');
    context.lineWidth = 2;
    context.strokeRect((at % columns) * pitch - 1, Math.floor(at / columns) * pitch - 1, side + 2, side + 2);
  }
}

/** Colours of the page's tokens, in a form that a canvas takes; each asked for once. */
function coloursOf(element: HTMLElement): (token: string) => string {
  const known = new Map<string, string>();
  const probe = element.ownerDocument.createElement('i');
  element.parentElement!.append(probe);
  queueMicrotask(() => probe.remove());
  return (token) => {
    let colour = known.get(token);
    if (colour === undefined) {
      probe.style.color = `var(${token})`;
      known.set(token, (colour = getComputedStyle(probe).color));
    }
    return colour;
  };
}
