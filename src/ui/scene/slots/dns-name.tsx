import { memo } from 'react';
import type { DnsModel, SlotModel } from '../../../view/stage-model.ts';
import { useMessages } from '../../kit/messages.tsx';
import { dnsSentence } from '../../../view/words/slot-label.ts';
import './dns-name.css';

interface DnsNameProps {
  readonly ordinal: number;
  readonly dns: DnsModel;
  readonly absence: SlotModel['absence'];
}

/** The DNS name of a slot: in full colour while it resolves, else with the reason why it does not. */
export const DnsName = memo(function DnsName({ ordinal, dns, absence }: DnsNameProps) {
  const { t } = useMessages();
  const resolves = dns.verdict === 'Resolves';
  const parts = dns.name?.split('.') ?? [];
  // For a planned slot there is no answer yet.
  const why = absence === 'NotApplied' ? t('absence.NotApplied') : t(`dns.${dns.verdict}`);
  const verdict = resolves ? dns.addresses.join(', ') : why;
  return (
    <div
      className="dns"
      role="gridcell"
      tabIndex={-1}
      aria-label={dnsSentence(t, dns, absence)}
      data-part="name"
      data-dns={dns.name ?? undefined}
      data-resolves={resolves}
      title={dns.name ?? undefined}
    >
      <span className="dns-ordinal" aria-hidden="true">
        {ordinal}
      </span>
      <p className="dns-name">
        <b>{parts[0]}</b>
        <b data-detail>{parts.length > 1 && `.${parts[1]}`}</b>
        <span data-detail>{parts.length > 2 && `.${parts.slice(2).join('.')}`}</span>
      </p>
      <p className="dns-verdict">
        <i className="lamp" aria-hidden="true" />
        {resolves && <span className="visually-hidden">{t('dns.Resolves')}</span>}
        <span className="dns-answer">{verdict}</span>
      </p>
    </div>
  );
});
