import { actions } from '../../../store/actions/table.ts';
import type { NodeModel } from '../../../view/stage/nodes.ts';
import { useAct, useLab, useOffered } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';

/** Buttons for the actions on a node. Opposite actions share one button, so that it keeps its place and its focus. */
export function NodeActions({ node }: { readonly node: NodeModel }) {
  const { t } = useMessages();
  const act = useAct();
  const { name, registered, connected, unschedulable } = node;
  const draining = useLab(({ drains }) => drains.some((drain) => drain.node === name));
  const offered = useOffered('cutNode');
  if (!offered) return null;
  const reachable = registered && connected;
  const buttons = [
    { action: reachable ? 'cutNode' : 'restoreNode', verb: reachable ? 'cut' : 'restore', can: true },
    {
      action: unschedulable ? 'uncordonNode' : 'cordonNode',
      verb: unschedulable ? 'uncordon' : 'cordon',
      can: registered,
    },
    {
      action: draining ? 'cancelDrain' : 'drainNode',
      verb: draining ? 'cancelDrain' : 'drain',
      can: registered || draining,
    },
    { action: 'deleteNode', verb: 'delete', can: registered },
  ] as const;
  return (
    <div className="node-actions" role="group" aria-label={t('node.actions', { name })}>
      {buttons.map(({ action, verb, can }, place) => (
        <button
          key={place}
          className="button small"
          aria-label={t(actions[action].label, { name })}
          title={t(`node.hint.${verb}`)}
          disabled={!can}
          onClick={() => act(action, { name })}
        >
          {t(`node.short.${verb}`)}
        </button>
      ))}
    </div>
  );
}
