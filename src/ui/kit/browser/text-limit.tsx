/** Stops long texts before the browser lays them out in a field: a megabyte takes it seconds. */
import { useEffect } from 'react';
import { maxManifestLength } from '../../../view/manifest-length.ts';
import { useMessages } from '../messages.tsx';

/** Most lines of a field: the browser lays them out one by one. */
const maxLines = 10_000;

/** Reports if the browser can show a text in a field without a noticeable delay. */
export function fitsField(text: string): boolean {
  if (text.length > maxManifestLength) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines <= maxLines;
}

/** Refuses pasted or dropped text that makes a field of the page too long, and says so at the field. */
export default function TextLimit() {
  const { t } = useMessages();
  useEffect(() => {
    const stop = (event: InputEvent): void => {
      const { target: field } = event;
      if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
      const added = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
      const { value, selectionStart, selectionEnd } = field;
      const length = value.length + added.length - ((selectionEnd ?? 0) - (selectionStart ?? 0));
      // A field that a link filled with more can be shortened.
      if (fitsField(added) && (length <= maxManifestLength || length <= value.length)) return;
      event.preventDefault();
      field.setCustomValidity(t('banner.TextTooLong'));
      field.reportValidity();
      // Afterwards the field is valid: a form may be sent.
      const valid = (): void => field.setCustomValidity('');
      for (const next of ['beforeinput', 'keydown', 'blur']) field.addEventListener(next, valid, { once: true });
    };
    document.addEventListener('beforeinput', stop);
    return () => document.removeEventListener('beforeinput', stop);
  }, [t]);
  return null;
}
