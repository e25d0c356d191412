import {
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useRef,
  useState,
} from 'react';
import './menu.css';

interface MenuProps {
  readonly label: string;
  /** Content of its button; by default, its label. */
  readonly face?: ReactNode;
  /** Its content is made when it is first opened. */
  readonly lazy?: boolean;
  readonly children: ReactNode;
}

const CloseContext = createContext<() => void>(() => {});

/** Closes the menu around it; its button has the focus then. */
export function useCloseMenu(): () => void {
  return useContext(CloseContext);
}

/** A button that opens what is below it, and closes it when one leaves or presses Escape. */
export function Menu({ label, face, lazy = false, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [made, setMade] = useState(!lazy);

  function close(): void {
    details.current?.removeAttribute('open');
    details.current?.querySelector('summary')?.focus();
  }

  function onBlur({ relatedTarget, currentTarget }: FocusEvent): void {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) currentTarget.removeAttribute('open');
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !details.current?.open) return;
    event.preventDefault();
    close();
  }

  return (
    <details className="menu" ref={details} onBlur={onBlur} onKeyDown={onKeyDown} onToggle={() => setMade(true)}>
      <summary className="button" {...(face !== undefined && { 'aria-label': label, title: label })}>
        {face ?? label}
      </summary>
      <div className="menu-content">
        <CloseContext value={close}>{made && children}</CloseContext>
      </div>
    </details>
  );
}
