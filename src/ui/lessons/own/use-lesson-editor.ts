/** The editor of the lesson file, with the format's schema for completion and hover. */
import { useEffect } from 'react';
import { lessonJsonSchema } from '../../../lessons/format/json-schema.ts';
import type { LessonProblem } from '../../../lessons/format/read-lesson.ts';
import type { RichEditor } from '../../editor/monaco-adapter.ts';
import { type EditedText, type Places, useRichEditor } from '../../editor/use-rich-editor.ts';
import { openLesson } from '../../kit/browser/open-file.ts';
import { useLabInstance } from '../../kit/lab.tsx';

export function useLessonEditor(
  places: Places,
  words: Pick<EditedText, 'label' | 'describedBy'>,
  problems: readonly LessonProblem[],
): RichEditor | null {
  const lab = useLabInstance();
  const read = () => lab.store.getState().lessonFile ?? '';
  const editor = useRichEditor(places, {
    ...words,
    schema: 'lesson',
    read,
    edit: (text) => openLesson(lab, text, 'editLessonFile'),
    lessonSchema: () => lessonJsonSchema(lab.store.getState().language === 'zh' ? 'zh' : 'en'),
    follow: (shown) =>
      lab.store.subscribe(({ lessonFile }, before) => {
        if (lessonFile !== before.lessonFile) shown.setText(read());
      }),
  });
  useEffect(() => {
    editor?.setDiagnostics(
      problems.map(({ line, column, message }) => ({ line, column, endLine: line, endColumn: column + 1, message })),
    );
  }, [editor, problems]);
  return editor;
}
