import type { Mark } from '../../timeline/marks.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { useMessages } from '../kit/messages.tsx';
import { MarkShape } from './marks.tsx';
import type { Nearby } from './nearby.ts';

/** The marks near a moment, as lines of text. */
export function NoteLines({ near: { marks, more } }: { readonly near: Nearby }) {
  const { t } = useMessages();
  return (
    <>
      {marks.map((mark) => (
        <NoteLine key={mark.seq} mark={mark} />
      ))}
      {more > 0 && <small>{t('timeline.more', { count: more })}</small>}
      {marks.length === 0 && <small>{t('timeline.nothing')}</small>}
    </>
  );
}

function NoteLine({ mark: { kind, name, at } }: { readonly mark: Mark }) {
  const { t } = useMessages();
  return (
    <span>
      <MarkShape kind={kind} /> {t(`mark.${kind}`, { name })} <small>{clockText(at)}</small>
    </span>
  );
}
