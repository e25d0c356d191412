import { useMemo } from 'react';
import { nodesModel, type PendingModel } from '../../store/stage/nodes.ts';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { MotionScope, Presence } from '../motion/motion.tsx';
import { NodePod } from './node-pod.tsx';
import { NodeRack } from './node-rack.tsx';
import './node-view.css';

/** The Pods of the set by the machine they run on, and what can be done to the machines. */
export function NodeView() {
  const { t } = useMessages();
  const view = useLab((state) => state.view);
  const stage = useLab((state) => state.stage);
  const machines = useLab((state) => state.machines);
  const { nodes, pending } = useMemo(() => nodesModel(view, stage, machines), [view, stage, machines]);
  return (
    <div className="nodes">
      <MotionScope>
        <ul className="racks" aria-label={t('node.list')}>
          {nodes.map((node) => (
            <NodeRack key={node.name} node={node} setName={stage.setName} />
          ))}
        </ul>
        <Tray pending={pending} />
      </MotionScope>
    </div>
  );
}

/** Pods that the scheduler has found no node for, or not yet. */
function Tray({ pending }: { readonly pending: readonly PendingModel[] }) {
  const { t } = useMessages();
  return (
    <section className="tray" aria-label={t('node.pending')} data-empty={pending.length === 0}>
      <h3>{t('node.pending')}</h3>
      <ul className="node-pods">
        <Presence>
          {pending.map(({ pod, reason }) => (
            <NodePod key={pod.uid} pod={pod} note={reason} />
          ))}
        </Presence>
      </ul>
    </section>
  );
}
