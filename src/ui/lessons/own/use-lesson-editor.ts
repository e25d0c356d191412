/** Monaco on the lesson file, with the format's schema for completion and hover; a plain text area until it has come. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { lessonJsonSchema } from '../../../lessons/format/json-schema.ts';
import type { LessonProblem } from '../../../lessons/format/read-lesson.ts';
import type { RichEditor, RichEditorOptions } from '../../editor/monaco-adapter.ts';
import { speakInMonaco } from '../../editor/monaco-texts.ts';
import type { Places } from '../../editor/use-rich-editor.ts';
import { whenSeenAndIdle } from '../../kit/browser/when-idle.ts';
import { useLabInstance } from '../../kit/lab.tsx';

export function useLessonEditor(
  { host }: Places,
  { label, describedBy }: Pick<RichEditorOptions, 'label' | 'describedBy'>,
  problems: readonly LessonProblem[],
): RichEditor | null {
  const lab = useLabInstance();
  const [editor, setEditor] = useState<RichEditor | null>(null);

  useEffect(() => {
    const element = host.current!;
    let left = false;
    let shown: RichEditor | undefined;
    let unfollow: (() => void) | undefined;

    async function show(): Promise<void> {
      const { language } = lab.store.getState();
      await speakInMonaco(language);
      const { createRichEditor, setLessonSchema } = await import('../../editor/monaco-adapter.ts');
      if (left) return;
      setLessonSchema(lessonJsonSchema(language === 'zh' ? 'zh' : 'en'));
      shown = createRichEditor(element, {
        text: lab.store.getState().lessonFile ?? '',
        ...{ label, describedBy, schema: 'lesson' },
        onEdit(text) {
          lab.act('editLessonFile', { text });
          // A text that is too long was not taken.
          const { lessonFile } = lab.store.getState();
          if (lessonFile !== text) queueMicrotask(() => shown?.setText(lessonFile ?? ''));
        },
      });
      unfollow = lab.store.subscribe((state, before) => {
        if (state.lessonFile !== before.lessonFile) shown?.setText(state.lessonFile ?? '');
        if (state.language === before.language) return;
        setLessonSchema(lessonJsonSchema(state.language === 'zh' ? 'zh' : 'en'));
      });
      flushSync(() => setEditor(shown!));
    }

    const cancel = whenSeenAndIdle(element, () => void show().catch(() => element.replaceChildren()));
    return () => {
      left = true;
      cancel();
      unfollow?.();
      shown?.dispose();
      setEditor(null);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new language must not make a new editor
  }, [lab, host, describedBy]);

  useEffect(() => editor?.setLabel(label), [editor, label]);
  useEffect(() => {
    editor?.setDiagnostics(
      problems.map(({ line, column, message }) => ({ line, column, endLine: line, endColumn: column + 1, message })),
    );
  }, [editor, problems]);
  return editor;
}
