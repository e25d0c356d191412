/** The column with the manifest above, the terminal below, and a bar between them that resizes them. */
import { type CSSProperties, type FocusEvent, type ReactNode, useState } from 'react';
import { useMessages } from '../kit/messages.tsx';
import { useLab, useUnfolded } from '../kit/lab.tsx';
import { narrow, useMedia } from '../kit/browser/use-media.ts';
import { Splitter } from '../kit/splitter.tsx';
import { layoutLimits, useLayout } from '../kit/use-layout.ts';
import { TerminalBar, TerminalPanel } from '../terminal/terminal-panel.tsx';
import { EditorPanel } from './editor-panel.tsx';
import './side-column.css';

/** The terminal's part of the height, in percent, before and after it has been used. */
const [small, large] = [26, 58];

/**
 * The column with manifest and terminal.
 * @param props.over Covers the manifest, if present.
 */
export function SideColumn({ over = null }: { readonly over?: ReactNode }) {
  const { t } = useMessages();
  const { layout, share } = useLayout();
  /** True if the terminal was used last: it has more room until the manifest is used. */
  const [used, setUsed] = useState(false);
  // A phone has a button for the terminal, and presenter mode a key.
  const isNarrow = useMedia(narrow);
  const presenting = useLab((state) => state.presenting);
  const unfolded = useUnfolded('terminal');
  const hasTerminal = unfolded || isNarrow || presenting;
  const readOnly = useLab((state) => state.readOnly);
  const part = layout.terminal ?? (used ? large : small);

  function onFocus({ target }: FocusEvent): void {
    // Only its input line: the terminal's buttons would move away from under the pointer.
    if (target.closest('.terminal-input')) setUsed(true);
    else if (target.closest('.manifest-editor')) setUsed(false);
  }

  // A recording has no manifest and takes no commands.
  if (readOnly) return over && <div className="side">{over}</div>;
  return (
    <div
      className="side"
      data-covered={over !== null}
      data-terminal={hasTerminal ? 'open' : 'folded'}
      style={{ '--terminal-part': `${part}%` } as CSSProperties}
      onFocus={onFocus}
    >
      <EditorPanel />
      {over}
      {hasTerminal ? (
        <>
          <Splitter
            label={t('terminal.resize')}
            sizes="below"
            value={part}
            limits={layoutLimits.terminal}
            onSize={(terminal) => share({ terminal })}
            onReset={() => share({ terminal: null })}
          />
          <TerminalPanel />
        </>
      ) : (
        <TerminalBar />
      )}
    </div>
  );
}
