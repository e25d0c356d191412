/** The manifest in a plain text area: what there is before Monaco, and what stays if Monaco cannot be loaded. */
import type { Ref } from 'react';
import { useLab, useLabInstance } from '../kit/lab.tsx';

interface PlainEditorProps {
  readonly area: Ref<HTMLTextAreaElement>;
  readonly label: string;
  readonly describedBy: string;
}

export function PlainEditor({ area, label, describedBy }: PlainEditorProps) {
  const lab = useLabInstance();
  const text = useLab((state) => state.text);
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
