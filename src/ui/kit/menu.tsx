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
  /** True if its content is rendered when it is first opened. */
  readonly lazy?: boolean;
  readonly children: ReactNode;
}

const CloseContext = createContext<() => void>(() => {});

/** Returns a function that closes the surrounding menu and focuses its button. */
export function useCloseMenu(): () => void {
  return useContext(CloseContext);
}

/** A button with a menu below it, which closes when the focus leaves it, or on Escape. */
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
