import { Component, type ErrorInfo, type ReactNode } from 'react';
import { exportSession } from '../store/actions/share.ts';
import { useAct, useLab } from '../ui/kit/lab.tsx';
import { useMessages } from '../ui/kit/messages.tsx';

interface State {
  readonly error: Error | null;
}

/** When a component fails, shows what happened and keeps the manifest within reach. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    // eslint-disable-next-line no-console -- the only trace of a failure that developers get to see
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crash error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

function Crash({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useMessages();
  const text = useLab((state) => state.text);
  const act = useAct();
  const ready = useLab((state) => state.ready);
  return (
    <main className="crash" role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.text')}</p>
      <pre>{error.message}</pre>
      <textarea readOnly aria-label={t('editor.manifest')} value={text} />
      <div className="crash-ways">
        <button className="button primary" onClick={onRetry}>
          {t('crash.retry')}
        </button>
        {ready && (
          <button className="button" onClick={() => act(exportSession)}>
            {t('crash.export')}
          </button>
        )}
        <button className="button" onClick={() => location.reload()}>
          {t('crash.reload')}
        </button>
      </div>
    </main>
  );
}
