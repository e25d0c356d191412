import { useState } from 'react';
import { CopyByHand } from '../kit/copy-by-hand.tsx';
import { useMessages } from '../kit/messages.tsx';

interface CopyButtonProps {
  readonly label: string;
  readonly text: () => string;
  /** Names the text for screen readers; the label says it, if absent. */
  readonly about?: string;
}

/** Copies a text. Where the browser does not allow it, shows the text to copy by hand. */
export function CopyButton({ label, text, about }: CopyButtonProps) {
  const { t } = useMessages();
  const [done, setDone] = useState(false);
  const [byHand, setByHand] = useState('');

  async function copy(): Promise<void> {
    const copied = text();
    try {
      await navigator.clipboard.writeText(copied);
      setByHand('');
      setDone(true);
    } catch {
      setByHand(copied);
    }
  }

  return (
    <>
      <button
        className="button small"
        {...(about !== undefined && { 'aria-label': `${label}: ${about}` })}
        onClick={() => void copy()}
        onBlur={() => setDone(false)}
      >
        {label}
      </button>
      <span role="status">{done && t('plan.copied')}</span>
      {byHand !== '' && <CopyByHand className="copy-by-hand" text={byHand} label={t('plan.byHand')} />}
    </>
  );
}
