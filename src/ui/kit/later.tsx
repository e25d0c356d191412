import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useMessages } from './messages.tsx';
import './later.css';

/**
 * A component that is loaded when it is first shown. When it does not come, it says so, and can be asked for again; the
 * rest of the page goes on working.
 * @param load Rejects when it cannot be loaded; asked again, it tries again.
 * @param waiting What stands in its place until it has come.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [phase, setPhase] = useState<'waiting' | 'here' | 'missing'>(Loaded === undefined ? 'waiting' : 'here');
    useEffect(() => {
      if (phase !== 'waiting') return;
      let left = false;
      load().then(
        (component) => {
          Loaded = component;
          if (!left) setPhase('here');
        },
        () => !left && setPhase('missing'),
      );
      return () => {
        left = true;
      };
    }, [phase]);
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
