/** The line that is being typed, and where the caret is to stand after it was changed from outside. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLab } from '../kit/lab.tsx';
import type { Line } from './line-editing.ts';
import type { Terminal } from './terminal.ts';

/** The last line that was written; it is written once, however often the terminal is shown. */
let written = 0;

/** Writes a line from elsewhere on the page into the command line, with the focus on it. */
export function useTyped(area: RefObject<HTMLTextAreaElement | null>, replace: (line: string) => void): void {
  const typed = useLab((state) => state.typed);
  useEffect(() => {
    if (typed === null || typed.key === written) return;
    written = typed.key;
    replace(typed.text);
    area.current?.focus();
  });
}

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
