/** Replaces a plain text area with Monaco once it is loaded. */
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { whenSeenAndIdle } from '../kit/browser/when-idle.ts';
import { useLabInstance } from '../kit/lab.tsx';
import type * as monaco from './monaco-adapter.ts';
import { speakInMonaco } from './monaco-texts.ts';
import { readyForMonaco } from './ready-for-monaco.ts';

export interface Places {
  readonly plain: RefObject<HTMLTextAreaElement | null>;
  readonly host: RefObject<HTMLDivElement | null>;
}

type Monaco = typeof monaco;
type RichEditor = monaco.RichEditor;

/** A text of the lab, and how the editor of it differs from others. */
export interface EditedText extends Pick<monaco.RichEditorOptions, 'label' | 'describedBy' | 'schema'> {
  /** Returns the text as the lab has it. */
  readonly read: () => string;
  /** Passes on what was typed. The lab refuses a text that is too long: `read` returns the one before. */
  readonly edit: (text: string) => void;
  /** Returns the JSON schema of lesson files, with its descriptions in the language in use; absent for other texts. */
  readonly lessonSchema?: () => object;
  /** Passes changes of the lab to the editor. Returns the unsubscriber. */
  readonly follow: (editor: RichEditor) => () => void;
}

export const beginning: monaco.Place = { anchor: 0, head: 0, scrollTop: 0, focused: false };

function placeIn(area: HTMLTextAreaElement | null): monaco.Place {
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

/**
 * Loads Monaco after the first paint. If that fails, or the browser refuses workers, the plain text area stays.
 * @returns null as long as there is only the plain text area.
 */
export function useRichEditor({ plain, host }: Places, text: EditedText): RichEditor | null {
  const lab = useLabInstance();
  const { label } = text;
  const [editor, setEditor] = useState<RichEditor | null>(null);

  /** Makes the editor; the words are those of that moment, and the effect below follows the label. */
  const create = useEffectEvent((element: HTMLElement, createRichEditor: Monaco['createRichEditor']): RichEditor => {
    const { read, edit, schema, describedBy } = text;
    const made = createRichEditor(element, {
      text: read(),
      label,
      describedBy,
      ...(schema !== undefined && { schema }),
      onEdit(typed) {
        edit(typed);
        // Monaco must not be changed again while it reports a change.
        if (read() !== typed) queueMicrotask(() => made.setText(read()));
      },
    });
    return made;
  });
  const lessonSchema = useEffectEvent(() => text.lessonSchema?.());
  const follow = useEffectEvent((made: RichEditor) => text.follow(made));

  useEffect(() => {
    const element = host.current!;
    const composed = watchComposition(plain.current!);
    let left = false;
    let shown: RichEditor | undefined;
    const unfollow: (() => void)[] = [];

    async function show(): Promise<void> {
      if (!readyForMonaco()) return;
      await speakInMonaco(lab.store.getState().language);
      const { createRichEditor, setLessonSchema } = await import('./monaco-adapter.ts');
      const prepare = (): void => {
        const schema = lessonSchema();
        if (schema !== undefined) setLessonSchema(schema);
      };
      await composed();
      if (left) return;
      // From here on synchronously, so that there are never two editors, or none.
      prepare();
      shown = create(element, createRichEditor);
      unfollow.push(
        follow(shown),
        lab.store.subscribe(({ language }, before) => {
          if (language === before.language) return;
          void speakInMonaco(language);
          prepare();
        }),
      );
      const place = placeIn(plain.current);
      flushSync(() => setEditor(shown!));
      shown.goTo(place);
    }

    const cancel = whenSeenAndIdle(element, () => void show().catch(() => element.replaceChildren()));
    return () => {
      left = true;
      cancel();
      unfollow.forEach((stop) => stop());
      shown?.dispose();
      setEditor(null);
    };
  }, [lab, plain, host]);

  useEffect(() => editor?.setLabel(label), [editor, label]);
  return editor;
}
