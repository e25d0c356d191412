/** Stops long texts before an editor lays them out: both editors take seconds for megabytes. */
import type { ClipboardEvent, DragEvent, SyntheticEvent } from 'react';
import { maxManifestLength } from '../../view/manifest-length.ts';
import { useLabInstance } from '../kit/lab.tsx';

interface TextLimit {
  readonly characters: number;
  readonly banner: 'TextTooLong' | 'LessonTooLong';
}

const manifestLimit: TextLimit = { characters: maxManifestLength, banner: 'TextTooLong' };

/**
 * Handlers for an element around the editor.
 * @param limit The longest text, in characters, and the message that refuses a longer one.
 */
export function useTextLimit({ characters, banner } = manifestLimit) {
  const lab = useLabInstance();
  function stop(event: SyntheticEvent, data: DataTransfer): void {
    if (data.getData('text/plain').length <= characters) return;
    event.preventDefault();
    event.stopPropagation();
    lab.act('showBanner', { banner });
  }
  return {
    onPasteCapture: (event: ClipboardEvent) => stop(event, event.clipboardData),
    onDropCapture: (event: DragEvent) => stop(event, event.dataTransfer),
  };
}
