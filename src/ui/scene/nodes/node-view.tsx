import { type CSSProperties, useEffect, useId, useMemo, useRef, useState } from 'react';
import { slotIndex } from '../../../view/stage/find-slot.ts';
import { nodeState } from '../../../view/stage/node-state.ts';
import { NodesDerivation, type NodesModel } from '../../../view/stage/nodes.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { MotionScope } from '../../motion/motion.tsx';
import { ForecastLine } from '../field/forecast-line.tsx';
import { NodeCard } from './node-card.tsx';
import { UnscheduledPods } from './unscheduled-pods.tsx';
import { ReplicasStepper } from '../set/replicas-stepper.tsx';
import { manyFit, nodeFit } from './node-fit.ts';
import { podDensityOf, roomFor } from './pod-density.ts';
import { SlotCallout } from '../shared/slot-callout.tsx';
import { SlotTools } from '../shared/slot-tools.tsx';
import { useChosen } from '../shared/use-chosen.ts';
import { useRoom } from '../shared/use-room.ts';
import { useForecasts } from '../shared/use-rollout.ts';
import './node-view.css';

/** The Pods of the set by node, and the actions on nodes. */
export function NodeView() {
  const { t } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const { nodes, pending } = useNodes();
  const replicas = useLab(({ stage }) => stage.replicas);
  const few = podDensityOf(Math.max(shownIn({ nodes, pending }), replicas));
  const places = roomFor(Math.max(...nodes.map(({ slots }) => slots.length), replicas / Math.max(nodes.length, 1)));
  const forecasts = useForecasts();
  const keys = useId();
  const { chosen, pointed, choose, point } = useChosen();
  const chosenNode = useNodeOf(chosen);
  const pointedNode = useNodeOf(pointed);
  useEffect(() => {
    if (chosen === null) return;
    const found = box.current?.querySelector('.slot-chip > [aria-pressed="true"], [data-ring="chosen"]');
    found?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const room = useRoom(box, '.node-cards');
  const many = few === 'cards' ? null : manyFit({ nodes: nodes.length, pods: places }, room);
  const level = few === 'chips' && many !== null ? many.pods : few;
  const fit =
    level === 'cards'
      ? nodeFit(
          {
            nodes: nodes.length,
            pods: Math.max(...nodes.map(({ pods, strays }) => pods.length + strays.length)),
            notes: nodes.some((node) => nodeState(node) !== 'reporting' || node.taints.length > 0),
            pending: pending.length > 0,
          },
          room,
        )
      : null;
  const { density, seen, rows } = (fit ?? many)!;
  return (
    <div
      ref={box}
      className="nodes"
      data-level={level}
      data-fit={density}
      data-rows={rows}
      data-notes={fit?.notes}
      style={{ '--seen': seen } as CSSProperties}
    >
      <div className="nodes-tools">
        {level !== 'cards' && <SlotTools onFind={choose} />}
        <ReplicasStepper />
        <div className="callout-place">
          {level !== 'cards' && <SlotCallout ordinal={pointed ?? chosen} />}
          {forecasts !== null && pointed === null && (
            <ForecastLine forecasts={forecasts} glyphs={level === 'field'} ofCreated={t('node.ofCreated')} />
          )}
        </div>
      </div>
      <MotionScope>
        <ul className="node-cards" aria-label={t('node.list')}>
          {nodes.map((node) => (
            <NodeCard
              key={node.name}
              {...{ node, level, density, keys, forecasts }}
              room={places}
              most={(many?.height ?? 0) * rem()}
              chosen={chosenNode === node.name ? chosen : null}
              pointed={pointedNode === node.name ? pointed : null}
              onChoose={choose}
              onPoint={point}
            />
          ))}
        </ul>
        <UnscheduledPods {...{ pending, level, keys, forecasts }} />
      </MotionScope>
      <p className="slot-keys" id={keys}>
        {t(level === 'cards' ? 'node.keys' : 'node.chipKeys')}
      </p>
    </div>
  );
}

const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Returns the nodes. Unchanged nodes stay the same objects. */
function useNodes(): NodesModel {
  const view = useLab((state) => state.view);
  const stage = useLab((state) => state.stage);
  const machines = useLab((state) => state.machines);
  const [derivation] = useState(() => new NodesDerivation());
  return useMemo(() => derivation.derive(view, stage, machines), [derivation, view, stage, machines]);
}

const shownIn = ({ nodes, pending }: NodesModel): number =>
  nodes.reduce((sum, { slots, strays }) => sum + slots.length + strays.length, pending.length);

/** Returns the name of the node of the Pod of an ordinal. */
const useNodeOf = (ordinal: number | null): string | null | undefined =>
  useLab(({ stage }) => stage.slots[slotIndex(stage.slots, ordinal)]?.pod?.node);
