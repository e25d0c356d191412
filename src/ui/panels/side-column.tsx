/** The manifest above, the terminal below, and between them a bar that gives one of them more room. */
import { type CSSProperties, type FocusEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useMessages } from '../kit/messages.tsx';
import { TerminalPanel } from '../terminal/terminal-panel.tsx';
import { EditorPanel } from './editor-panel.tsx';
import './side-column.css';

/** The terminal's part of the height, in percent. */
const [least, most, small, large] = [12, 85, 26, 58];

export function SideColumn() {
  const { t } = useMessages();
  const column = useRef<HTMLDivElement>(null);
  /** As its user wants it. */
  const [wanted, setWanted] = useState<number | null>(null);
  /** Where the last work was: the terminal has more room from when it is used until the manifest is. */
  const [used, setUsed] = useState(false);
  const part = wanted ?? (used ? large : small);
  const resize = (percent: number): void => setWanted(Math.round(Math.min(Math.max(percent, least), most)));

  function onFocus({ target }: FocusEvent): void {
    if (target.closest('[data-panel="terminal"]')) setUsed(true);
    else if (target.closest('.manifest-editor')) setUsed(false);
  }

  function onPointerMove({ clientY, buttons }: PointerEvent): void {
    if (buttons === 0) return;
    const { top, height } = column.current!.getBoundingClientRect();
    resize((1 - (clientY - top) / height) * 100);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const to = { ArrowUp: part + 4, ArrowDown: part - 4, Home: least, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    resize(to);
  }

  return (
    <div ref={column} className="side" style={{ '--terminal-part': `${part}%` } as CSSProperties} onFocus={onFocus}>
      <EditorPanel />
      <div
        className="side-bar"
        role="separator"
        aria-orientation="horizontal"
        aria-label={t('terminal.resize')}
        aria-valuenow={part}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => setWanted(null)}
        onKeyDown={onKeyDown}
      />
      <TerminalPanel />
    </div>
  );
}
