/** Keys of the manifest editor that mean the same in the plain text area and in Monaco. */
import { type KeyboardEvent, useRef } from 'react';
import { useAct } from '../kit/lab.tsx';

const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];

/** Handlers for an element around the editor. */
export function useEditorKeys() {
  const act = useAct();
  /** Escape was the last key, and nothing in the editor (a list of suggestions, a selection) had a use for it. */
  const leaving = useRef(false);
  return {
    onKeyDownCapture(event: KeyboardEvent) {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
        event.preventDefault();
        event.stopPropagation();
        act('apply');
      }
      // Unseen by Monaco, which would indent, Tab goes where the browser takes it.
      if (event.key === 'Tab' && leaving.current) event.stopPropagation();
      if (!modifiers.includes(event.key)) leaving.current = false;
    },
    // Keys that Monaco uses do not get here.
    onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape') leaving.current = true;
    },
    onBlur() {
      leaving.current = false;
    },
  };
}
