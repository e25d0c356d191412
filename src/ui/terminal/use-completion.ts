/** Completion: Tab completes the word before the caret, or offers candidates. */
import { type RefObject, useState } from 'react';
import type { Completion } from '../../shell/index.ts';
import type { Line } from './line-editing.ts';
import type { Terminal } from './terminal.ts';

export interface Offer extends Completion {
  /** Index of the candidate that Enter takes; -1 for none yet. */
  readonly chosen: number;
}

export function useCompletion(
  terminal: Terminal,
  area: RefObject<HTMLTextAreaElement | null>,
  change: (line: Line) => void,
) {
  const [offer, setOffer] = useState<Offer | null>(null);

  function put(from: number, word: string): void {
    const { value, selectionStart } = area.current!;
    change({ text: value.slice(0, from) + word + value.slice(selectionStart), caret: from + word.length });
  }

  return {
    offer,
    close: () => setOffer(null),
    move: (by: number) =>
      setOffer((shown) => shown && { ...shown, chosen: turned(shown.chosen + by, shown.candidates.length) }),
    take(index: number): void {
      const candidate = offer?.candidates[index];
      if (offer === null || candidate === undefined) return;
      put(offer.from, candidate.text);
      setOffer(null);
    },
    async complete(): Promise<void> {
      const shell = await terminal.open();
      if (area.current === null) return;
      const { value, selectionStart } = area.current;
      const completion = shell.complete(value, selectionStart);
      const { from, candidates, common } = completion;
      if (candidates.length === 0) return;
      if (common !== '' && common !== value.slice(from, selectionStart)) put(from, common);
      setOffer(candidates.length > 1 ? { ...completion, chosen: -1 } : null);
    },
  };
}

const turned = (index: number, length: number): number => (index + length + (index < -1 ? 1 : 0)) % length;
