import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Panel } from '../kit/panel.tsx';
import { yamlLines } from './yaml-lines.ts';
import './status-panel.css';

/** `status` of the selected set, as `kubectl get statefulset -o yaml` ends. A value that changes flashes. */
export function StatusPanel() {
  const { t } = useMessages();
  const status = useLab((state) => state.stage.status);
  const name = useLab((state) => state.stage.setName);
  const exists = useLab((state) => state.stage.setExists);
  return (
    <Panel name="status" label={t('status.label', { name })}>
      {exists ? (
        <pre className="status" tabIndex={0}>
          {yamlLines({ status }).map(({ key, indent, value }) => (
            <div key={indent + key}>
              <span className="status-key">{`${indent}${key}:`}</span>
              {value !== null && (
                <span key={value} className="status-value">
                  {` ${value}`}
                </span>
              )}
            </div>
          ))}
        </pre>
      ) : (
        <p className="panel-empty">{t('status.empty', { name })}</p>
      )}
    </Panel>
  );
}
