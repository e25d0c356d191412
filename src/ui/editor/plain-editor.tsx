/** The manifest in a plain text area, until Monaco is loaded, or if it cannot be loaded. */
import { type RefObject, useEffect } from 'react';
import { useLab, useLabInstance } from '../kit/lab.tsx';

interface PlainEditorProps {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly describedBy: string;
}

export function PlainEditor({ area, label, describedBy }: PlainEditorProps) {
  const lab = useLabInstance();
  const text = useLab((state) => state.text);
  const error = useLab((state) => state.diagnostics[0]);
  const flash = useLab((state) => state.flash);

  // After the list of errors below has reduced its height.
  useEffect(() => showLine(area.current, error?.line), [area, error]);
  useEffect(() => showLine(area.current, flash?.from), [area, flash]);

  return (
    <textarea
      ref={area}
      className="manifest-plain"
      aria-label={label}
      aria-describedby={describedBy}
      value={text}
      wrap="off"
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      onChange={(event) => lab.act('edit', { text: event.currentTarget.value })}
    />
  );
}

/** Scrolls to a line, counted from 1, unless it is in view. */
function showLine(area: HTMLTextAreaElement | null, line: number | undefined): void {
  if (area === null || line === undefined) return;
  const { lineHeight, paddingBlockStart } = getComputedStyle(area);
  const height = parseFloat(lineHeight);
  const top = parseFloat(paddingBlockStart) + (line - 1) * height;
  if (top >= area.scrollTop && top + height <= area.scrollTop + area.clientHeight) return;
  area.scrollTop = top - (area.clientHeight - height) / 2;
}
