import { memo, useEffect, useRef } from 'react';
import { seek } from '../../store/actions/history.ts';
import type { Reconcile } from '../../store/stage/reconciles.ts';
import { clockText } from '../kit/clock-text.ts';
import { decisionSentence } from '../kit/decision-text.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

/** Each time the controller looked at a set: what it decided and by which rule, and what it wrote. Newest last. */
export function Reconciles() {
  const { t } = useMessages();
  const reconciles = useLab((state) => state.reconciles);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [reconciles]);
  if (reconciles.length === 0) return <p className="panel-empty">{t('reconciles.empty')}</p>;
  return (
    <ol ref={list} className="reconciles" tabIndex={0} aria-label={t('reconciles.label')}>
      {reconciles.map((reconcile, i) => (
        <Row key={reconcile.seq} reconcile={reconcile} last={i === reconciles.length - 1} />
      ))}
    </ol>
  );
}

const Row = memo(function Row({ reconcile, last }: { readonly reconcile: Reconcile; readonly last: boolean }) {
  const { t } = useMessages();
  const act = useAct();
  const { at, decisions, writes } = reconcile;
  return (
    <li data-last={last}>
      <button className="reconcile-time" title={t('reconciles.go')} onClick={() => act(seek, at)}>
        {clockText(at)}
      </button>
      <div>
        {decisions.map((decision, i) => (
          <p key={i}>{decisionSentence(t, decision)}</p>
        ))}
      </div>
      <p className="reconcile-writes">{writes.length === 0 ? t('reconciles.nothing') : writes.join(', ')}</p>
    </li>
  );
});
