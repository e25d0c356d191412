/** Replaces the plain text area with Monaco once it is loaded, and keeps it in sync with the lab's text. */
import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Lab } from '../../store/lab.ts';
import type { Place, RichEditor, RichEditorOptions } from './monaco-adapter.ts';
import { speakInMonaco } from './monaco-texts.ts';
import { whenSeenAndIdle } from '../kit/browser/when-idle.ts';

export interface Places {
  readonly plain: RefObject<HTMLTextAreaElement | null>;
  readonly host: RefObject<HTMLDivElement | null>;
}

const beginning: Place = { anchor: 0, head: 0, scrollTop: 0, focused: false };

/** Passes changes of the lab to the editor. Returns the unsubscriber. */
function follow(lab: Lab, editor: RichEditor): () => void {
  editor.setDiagnostics(lab.store.getState().diagnostics);
  return lab.store.subscribe((state, before) => {
    const replaced = state.text !== before.text && editor.setText(state.text);
    // A different text, not an edit with a place: show its beginning.
    if (replaced && state.flash === null) editor.goTo(beginning);
    if (state.diagnostics !== before.diagnostics) editor.setDiagnostics(state.diagnostics);
    if (state.language !== before.language) void speakInMonaco(state.language);
    if (state.flash !== null && state.flash !== before.flash) editor.flash(state.flash.from, state.flash.to);
  });
}

function placeIn(area: HTMLTextAreaElement | null): Place {
  if (area === null) return beginning;
  const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area;
  const backward = selectionDirection === 'backward';
  return {
    anchor: backward ? selectionEnd : selectionStart,
    head: backward ? selectionStart : selectionEnd,
    scrollTop,
    focused: document.activeElement === area,
  };
}

/** Tracks whether an input method is composing in `area`: replacing the area then would lose the input. */
function watchComposition(area: HTMLTextAreaElement): () => Promise<void> {
  let composing = false;
  area.addEventListener('compositionstart', () => (composing = true));
  area.addEventListener('compositionend', () => (composing = false));
  return () =>
    composing
      ? new Promise((resolve) => area.addEventListener('compositionend', () => setTimeout(resolve), { once: true }))
      : Promise.resolve();
}

/** Loads Monaco after the first paint. If that fails, the plain text area stays. */
export function useRichEditor(
  lab: Lab,
  { plain, host }: Places,
  { label, describedBy }: Pick<RichEditorOptions, 'label' | 'describedBy'>,
): boolean {
  const [editor, setEditor] = useState<RichEditor | null>(null);

  useEffect(() => {
    const element = host.current!;
    const composed = watchComposition(plain.current!);
    let left = false;
    let shown: RichEditor | undefined;
    let unfollow: (() => void) | undefined;

    async function show(): Promise<void> {
      await speakInMonaco(lab.store.getState().language);
      const { createRichEditor } = await import('./monaco-adapter.ts');
      await composed();
      if (left) return;
      // From here on synchronously, so that there are never two editors, or none.
      shown = createRichEditor(element, {
        text: lab.store.getState().text,
        label,
        describedBy,
        onEdit: (text) => {
          lab.act('edit', { text });
          // The lab rejects a text that is too long. Monaco must not be changed again while it reports a change.
          if (lab.store.getState().text !== text) queueMicrotask(() => shown?.setText(lab.store.getState().text));
        },
      });
      unfollow = follow(lab, shown);
      const place = placeIn(plain.current);
      flushSync(() => setEditor(shown!));
      shown.goTo(place);
    }

    const cancel = whenSeenAndIdle(element, () => void show().catch(() => element.replaceChildren()));
    return () => {
      left = true;
      cancel();
      unfollow?.();
      shown?.dispose();
      setEditor(null);
    };
    // The label of the beginning; the effect below follows it.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new language must not make a new editor
  }, [lab, plain, host, describedBy]);

  useEffect(() => editor?.setLabel(label), [editor, label]);
  return editor !== null;
}
