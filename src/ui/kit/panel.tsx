import type { ReactNode } from 'react';
import './panel.css';

interface PanelProps {
  /** Identifies the panel in the page's layout. */
  readonly name: string;
  /** Its heading, and its name for assistive technology. */
  readonly label: string;
  /** The number of items in it. */
  readonly count?: number;
  readonly children: ReactNode;
}

/** A region of the page with a heading. */
export function Panel({ name, label, count, children }: PanelProps) {
  return (
    <section className="panel" data-panel={name} aria-label={label}>
      <h2 className="panel-heading">
        {label}
        {count !== undefined && count > 0 && <span className="panel-count">{count}</span>}
      </h2>
      {children}
    </section>
  );
}
