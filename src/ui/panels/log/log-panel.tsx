import { useState } from 'react';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Segmented } from '../../kit/segmented.tsx';
import { useLayout, useStripFolded } from '../../kit/use-layout.ts';
import { Events } from '../events-panel.tsx';
import { Reconciles } from './reconciles.tsx';
import './log-panel.css';

/** Shows Events, and the decisions and writes of the controller. */
export function LogPanel() {
  const { t } = useMessages();
  const [tab, setTab] = useState<'events' | 'reconciles'>('events');
  const { share } = useLayout();
  const folded = useStripFolded();
  const tabs = ['events', 'reconciles'] as const;
  return (
    <section className="panel" data-panel="events" aria-label={t(`${tab}.label`)}>
      <header className="log-head">
        <h2 className="panel-heading">
          {t(`${tab}.label`)}
          {tab === 'events' && <Count />}
        </h2>
        <Segmented
          label={t('log.label')}
          value={tab}
          choices={tabs.map((value) => ({ value, name: t(`${value}.label`), face: t(`${value}.label`) }))}
          onChoose={(chosen) => {
            setTab(chosen);
            if (folded) share({ stripFolded: false });
          }}
        />
      </header>
      {tab === 'events' ? <Events /> : <Reconciles />}
    </section>
  );
}

function Count() {
  const count = useLab((state) => state.events.length);
  // An empty count keeps its place.
  return <span className="panel-count">{count > 0 && count}</span>;
}
