import { memo, useId, useRef, useState } from 'react';
import type { Reconcile } from '../../../view/stage/reconciles.ts';
import { clockText } from '../../../view/words/clock-text.ts';
import { decisionSentence } from '../../../view/words/decision-text.ts';
import { useAct, useLab } from '../../kit/lab.tsx';
import { later } from '../../kit/later.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import { useEnd } from '../../kit/use-end.ts';

const ReconcileRead = later(() => import('./reconcile-read.tsx').then((module) => module.default));

/** The number of newest rows that are rendered, more than the panel has room for. */
const newest = 30;

/** The reconciles of a set: what the controller read, decided by which rule, and wrote. Newest last. */
export function Reconciles() {
  const { t } = useMessages();
  const reconciles = useLab((state) => state.reconciles);
  const readOnly = useLab((state) => state.readOnly);
  const list = useRef<HTMLDivElement>(null);
  const empty = reconciles.length === 0;
  const { atEnd, onScroll } = useEnd(list, empty);
  if (empty) return <p className="panel-empty">{t('reconciles.empty')}</p>;
  return (
    <div ref={list} className="reconciles" onScroll={onScroll}>
      {readOnly && <p className="panel-empty">{t('live.inferredShort')}</p>}
      <ol tabIndex={0} aria-label={t('reconciles.label')}>
        {(atEnd ? reconciles.slice(-newest) : reconciles).map((reconcile) => (
          <Row key={reconcile.seq} reconcile={reconcile} last={reconcile === reconciles.at(-1)} />
        ))}
      </ol>
    </div>
  );
}

const Row = memo(function Row({ reconcile, last }: { readonly reconcile: Reconcile; readonly last: boolean }) {
  const { t } = useMessages();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const read = useId();
  const { at, decisions, writes } = reconcile;
  return (
    <li data-last={last}>
      <div>
        <button className="reconcile-time" title={t('reconciles.go')} onClick={() => act('seek', { at })}>
          {clockText(at)}
        </button>
        <button
          className="reconcile-toggle"
          aria-expanded={open}
          aria-controls={read}
          title={t('reconciles.readHint')}
          onClick={() => setOpen(!open)}
        >
          {t('reconciles.read')}
        </button>
      </div>
      <div>
        {decisions.map((decision, i) => (
          <p key={i}>
            {decisionSentence(t, decision)} <RuleLink rule={decision.rule} />
          </p>
        ))}
      </div>
      <p className="reconcile-writes">{writes.length === 0 ? t('reconciles.nothing') : writes.join(', ')}</p>
      <div id={read} className="reconcile-read" hidden={!open}>
        {open && <ReconcileRead reconcile={reconcile} />}
      </div>
    </li>
  );
});
