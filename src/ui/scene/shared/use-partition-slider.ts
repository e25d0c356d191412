/** Props of the partition's handle, a slider; its effect is previewed while it is dragged. */
import { type ComponentPropsWithoutRef, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useAct, useLab, useLabInstance, useOffered } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { partitionShown } from '../../../view/rollout/rollout.ts';

export interface PartitionSliderOptions {
  /** Returns the partition nearest to a point of the viewport. */
  readonly partitionAt: (point: { readonly clientX: number; readonly clientY: number }) => number;
  /** The effect of dropping it here, as a sentence; empty while it is not held. */
  readonly foreseen: string;
  /** The step of Page Up and Page Down. */
  readonly page?: number;
}

type SliderProps = ComponentPropsWithoutRef<'div'> & {
  readonly 'data-dragging': boolean;
  readonly 'data-zero': boolean;
};

export function usePartitionSlider({ partitionAt, foreseen, page = 10 }: PartitionSliderOptions): SliderProps {
  const { t } = useMessages();
  const act = useAct();
  const lab = useLabInstance();
  const value = useLab(partitionShown);
  const replicas = useLab((state) => state.stage.replicas);
  const live = useLab((state) => state.stage.partition);
  /** True while it is held, by a pointer or a key. */
  const [held, setHeld] = useState(false);
  /** The partition on release; null while it is not held. */
  const wanted = useRef<number | null>(null);
  const max = Math.max(replicas, live);
  const offered = useOffered('setPartition');

  function preview(partition: number): void {
    wanted.current = Math.min(Math.max(partition, 0), max);
    lab.act('preview', { change: { partition: wanted.current } });
  }

  /** Releases the handle: applies the previewed partition, or, if not `keep`, restores the one before. */
  function letGo(keep: boolean): void {
    const partition = wanted.current;
    wanted.current = null;
    setHeld(false);
    lab.act('preview', { change: null });
    if (keep && partition !== null && partition !== live) act('setPartition', { partition });
  }

  // A key previews the effect while it is held, and applies it on release.
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && held) return letGo(false);
    const steps: Record<string, number> = {
      ArrowLeft: value - 1,
      ArrowDown: value - 1,
      ArrowRight: value + 1,
      ArrowUp: value + 1,
      PageUp: value + page,
      PageDown: value - page,
      Home: 0,
      End: replicas,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setHeld(true);
    preview(next);
  }

  function onPointerDown(event: PointerEvent): void {
    event.stopPropagation();
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld(true);
  }

  // It still shows where the partition is.
  if (!offered) return { 'data-dragging': false, 'data-zero': value === 0 };
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': t('partition.label'),
    'aria-orientation': 'horizontal',
    'aria-valuemin': 0,
    'aria-valuemax': max,
    'aria-valuenow': value,
    'aria-valuetext': [t('partition.value', { partition: value }), foreseen].join(' ').trim(),
    title: t('partition.hint'),
    'data-dragging': held,
    'data-zero': value === 0,
    onKeyDown,
    onKeyUp: ({ key }) => {
      if (held && /^(Arrow|Page|Home|End)/.test(key)) letGo(true);
    },
    onBlur: () => held && letGo(false),
    onPointerDown,
    onPointerMove: (event) => {
      if (held && event.buttons !== 0) preview(partitionAt(event));
    },
    onPointerUp: () => letGo(true),
    onPointerCancel: () => letGo(false),
  };
}
