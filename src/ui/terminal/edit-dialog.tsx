import { useId, useLayoutEffect, useRef } from 'react';
import { useMessages } from '../kit/messages.tsx';
import type { Editing } from './terminal.ts';

/** The editor that commands open: `kubectl edit`, `vi` and others. The command continues when it is closed. */
export function EditDialog({ editing: { name, text, finish } }: { editing: Editing }) {
  const { t } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const title = useId();

  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    area.current?.setSelectionRange(0, 0);
    return () => current?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="terminal-edit"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        finish(undefined);
      }}
      // Shortcuts of the page do not apply in the text.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={title}>{name}</h2>
      <textarea ref={area} aria-label={name} defaultValue={text} wrap="off" spellCheck={false} autoFocus />
      <div className="terminal-edit-buttons">
        <button className="button" onClick={() => finish(undefined)}>
          {t('terminal.edit.leave')}
        </button>
        <button className="button primary" onClick={() => finish(area.current?.value)}>
          {t('terminal.edit.save')}
        </button>
      </div>
    </dialog>
  );
}
