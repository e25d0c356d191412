import { useEffect, useRef } from 'react';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Panel } from '../kit/panel.tsx';
import './command-strip.css';

/** What was done, as the kubectl commands that ask for the same, with kubectl's answers. Newest last. */
export function CommandStrip() {
  const { t } = useMessages();
  const commands = useLab((state) => state.commands);
  const log = useRef<HTMLDivElement>(null);

  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [commands]);

  return (
    <Panel name="commands" label={t('commands.label')}>
      {commands.length === 0 ? (
        <p className="panel-empty">{t('commands.empty')}</p>
      ) : (
        <div ref={log} className="commands" role="log" aria-label={t('commands.label')} tabIndex={0}>
          {commands.map(({ id, command, lines, ok }) => (
            <div key={id} className="command" data-ok={ok}>
              <code>{command}</code>
              {lines.map((line, i) => (
                <samp key={i}>{line}</samp>
              ))}
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}
