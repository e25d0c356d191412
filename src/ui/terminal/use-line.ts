/** The input line, and the caret's place after a change from outside. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { Line } from './line-editing.ts';
import type { Terminal } from './terminal.ts';

/**
 * The input line of a terminal.
 * @param terminal Keeps the draft while another terminal is shown.
 */
export function useLine(terminal: Terminal) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => terminal.draft);
  const caret = useRef<number | null>(null);

  useLayoutEffect(() => {
    terminal.keepDraft(text);
    const { current } = area;
    if (current === null) return;
    if (caret.current !== null) current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
    // Fit the height to the text.
    current.style.height = '0';
    current.style.height = `${current.scrollHeight}px`;
  }, [terminal, text]);

  function change(line: Line): void {
    // If the text stays the same, the effect does not run.
    if (line.text === area.current?.value) area.current.setSelectionRange(line.caret, line.caret);
    else caret.current = line.caret;
    setText(line.text);
  }
  return { area, text, setText, change };
}
