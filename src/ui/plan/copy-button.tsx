import { CopyByHand } from '../kit/copy/copy-by-hand.tsx';
import { useCopy } from '../kit/copy/use-copy.ts';
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
  const { copied, byHand, copy, forget } = useCopy();

  return (
    <>
      <button
        className="button small"
        {...(about !== undefined && { 'aria-label': `${label}: ${about}` })}
        onClick={() => void copy(text())}
        onBlur={forget}
      >
        {label}
      </button>
      <span role="status">{copied && t('plan.copied')}</span>
      {byHand !== '' && <CopyByHand className="copy-by-hand" text={byHand} label={t('plan.byHand')} />}
    </>
  );
}
