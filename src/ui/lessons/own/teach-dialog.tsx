import { type ChangeEvent, useRef, useState } from 'react';
import { makeLesson, type NotMade } from '../../../lessons/make/make-lesson.ts';
import { actions } from '../../../store/actions/table.ts';
import { ownLesson } from '../../../store/state/own-lesson.ts';
import { download } from '../../kit/browser/download.ts';
import { openFiles } from '../../kit/browser/open-file.ts';
import { Dialog, useCloseDialog } from '../../kit/dialog.tsx';
import { useAct, useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { useSite } from '../../kit/site.tsx';
import { exportedLesson } from './exported-lesson.ts';
import { Way } from '../../dialogs/way.tsx';
import '../../dialogs/share.css';

/** Ways to write a lesson, and to export one. */
export default function TeachDialog({ topic }: { readonly topic?: string }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const site = useSite();
  const act = useAct();
  const close = useCloseDialog();
  const file = useRef<HTMLInputElement>(null);
  const place = useLab((state) => state.lesson);
  const lessonFile = useLab((state) => state.lessonFile);
  const [problem, setProblem] = useState<NotMade | null>(null);
  const [failed, setFailed] = useState('');

  async function open({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [chosen] = currentTarget.files ?? [];
    if (chosen === undefined) return;
    close();
    await openFiles(lab, site, [chosen]);
  }

  function make(): void {
    const made = makeLesson(lab.read(({ timeline: { run } }) => run));
    if ('problem' in made) return setProblem(made.problem);
    act('openLessonFile', { text: made.yaml });
  }

  async function save(as: 'script' | 'killercoda'): Promise<void> {
    try {
      const { blob, name } = await exportedLesson(place!.id, lab.store.getState().language, as);
      download(blob, name);
      setFailed('');
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <Dialog title={t('teach.title')} className="share">
      <Way hint={t('teach.openHint')}>
        <button className="button primary" autoFocus={topic === undefined} onClick={() => file.current?.click()}>
          {t('teach.open')}
        </button>
        <input ref={file} type="file" accept=".yaml,.yml" hidden onChange={(event) => void open(event)} />
      </Way>
      <Way hint={problem === null ? t('teach.makeHint') : t(`teach.problem.${problem}`)}>
        <button className="button" autoFocus={topic === 'make'} onClick={make}>
          {t('teach.make')}
        </button>
      </Way>
      {lessonFile !== null && (
        <Way hint={t('teach.saveHint')}>
          <button
            className="button"
            onClick={() => download(new Blob([lessonFile], { type: 'application/yaml' }), 'lesson.yaml')}
          >
            {t('teach.save')}
          </button>
        </Way>
      )}
      {place === null ? (
        <p>{t('teach.none')}</p>
      ) : (
        (['script', 'killercoda'] as const).map((as) => (
          <Way key={as} hint={t(`teach.${as}Hint`)}>
            <button className="button" autoFocus={topic === 'export' && as === 'script'} onClick={() => void save(as)}>
              {t(`teach.${as}`)}
            </button>
          </Way>
        ))
      )}
      {lessonFile !== null && place?.id !== ownLesson && (
        <p>
          <button className="button" onClick={() => act('closeLessonFile')}>
            {t(actions.closeLessonFile.label)}
          </button>
        </p>
      )}
      <p className="share-done" role="status">
        {problem === null ? failed : t(`teach.problem.${problem}`)}
      </p>
    </Dialog>
  );
}
