import { actions } from '../../../store/actions/table.ts';
import { Icon } from '../../kit/icons.tsx';
import { useAct, useOffered } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';

interface DeleteButtonProps {
  readonly action: 'deletePod' | 'deleteClaim';
  readonly name: string;
  /** True while it is being deleted. */
  readonly terminating: boolean;
  /** -1 in a grid, whose keys reach it. */
  readonly tabIndex?: number;
}

/** The cross at an object that deletes it. */
export function DeleteButton({ action, name, terminating, tabIndex }: DeleteButtonProps) {
  const { t } = useMessages();
  const act = useAct();
  const label = t(actions[action].label, { name });
  if (!useOffered(action)) return null;
  return (
    <button
      className="pod-delete"
      tabIndex={tabIndex}
      aria-label={label}
      title={label}
      disabled={terminating}
      onClick={() => act(action, { name })}
    >
      <Icon name="cross" />
    </button>
  );
}
