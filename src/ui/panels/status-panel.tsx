import { later } from '../kit/later.tsx';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Panel } from '../kit/panel.tsx';

const StatusLines = later(() => import('./status-lines.tsx').then((module) => module.StatusLines), {
  moreTexts: true,
});

/** `status` of the selected set. */
export function StatusPanel() {
  const { t } = useMessages();
  const name = useLab((state) => state.stage.setName);
  const exists = useLab((state) => state.stage.setExists);
  return (
    <Panel name="status" label={t('status.label', { name })}>
      {exists ? <StatusLines /> : <p className="panel-empty">{t('status.empty', { name })}</p>}
    </Panel>
  );
}
