import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { showLoading } from './browser/loading.ts';
import { useMessages, useTranslator } from './messages.tsx';
import './later.css';

/**
 * A component that is loaded when it is first shown. When it does not come, it says so, and can be asked for again; the
 * rest of the page goes on working.
 * @param load Rejects when it cannot be loaded; asked again, it tries again.
 * @param options.waiting What stands in its place until it has come.
 * @param options.moreTexts The component has texts that the first paint does without.
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
