import { actions } from '../../store/actions/table.ts';
import type { Drift } from '../../view/drift.ts';
import type { Translate } from '../../i18n/index.ts';
import { listText } from '../../view/words/names-text.ts';
import { useAct, useCan, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { isDeleted } from '../panels/set-deleted.ts';

/** The most fields that are named; the rest is counted. */
const namedFields = 3;

/** Lists the fields in which the cluster differs from the text: `kubectl scale` does not change files. */
export function Apart() {
  const { t } = useMessages();
  const act = useAct();
  const drift = useLab((state) => state.drift);
  const canTakeOver = useCan('takeOver');
  const deleted = useLab(isDeleted);
  if (drift.length === 0 || deleted) return null;
  const more = drift.length - namedFields;
  return (
    <div className="notice" role="status">
      <p>
        {t('editor.drift')}{' '}
        {listText(
          t,
          drift.slice(0, namedFields).map((field) => fieldText(t, field)),
        )}
        {more > 0 && ` (+${more})`}
        {t('editor.driftEnd')}
      </p>
      {canTakeOver && (
        <button className="button small" title={t('editor.takeOverHint')} onClick={() => act('takeOver')}>
          {t(actions.takeOver.label)}
        </button>
      )}
    </div>
  );
}

/** Returns e.g. `spec.replicas: 5`. */
function fieldText(t: Translate, { kind, name, path, shown }: Drift): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  const field = steps.join('').slice(1);
  const place = kind === 'StatefulSet' && field !== '' ? field : `${kind} ${name} ${field}`.trimEnd();
  return `${place}: ${shown || t('editor.driftGone')}`;
}
