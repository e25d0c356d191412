import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useLab } from '../ui/kit/lab.tsx';
import { useMessages } from '../ui/kit/messages.tsx';
import { useSite } from '../ui/kit/site.tsx';

interface State {
  readonly error: Error | null;
}

/** Catches a failing component: shows the error, keeps the manifest available, and offers ways to continue. */
export class ErrorBoundary extends Component<{ children: ReactNode; onCrash: () => void; onRetry: () => void }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    this.props.onCrash();
    // eslint-disable-next-line no-console -- the only trace of a failure that developers get to see
    console.error(error, componentStack);
  }

  #retry(): void {
    this.props.onRetry();
    this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crash error={error} onRetry={() => this.#retry()} />;
  }
}

function Crash({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useMessages();
  const site = useSite();
  const text = useLab((state) => state.text);
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
        <button className="button" onClick={() => site.download()}>
          {t('kept.download')}
        </button>
        <button className="button" onClick={() => site.startFresh()}>
          {t('kept.fresh')}
        </button>
        <button className="button" onClick={() => site.reload()}>
          {t('banner.reload')}
        </button>
      </div>
    </main>
  );
}
