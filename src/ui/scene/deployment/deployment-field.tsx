import { type MouseEvent, useMemo, useRef } from 'react';
import type { PodModel } from '../../../view/stage-model.ts';
import { useMessages } from '../../kit/messages.tsx';
import { indexAt, layoutOf, mostCells, whole } from '../shared/grid-geometry.ts';
import { podGlyph } from '../field/glyph.ts';
import { Cells, Options, Rings } from '../field/field-layers.tsx';
import type { FieldLook } from '../field/field-painter.ts';
import { onFieldKey } from '../shared/use-chosen.ts';
import { useSize } from '../shared/use-size.ts';
import '../field/dot-field.css';

interface DeploymentFieldProps {
  readonly label: string;
  readonly pods: readonly PodModel[];
  readonly sentence: (pod: PodModel) => string;
  /** Name of the selected Pod. */
  readonly chosen: string | null;
  readonly onChoose: (name: string | null) => void;
  readonly onPoint: (name: string | null) => void;
  readonly onOpen: (name: string) => void;
}

/** CSS px: the height of two rows of cards. */
const height = 84;
const look: FieldLook<PodModel> = { glyph: podGlyph, words: null };

/** The Pods of a Deployment on a canvas, in order of creation, as many as there is room for. */
export function DeploymentField({ label, pods, sentence, chosen, onChoose, onPoint, onOpen }: DeploymentFieldProps) {
  const { t } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const width = useSize(box)?.width ?? 600;
  const size = useMemo(() => ({ width, height }), [width]);
  const drawn = useMemo(() => pods.slice(0, mostCells(size)), [pods, size]);
  const layout = useMemo(() => layoutOf(drawn.length, size), [drawn.length, size]);
  const index = chosen === null ? -1 : drawn.findIndex(({ name }) => name === chosen);
  const undrawn = pods.length - drawn.length;

  function nameAt({ clientX, clientY }: MouseEvent): string | null {
    const { left, top } = box.current!.getBoundingClientRect();
    const at = indexAt({ x: clientX - left, y: clientY - top }, layout, whole);
    return at === null ? null : (drawn[at]?.name ?? null);
  }

  const goTo = (at: number): void => onChoose(drawn[Math.min(Math.max(at, 0), drawn.length - 1)]?.name ?? null);
  const open = (name: string | null): void => {
    if (name !== null) onOpen(name);
  };

  return (
    <>
      <div
        ref={box}
        className="pod-field"
        style={{ height }}
        onPointerMove={(event) => event.pointerType === 'mouse' && onPoint(nameAt(event))}
        onPointerLeave={() => onPoint(null)}
        onClick={(event) => onChoose(nameAt(event))}
        onDoubleClick={(event) => open(nameAt(event))}
      >
        <Cells items={drawn} {...{ layout, size, look }} />
        <Rings layout={layout} chosen={index} pointed={-1} />
        <Options
          count={drawn.length}
          chosen={index}
          sentence={drawn.length === 0 ? '' : sentence(drawn[Math.max(index, 0)]!)}
          label={label}
          onKeyDown={(event) =>
            void onFieldKey(event, {
              layout,
              rows: 5,
              walk: (step) => goTo(index < 0 ? 0 : index + step),
              open: () => open(chosen),
              leave: () => onChoose(null),
            })
          }
          onFocus={() => chosen === null && goTo(0)}
        />
      </div>
      {undrawn > 0 && <p className="deployment-undrawn">{t('deployment.undrawn', { count: undrawn })}</p>}
    </>
  );
}
