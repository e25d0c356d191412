import { Fragment, memo } from 'react';
import type { NodeModel, ResourceModel } from '../../../view/stage/nodes.ts';
import { clockText } from '../../../view/words/clock-text.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { Menu } from '../../kit/menu.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Mark } from '../shared/status-mark.tsx';
import { NodeActions } from './node-actions.tsx';
import type { NodeDensity } from './node-fit.ts';
import { NodePods, type NodePodsProps } from './node-pods.tsx';
import { nodeStatus, type NodeState, nodeState } from '../../../view/stage/node-state.ts';

/** A node with its Pods; dark while it does not report. */
export const NodeCard = memo(function NodeCard(props: NodePodsProps & { readonly density: NodeDensity }) {
  const { t } = useMessages();
  const { node, level, density } = props;
  const { name, pods, strays, others, taints } = node;
  const setName = useLab(({ stage }) => stage.setName);
  const state = nodeState(node);
  const actions = <NodeActions node={node} />;
  // Below very many Pods they would be out of sight.
  const place = density === 'bare' ? 'menu' : level === 'cards' ? 'below' : 'above';
  return (
    <li className="node-card" aria-label={name} data-node={name} data-state={state} data-cordoned={node.unschedulable}>
      <header className="node-head">
        <h3>{node.registered ? <InspectButton object={{ resource: 'nodes', name }} /> : name}</h3>
        {node.registered && (
          <p className="node-status" data-tone={node.ready === 'True' ? 'good' : 'bad'}>
            <Mark tone={node.ready === 'True' ? 'good' : 'bad'} />
            {nodeStatus(node)}
          </p>
        )}
        {place === 'menu' && (
          <Menu label={t('node.actions', { name })} face="⋯" lazy>
            {actions}
          </Menu>
        )}
      </header>
      {node.registered && <Resources resources={node.resources} />}
      {place === 'above' && actions}
      {taints.length > 0 && (
        <ul className="node-taints" aria-label={t('node.taints')}>
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
      <NodePods {...props} />
      {pods.length + strays.length === 0 && <p className="node-note">{t('node.empty', { set: setName })}</p>}
      {others > 0 && <p className="node-note">{t('node.others', { count: others })}</p>}
      <DrainNote name={name} />
      {place === 'below' && actions}
    </li>
  );
});

function Resources({ resources }: { readonly resources: readonly ResourceModel[] }) {
  const { t } = useMessages();
  return (
    <dl className="node-resources">
      {resources.map(({ name, requested, allocatable, share }) => (
        <div key={name} title={t('node.used', { requested, allocatable })}>
          <dt>{name}</dt>
          <dd>
            {requested}/{allocatable}
            <span className="node-meter" aria-hidden="true">
              <span style={{ transform: `scaleX(${share})` }} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The state of a node as the control plane knows it. */
function StateNote({ node, state }: { readonly node: NodeModel; readonly state: NodeState }) {
  const { t } = useMessages();
  if (state === 'reporting') return null;
  const at = clockText(node.silentSince ?? 0);
  const shown = state === 'gone' && !node.connected ? 'goneCut' : state;
  return (
    <p className="node-state">
      {t(`node.state.${shown}`, { at })}
      {node.evictionAt !== null && <> {t('node.evictionAt', { at: clockText(node.evictionAt) })}</>}
    </p>
  );
}

function DrainNote({ name }: { readonly name: string }) {
  const { t } = useMessages();
  const drain = useLab(({ drains }) => drains.find(({ node }) => node === name));
  if (drain === undefined) return null;
  return (
    <p className="node-drain" data-refused={drain.refusal !== null}>
      {drain.refusal === null ? t('node.draining') : t('node.refused', { ...drain.refusal })}
    </p>
  );
}
