/** The line that is being typed, and where the caret is to stand after it was changed from outside. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { Line } from './line-editing.ts';

export function useLine() {
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const caret = useRef<number | null>(null);

  useLayoutEffect(() => {
    const { current } = area;
    if (current === null) return;
    if (caret.current !== null) current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
    // As high as its text.
    current.style.height = '0';
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);

  function change(line: Line): void {
    caret.current = line.caret;
    setText(line.text);
    // Where the text stays the same there is no effect that would do it.
    area.current?.setSelectionRange(line.caret, line.caret);
  }
  return { area, text, setText, change };
}
