import type { Inspected } from '../../store/inspect.ts';
import { useLabInstance } from './lab.tsx';
import { useMessages } from './messages.tsx';
import './inspect-button.css';

/** The name of an object; pressed, it shows the object whole. */
export function InspectButton({ object, className }: { readonly object: Inspected; readonly className: string }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  return (
    <button
      className={`inspect ${className}`}
      title={t('inspector.open', { name: object.name })}
      onClick={() => lab.set({ inspected: object })}
    >
      {object.name}
    </button>
  );
}
