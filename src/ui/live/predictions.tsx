import { decisionSentence } from '../../view/words/decision-text.ts';
import { listText } from '../../view/words/names-text.ts';
import type { ExpectedWrite, JudgedWrite } from '../../live/index.ts';
import { useMessages } from '../kit/messages.tsx';
import { clockOf } from './clock-of.ts';
import { useLive } from './live-source.ts';

const kinds = { pods: 'pod', persistentvolumeclaims: 'pvc', controllerrevisions: 'controllerrevision' } as const;
const textOf = ({ verb, resource, name }: Pick<ExpectedWrite, 'verb' | 'resource' | 'name'>): string =>
  `${verb} ${kinds[resource]}/${name}`;
const signs = { predicted: '✓', otherwise: '✕', deletedByOther: '!' } as const;
/** Number of writes that are shown. */
const shown = 12;

/** The predicted writes of the controller, the observed ones, and the other writers. */
export function Predictions() {
  const { t } = useMessages();
  const { next, judged, others, date, unknownGates, news } = useLive();
  const version = news?.status.server.version ?? '?';
  const wrong = judged.filter(({ verdict }) => verdict !== 'predicted').length;
  return (
    <details className="live-predictions">
      <summary>
        {next.length > 0
          ? t('live.next.summary', { write: textOf(next[0]!), count: next.length - 1 })
          : t('live.next.none')}
        {judged.length > 0 && ` · ✓ ${judged.length - wrong}`}
        {wrong > 0 && ` · ✕ ${wrong}`}
        {others.length > 0 && ` · ${t('live.others.summary', { count: others.length })}`}
      </summary>
      <div className="live-panel">
        <p>{t('live.inferred', { version })}</p>
        {unknownGates.length > 0 && <p>{t('live.gates', { gates: listText(t, unknownGates) })}</p>}
        <h3>{t('live.next.title')}</h3>
        {next.length === 0 ? (
          <p>{t('live.next.none')}</p>
        ) : (
          <ol>
            {next.slice(0, shown).map((write) => (
              <li key={textOf(write)}>
                <code>{textOf(write)}</code> {write.decision && decisionSentence(t, write.decision)}
              </li>
            ))}
          </ol>
        )}
        {judged.length > 0 && (
          <>
            <h3>{t('live.judged.title')}</h3>
            <ul>
              {judged.slice(0, shown).map((write, i) => (
                <Judged key={judged.length - i} write={write} time={clockOf(date + write.at)} />
              ))}
            </ul>
            <p>{t('live.judged.kinds')}</p>
          </>
        )}
        {others.length > 0 && (
          <>
            <h3>{t('live.others.title')}</h3>
            <ul>
              {others.map(({ name, how, object, at }) => (
                <li key={`${how} ${name}`}>{t(`live.others.${how}`, { name, object, time: clockOf(date + at) })}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}

function Judged({ write, time }: { readonly write: JudgedWrite; readonly time: string }) {
  const { t } = useMessages();
  const { verdict, decision } = write;
  return (
    <li data-verdict={verdict}>
      <span aria-hidden="true">{signs[verdict]}</span> {time} <code>{textOf(write)}</code> {t(`live.judged.${verdict}`)}
      {decision && <small>{decisionSentence(t, decision)}</small>}
    </li>
  );
}
