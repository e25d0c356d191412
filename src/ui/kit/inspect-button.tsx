import type { ReactNode } from 'react';
import type { Inspected } from '../../view/inspect.ts';
import { useLabInstance } from './lab.tsx';
import { useMessages } from './messages.tsx';
import { useWholePage } from './whole-page.tsx';
import './inspect-button.css';

interface InspectButtonProps {
  readonly object: Inspected;
  readonly className?: string;
  /** Text on the button; the object's name, if absent. */
  readonly children?: ReactNode;
  /** -1 if the keys of its container do the same. */
  readonly tabIndex?: number;
}

/** The name of an object, as a button that opens the inspector, if the page has one. */
export function InspectButton({ object, className = '', children, tabIndex }: InspectButtonProps) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const whole = useWholePage();
  if (!whole) return <span className={className}>{children ?? object.name}</span>;
  return (
    <button
      className={`inspect ${className}`}
      tabIndex={tabIndex}
      title={t('inspector.open', { name: object.name })}
      onClick={() => lab.act('inspect', object)}
    >
      {children ?? object.name}
    </button>
  );
}
