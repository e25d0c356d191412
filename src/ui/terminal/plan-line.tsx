import { useAct } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

/** Returns the kubectl command that a line is; null for other commands and for several of them. */
export function plannedCommand(line: string): string | null {
  const found = /^\s*(?:kubectl|k)\s+(\S[^|;&<>`$\n]*)$/.exec(line);
  return found === null ? null : `kubectl ${found[1]!.trimEnd()}`;
}

/** Offers the plan of the command in the line: what it would do, without running it. */
export function PlanLine({ line }: { readonly line: string }) {
  const { t } = useMessages();
  const act = useAct();
  const command = plannedCommand(line);
  if (command === null) return null;
  return (
    <button
      className="button small terminal-plan"
      aria-label={t('terminal.planLine')}
      title={t('terminal.planHint')}
      onClick={() => act('plan', { command })}
    >
      {t('terminal.plan')}
    </button>
  );
}
