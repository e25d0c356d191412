/** Stops long texts before an editor lays them out: both editors take seconds for megabytes. */
import type { ClipboardEvent, DragEvent, SyntheticEvent } from 'react';
import { isTooLong } from '../../view/manifest-length.ts';
import { useLabInstance } from '../kit/lab.tsx';

/** Handlers for an element around the editor. */
export function useTextLimit() {
  const lab = useLabInstance();
  function stop(event: SyntheticEvent, data: DataTransfer): void {
    if (!isTooLong(data.getData('text/plain'))) return;
    event.preventDefault();
    event.stopPropagation();
    lab.act('showBanner', { banner: 'TextTooLong' });
  }
  return {
    onPasteCapture: (event: ClipboardEvent) => stop(event, event.clipboardData),
    onDropCapture: (event: DragEvent) => stop(event, event.dataTransfer),
  };
}
