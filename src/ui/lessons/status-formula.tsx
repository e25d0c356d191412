import { type StatusField, podsOfLine, statusFields } from '../../view/status-lines.ts';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

const isField = (name: string): name is StatusField => statusFields.some((field) => field === name);

/** A line of the status with its formula: its value, and the Pods that it counts. */
export function StatusFormula({ field }: { readonly field: string }) {
  return isField(field) ? <Formula field={field} /> : null;
}

function Formula({ field }: { readonly field: StatusField }) {
  const { t } = useMessages();
  const view = useLab((state) => state.view);
  const stage = useLab((state) => state.stage);
  const now = useLab((state) => Math.floor(state.now / 1000) * 1000);
  const uids = podsOfLine(view, stage, field, now);
  const names = stage.slots.flatMap(({ pod }) => (pod !== null && uids.has(pod.uid) ? [pod.name] : []));
  const value = stage.status[field] ?? 0;
  const { minReadySeconds = 0 } = view.get('statefulsets', stage.setName, stage.namespace)?.spec ?? {};
  return (
    <p className="lesson-formula">
      <code>
        {field}: {String(value)}
      </code>
      {names.length > 0 && t('lesson.counts', { pods: names.join(t('narration.and')) })}{' '}
      <small>{t(`status.about.${field}`, { seconds: minReadySeconds })}</small>
    </p>
  );
}
