import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from './icons.tsx';
import { useLabInstance } from './lab.tsx';
import { useMessages } from './messages.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  /** For style sheets. */
  readonly className?: string;
  /** Called to close it; absent for the dialog that the lab's state names. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** Returns a function that closes the open dialog. */
export function useCloseDialog(): () => void {
  const lab = useLabInstance();
  return () => lab.act('closeDialog');
}

/** A modal dialog of the browser. It keeps the focus; Escape and a click outside close it, and the focus returns. */
export function Dialog({ title, className = '', onClose, children }: DialogProps) {
  const { t } = useMessages();
  const closeNamed = useCloseDialog();
  const close = onClose ?? closeNamed;
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();

  // A layout effect: the focus moves before the next key.
  useLayoutEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement as HTMLElement | null;
    dialog?.showModal();
    return () => {
      dialog?.close();
      opener?.focus();
    };
  }, []);

  function onClick({ target, currentTarget }: MouseEvent): void {
    // The parts of the dialog cover it completely: a click on the dialog itself is one outside.
    if (target === currentTarget) close();
  }

  return (
    <dialog
      ref={element}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onClick={onClick}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div className="dialog-frame">
        <header>
          <h2 id={heading}>{title}</h2>
          <button className="button small icon-only" aria-label={t('dialog.close')} onClick={close}>
            <Icon name="cross" />
          </button>
        </header>
        <div className="dialog-body">{children}</div>
      </div>
    </dialog>
  );
}
