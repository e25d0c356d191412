import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { showLoading } from './browser/loading.ts';
import { useMessages, useTranslator } from './messages.tsx';
import './later.css';

/**
 * Returns a component that is loaded when it is first shown. If loading fails, it shows a message with a button to
 * retry; the rest of the page keeps working.
 * @param load Rejects if it cannot be loaded; may be called again.
 * @param options.waiting Shown until it is loaded.
 * @param options.moreTexts True if the component needs texts that are not in the first catalog.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = null, moreTexts = false }: { readonly waiting?: ReactNode; readonly moreTexts?: boolean } = {},
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const translator = useTranslator();
    const [phase, setPhase] = useState<'waiting' | 'here' | 'missing'>(Loaded === undefined ? 'waiting' : 'here');
    useEffect(() => {
      if (phase !== 'waiting') return;
      let left = false;
      showLoading(Promise.all([load(), moreTexts && translator.more()])).then(
        ([component]) => {
          Loaded = component;
          if (!left) setPhase('here');
        },
        () => !left && setPhase('missing'),
      );
      return () => {
        left = true;
      };
    }, [phase, translator]);
    if (phase === 'missing') return <Missing onRetry={() => setPhase('waiting')} />;
    return phase === 'here' && Loaded !== undefined ? <Loaded {...props} /> : waiting;
  };
}

function Missing({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useMessages();
  return (
    <p className="later-missing" role="alert">
      {t('parts.missing')}
      <button className="button small" onClick={onRetry}>
        {t('parts.retry')}
      </button>
    </p>
  );
}
