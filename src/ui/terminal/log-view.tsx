import { memo } from 'react';
import { useMessages } from '../kit/messages.tsx';
import { watchWidth } from '../kit/browser/watch-width.ts';
import type { Entry, Part } from './log.ts';

/** Commands and their output as plain text, newest last. */
export function LogView({ entries }: { entries: readonly Entry[] }) {
  const { t } = useMessages();
  return (
    <div className="terminal-log" role="log" aria-label={t('terminal.log')}>
      {entries.length === 0 && <p className="terminal-welcome">{t('terminal.welcome')}</p>}
      {entries.map((entry) => (
        <EntryView key={entry.id} entry={entry} />
      ))}
    </div>
  );
}

const EntryView = memo(function EntryView({ entry }: { entry: Entry }) {
  const { t } = useMessages();
  const { from, prompt, text, parts, screen } = entry;
  return (
    <div className="terminal-entry" data-from={from}>
      {(prompt !== '' || text !== '') && (
        <code className="terminal-command">
          <span className="terminal-prompt" aria-hidden="true">
            {prompt}
          </span>
          {text}
          {from === 'stage' && <small className="terminal-from">{t('terminal.fromStage')}</small>}
        </code>
      )}
      {screen !== null && (
        <div className="terminal-wide">
          <samp ref={watchWidth} className="terminal-output" data-table={isTable(screen)}>
            {screen}
          </samp>
        </div>
      )}
      {parts.length > 0 && (
        <div className="terminal-wide">
          <samp
            ref={watchWidth}
            className="terminal-output"
            data-table={parts.some((part) => part.kind === 'stdout' && isTable(part.text))}
          >
            {parts.map((part, i) => (
              <PartView key={i} part={part} />
            ))}
          </samp>
        </div>
      )}
    </div>
  );
});

/** Tables do not wrap, so that columns stay aligned; they scroll. */
const isTable = (text: string): boolean => /\S {3,}\S/.test(text);

const PartView = memo(function PartView({ part }: { part: Part }) {
  const { t } = useMessages();
  if (part.kind === 'hint') {
    return <span className="terminal-hint">{t(`terminal.hint.${part.hint}`, part.values)}</span>;
  }
  return part.kind === 'stderr' ? <span className="terminal-error">{part.text}</span> : <span>{part.text}</span>;
});
