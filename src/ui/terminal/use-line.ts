/** The line that is being typed, and where the caret is to stand after it was changed from outside. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { Line } from './line-editing.ts';
import type { Terminal } from './terminal.ts';

/** @param terminal Keeps what is typed while another one is shown. */
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
    // As high as its text.
    current.style.height = '0';
    current.style.height = `${current.scrollHeight}px`;
  }, [terminal, text]);

  function change(line: Line): void {
    // Where the text stays the same, no effect will set it.
    if (line.text === area.current?.value) area.current.setSelectionRange(line.caret, line.caret);
    else caret.current = line.caret;
    setText(line.text);
  }
  return { area, text, setText, change };
}
