import { useEffect, useId, useRef, useState } from 'react';
import type { LessonProblem } from '../../../lessons/format/read-lesson.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { maxLessonFile } from '../../../share/saved-fields.ts';
import { useTextLimit } from '../../editor/use-text-limit.ts';
import { openLesson } from '../../kit/browser/open-file.ts';
import { useMessages } from '../../kit/messages.tsx';
import { checkLesson } from './check-lesson.ts';
import { useLessonEditor } from './use-lesson-editor.ts';
import { useLessonFile } from './use-lesson-file.ts';
import './own.css';

const lessonLimit = { characters: maxLessonFile, banner: 'LessonTooLong' } as const;

const files = ['lesson', 'manifest'] as const;

/** The lesson file in place of the manifest, with its faults; tabs switch between the two. */
export default function LessonFile() {
  const { t } = useMessages();
  const [file, setFile] = useState<(typeof files)[number]>('lesson');
  return (
    <div className="lesson-file" data-open={file === 'lesson'}>
      <div className="lesson-file-tabs">
        {files.map((name) => (
          <button key={name} className="button small" aria-pressed={name === file} onClick={() => setFile(name)}>
            {t(`own.file.${name}`)}
          </button>
        ))}
      </div>
      {file === 'lesson' && <Writing />}
    </div>
  );
}

type Check = 'none' | 'checking' | readonly LessonProblem[];

function Writing() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const limit = useTextLimit(lessonLimit);
  const hint = useId();
  const text = useLab((state) => state.lessonFile) ?? '';
  const read = useLessonFile();
  const [check, setCheck] = useState<{ readonly of: string; readonly how: Check }>({ of: '', how: 'none' });
  const plain = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const how = check.of === text ? check.how : 'none';
  const problems = read?.problems ?? [];
  const faults = typeof how === 'object' ? how : [];
  const shown = problems.length > 0 ? problems : faults;
  const label = t('own.label');
  const editor = useLessonEditor({ plain, host }, { label, describedBy: hint }, shown);
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
    return () => void (newest.current = '');
  }, [text]);

  async function begin(): Promise<void> {
    if (read?.lesson === undefined || read.positionOf === undefined) return;
    setCheck({ of: text, how: 'checking' });
    const found = await checkLesson(read.lesson, read.positionOf, () => newest.current !== text);
    if (found !== undefined) setCheck({ of: text, how: found });
  }

  function goTo({ line, column }: LessonProblem): void {
    if (editor !== null) return editor.goToLine(line, column);
    const before = text.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    plain.current?.focus();
    plain.current?.setSelectionRange(at, at);
  }

  return (
    <>
      <div className="manifest-editor" {...limit}>
        <div className="manifest-rich" ref={host} />
        {editor === null && (
          <textarea
            ref={plain}
            className="manifest-plain"
            aria-label={label}
            aria-describedby={hint}
            value={text}
            wrap="off"
            spellCheck={false}
            onChange={(event) => openLesson(lab, event.currentTarget.value, 'editLessonFile')}
          />
        )}
        <p className="manifest-hint" id={hint}>
          {t('editor.leave')}
        </p>
      </div>
      {shown.length > 0 && (
        <ul className="lesson-file-list" aria-label={label}>
          {shown.map((problem, i) => (
            <li key={i}>
              <button aria-label={t('own.goTo', { ...problem })} onClick={() => goTo(problem)}>
                <code>{t('own.place', { line: problem.line, column: problem.column })}</code>
                <span>{problem.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="lesson-file-bar">
        <p role="status">
          {problems.length > 0 && t(read?.lesson ? 'own.wrong' : 'own.wrongFirst', { count: problems.length })}
          {problems.length === 0 && how === 'checking' && t('own.checking')}
          {problems.length === 0 && typeof how === 'object' && (
            <>{faults.length === 0 ? t('own.right') : t('own.faults', { count: faults.length })}</>
          )}
        </p>
        <button
          className="button small"
          disabled={problems.length > 0 || how === 'checking'}
          onClick={() => void begin().catch(() => setCheck({ of: text, how: 'none' }))}
        >
          {t('own.check')}
        </button>
      </div>
    </>
  );
}
