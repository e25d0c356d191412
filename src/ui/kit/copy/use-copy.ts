import { useState } from 'react';

interface Copying {
  /** Is true after a text was copied, until `forget` or another attempt. */
  readonly copied: boolean;
  /** Text that the browser did not let the page copy; empty otherwise. */
  readonly byHand: string;
  readonly copy: (text: string) => Promise<void>;
  readonly forget: () => void;
}

const nothing = { copied: false, byHand: '' };

/**
 * Copies texts to the clipboard. A browser may refuse, and over plain http there is no clipboard: the text is then
 * kept, to be shown and copied by hand.
 */
export function useCopy(): Copying {
  const [state, setState] = useState(nothing);

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState({ copied: true, byHand: '' });
    } catch {
      setState({ copied: false, byHand: text });
    }
  }

  return { ...state, copy, forget: () => setState(nothing) };
}
