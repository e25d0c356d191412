import { lazy, Suspense, useState } from 'react';
import { useLab } from '../ui/kit/lab.tsx';
import { useMessages } from '../ui/kit/messages.tsx';
import { Banner } from '../ui/panels/banner.tsx';
import { LogPanel } from '../ui/panels/log-panel.tsx';
import { Header } from '../ui/panels/header.tsx';
import { Narration } from '../ui/panels/narration.tsx';
import { SideColumn } from '../ui/panels/side-column.tsx';
import { StatusPanel } from '../ui/panels/status-panel.tsx';
import { TransportBar } from '../ui/panels/transport-bar.tsx';
import { Stages } from '../ui/scene/stages.tsx';
import { Timeline } from '../ui/timeline/timeline.tsx';
import { Dialogs } from './dialogs.tsx';
import './app.css';

const views = ['stage', 'editor', 'terminal', 'events', 'status'] as const;

const Inspector = lazy(() => import('../ui/inspector/inspector.tsx'));

/** The page. On a wide screen everything is in sight; on a narrow one, one view at a time, the stage first. */
export function App() {
  const { t } = useMessages();
  const inspected = useLab((state) => state.inspected);
  const [view, setView] = useState<(typeof views)[number]>('stage');
  return (
    <div className="app" data-view={view}>
      <Header />
      <Banner />
      <main className="app-main">
        <SideColumn />
        <Stages />
        <div className="app-time">
          <Timeline />
          <TransportBar />
        </div>
        <LogPanel />
        <StatusPanel />
      </main>
      <nav className="app-views" aria-label={t('app.views')}>
        {views.map((name) => (
          <button key={name} aria-pressed={name === view} onClick={() => setView(name)}>
            {t(`app.view.${name}`)}
          </button>
        ))}
      </nav>
      <Narration />
      <Dialogs />
      {inspected !== null && (
        <Suspense>
          <Inspector inspected={inspected} />
        </Suspense>
      )}
    </div>
  );
}
