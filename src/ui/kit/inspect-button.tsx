import type { ReactNode } from 'react';
import type { Inspected } from '../../store/inspect.ts';
import { useLabInstance } from './lab.tsx';
import { useMessages } from './messages.tsx';
import './inspect-button.css';

interface InspectButtonProps {
  readonly object: Inspected;
  readonly className?: string;
  /** What is read on it, if it is not the whole name. */
  readonly children?: ReactNode;
}

/** The name of an object; pressed, it shows the object whole. */
export function InspectButton({ object, className = '', children }: InspectButtonProps) {
  const { t } = useMessages();
  const lab = useLabInstance();
  return (
    <button
      className={`inspect ${className}`}
      title={t('inspector.open', { name: object.name })}
      onClick={() => lab.set({ inspected: object })}
    >
      {children ?? object.name}
    </button>
  );
}
