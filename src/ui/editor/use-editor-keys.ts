/** Keys that work alike in the plain text area and in Monaco. */
import { type FocusEvent, type KeyboardEvent, useRef } from 'react';
import { useAct, useLabInstance } from '../kit/lab.tsx';

const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];
/** Monaco's list of suggestions, while it is open: Tab takes one of them. */
const openList = '.suggest-widget.visible';

/** Handlers for an element around the editor. */
export function useEditorKeys() {
  const act = useAct();
  const lab = useLabInstance();
  /** The text when the editor got the focus, or was applied: until it is edited, Tab leaves the editor. */
  const entered = useRef<string | null>(null);
  /** True if the last key was Escape, and nothing in the editor (a list of suggestions, a selection) used it. */
  const leaving = useRef(false);

  function leavesByTab(): boolean {
    if (leaving.current) return true;
    return lab.store.getState().text === entered.current && document.querySelector(openList) === null;
  }

  return {
    onFocus() {
      entered.current ??= lab.store.getState().text;
    },
    onKeyDownCapture(event: KeyboardEvent) {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
        event.preventDefault();
        event.stopPropagation();
        act('apply');
        entered.current = lab.store.getState().text;
      }
      // Keeps Tab from Monaco, which would indent, so that the browser moves the focus.
      if (event.key === 'Tab' && leavesByTab()) event.stopPropagation();
      if (!modifiers.includes(event.key)) leaving.current = false;
    },
    // Keys that Monaco uses do not reach this handler.
    onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape') leaving.current = true;
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent) {
      leaving.current = false;
      if (!currentTarget.contains(relatedTarget)) entered.current = null;
    },
  };
}
