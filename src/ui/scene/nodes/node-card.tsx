import { Fragment, memo } from 'react';
import type { NodeModel, ResourceModel } from '../../../view/stage/nodes.ts';
import { clockText } from '../../kit/clock-text.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Mark } from '../shared/status-mark.tsx';
import { NodeActions } from './node-actions.tsx';
import { RackPods, type RackPodsProps } from './node-pods.tsx';
import { nodeStatus, type RackState, rackState } from './node-state.ts';

/** A machine with the Pods that run on it; dark while nobody hears of it. */
export const NodeRack = memo(function NodeRack(props: RackPodsProps) {
  const { t } = useMessages();
  const { node, level } = props;
  const { name, pods, strays, others, taints } = node;
  const setName = useLab(({ stage }) => stage.setName);
  const state = rackState(node);
  const actions = <NodeActions node={node} />;
  // Below very many Pods nobody would find them.
  const above = level !== 'cards';
  return (
    <li className="rack" aria-label={name} data-node={name} data-state={state} data-cordoned={node.unschedulable}>
      <header className="rack-head">
        <h3>{node.registered ? <InspectButton object={{ resource: 'nodes', name }} /> : name}</h3>
        {node.registered && (
          <p className="rack-status" data-tone={node.ready === 'True' ? 'good' : 'bad'}>
            <Mark tone={node.ready === 'True' ? 'good' : 'bad'} />
            {nodeStatus(node)}
          </p>
        )}
      </header>
      {node.registered && <Resources resources={node.resources} />}
      {above && actions}
      {taints.length > 0 && (
        <ul className="rack-taints" aria-label={t('node.taints')}>
          {taints.map((taint) => (
            <li key={taint}>
              {taint.split(/(?<=[/:])/).map((piece) => (
                <Fragment key={piece}>
                  {piece}
                  <wbr />
                </Fragment>
              ))}
            </li>
          ))}
        </ul>
      )}
      <StateNote node={node} state={state} />
      <RackPods {...props} />
      {pods.length + strays.length === 0 && <p className="rack-note">{t('node.empty', { set: setName })}</p>}
      {others > 0 && <p className="rack-note">{t('node.others', { count: others })}</p>}
      <DrainNote name={name} />
      {!above && actions}
    </li>
  );
});

function Resources({ resources }: { readonly resources: readonly ResourceModel[] }) {
  const { t } = useMessages();
  return (
    <dl className="rack-resources">
      {resources.map(({ name, requested, allocatable, share }) => (
        <div key={name} title={t('node.used', { requested, allocatable })}>
          <dt>{name}</dt>
          <dd>
            {requested}/{allocatable}
            <span className="rack-meter" aria-hidden="true">
              <span style={{ transform: `scaleX(${share})` }} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What the control plane makes of the machine's silence. */
function StateNote({ node, state }: { readonly node: NodeModel; readonly state: RackState }) {
  const { t } = useMessages();
  if (state === 'reporting') return null;
  const at = clockText(node.silentSince ?? 0);
  const told = state === 'gone' && !node.connected ? 'goneCut' : state;
  return (
    <p className="rack-state">
      {t(`node.state.${told}`, { at })}
      {node.evictionAt !== null && <> {t('node.evictionAt', { at: clockText(node.evictionAt) })}</>}
    </p>
  );
}

function DrainNote({ name }: { readonly name: string }) {
  const { t } = useMessages();
  const drain = useLab(({ drains }) => drains.find(({ node }) => node === name));
  if (drain === undefined) return null;
  return (
    <p className="rack-drain" data-refused={drain.refusal !== null}>
      {drain.refusal === null ? t('node.draining') : t('node.refused', { ...drain.refusal })}
    </p>
  );
}
