import type { ReactNode } from 'react';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { rangesOf } from '../nodes/pod-density.ts';

interface PodNamesProps {
  /** In their order. */
  readonly ordinals: readonly number[];
  /** The summary of the list. */
  readonly children: ReactNode;
}

/** A summary of many Pods, which unfolds to their names. */
export function PodNames({ ordinals, children }: PodNamesProps) {
  const { t } = useMessages();
  const setName = useLab(({ stage }) => stage.setName);
  const name = (ordinal: number): string => `${setName}-${ordinal}`;
  return (
    <details className="pod-names">
      <summary>{children}</summary>
      <ul aria-label={t('node.names')}>
        {rangesOf(ordinals).map(([from, to]) => (
          <li key={from}>
            {name(from)}
            {to > from && `…${name(to)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
