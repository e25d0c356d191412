import type { ReactNode } from 'react';
import './share.css';

/** Shows a thing that can be done in a dialog, with a hint. */
export function Way({ hint, children }: { readonly hint: string; readonly children: ReactNode }) {
  return (
    <div className="share-way">
      <div>{children}</div>
      <p>{hint}</p>
    </div>
  );
}
