import { Fragment } from 'react';
import type { Tone } from '../../../view/pod/tone.ts';
import { Moving } from '../../motion/motion.tsx';
import { markMovement } from '../../motion/movements.ts';

/** Paths of 16 × 16. */
export const markShapes: Readonly<Record<Tone, string>> = {
  good: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13m-1 9.2 4.6-4.6-1.2-1.2L7 8.3 5.5 6.8 4.3 8z',
  wait: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13m0 1.7a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6m-.8 1.9h1.6v2.6l1.8 1.1-.8 1.3-2.6-1.6z',
  bad: 'M8 1.2 15.2 14H.8zM7.2 5.8v3.9h1.6V5.8zm0 5v1.6h1.6v-1.6z',
  leaving: 'M8 14.2 2.2 8.4l1.2-1.2 3.8 3.8V1.8h1.6V11l3.8-3.8 1.2 1.2z',
};

/** The mark of a tone; its shape has the same meaning as its colour. */
export function Sign({ tone }: { readonly tone: Tone }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" fillRule="evenodd" aria-hidden="true">
      <path d={markShapes[tone]} />
    </svg>
  );
}

/** A mark that grows for a moment when it changes. */
export function Mark({ tone }: { tone: Tone }) {
  return (
    <Moving key={tone} as="span" className="mark" data-tone={tone} movement={markMovement}>
      <Sign tone={tone} />
    </Moving>
  );
}

/** The status of a Pod. A narrow card shows it in two lines, as `Container` and `Creating`. */
export const StatusWord = ({ status }: { readonly status: string }) => (
  <span className="pod-status-word">
    {status.split(/(?=[A-Z][a-z])/).map((part, index) => (
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </span>
);
