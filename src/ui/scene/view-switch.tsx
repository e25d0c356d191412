import type { StageView } from '../../store/state/lab-state.ts';
import { useAct, useLab, useUnfolded } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Segmented } from '../kit/segmented.tsx';

const views: readonly StageView[] = ['slots', 'nodes', 'table'];

/** Switches between the views of the Pods: slots, nodes, table. */
export function ViewSwitch() {
  const { t } = useMessages();
  const act = useAct();
  const view = useLab((state) => state.stageView);
  if (!useUnfolded('views')) return null;
  return (
    <Segmented
      label={t('node.view')}
      value={view}
      choices={views.map((value) => {
        const face = t(`node.view.${value}`);
        return { value, face, name: face, hint: t(`node.view.${value}Hint`) };
      })}
      onChoose={(value) => act('setStageView', { view: value })}
    />
  );
}
