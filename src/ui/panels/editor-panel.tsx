import { beginning } from '../../view/words/beginning.ts';
import { actions } from '../../store/actions/table.ts';
import { ManifestEditor } from '../editor/manifest-editor.tsx';
import { LessonLink } from '../kit/lesson-link.tsx';
import { useAct, useButtonClass, useLab } from '../kit/lab.tsx';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';
import { isDeleted } from './set-deleted.ts';
import './editor-panel.css';

const LessonFile = later(() => import('../lessons/own/lesson-file.tsx').then((module) => module.default), {
  moreTexts: true,
});

const EditorMore = later(() => import('../plan/editor-more.tsx').then((module) => module.default), { moreTexts: true });

/** The manifest, Apply, and its result. */
export function EditorPanel() {
  const { t } = useMessages();
  const hasLessonFile = useLab((state) => state.lessonFile !== null);
  // A plan needs a cluster or a text; an object with a uid comes from a cluster.
  const hasMore = useLab(
    ({ appliedText, plan, stage, text }) =>
      appliedText !== null || plan !== null || stage.setExists || /^ +"?uid"?: /m.test(text),
  );
  return (
    <section className="editor-panel" data-panel="editor" aria-label={t('editor.label')}>
      {hasLessonFile && <LessonFile />}
      <ManifestEditor />
      <Diagnostics />
      <Notice />
      {hasMore && <EditorMore />}
      <ApplyBar />
    </section>
  );
}

/** Shows why the text was refused: Kubernetes' messages with their lines. */
function Diagnostics() {
  const { t } = useMessages();
  const act = useAct();
  const diagnostics = useLab((state) => state.diagnostics);
  if (diagnostics.length === 0) return null;
  return (
    <div className="diagnostics" role="alert">
      {diagnostics.map(({ line, message }, i) => (
        <p key={i}>
          <strong>{t('editor.line', { line })}</strong> {beginning(message)}
        </p>
      ))}
      <LessonLink refusal={diagnostics[0]!.message} />
      {diagnostics.some(({ outdated }) => outdated) && (
        <button className="button small" title={t('editor.convertHint')} onClick={() => act('convert')}>
          {t(actions.convert.label)}
        </button>
      )}
    </div>
  );
}

/** Shows the effect of an action on a text with unapplied edits. */
function Notice() {
  const { t } = useMessages();
  const act = useAct();
  const notice = useLab((state) => state.notice);
  if (notice === null) return null;
  return (
    <p className="notice" role="status">
      {t(`notice.${notice}`)}
      {notice === 'TextReplaced' && (
        <button className="button small" onClick={() => act('restoreText')}>
          {t(actions.restoreText.label)}
        </button>
      )}
    </p>
  );
}

function ApplyBar() {
  const { t } = useMessages();
  const act = useAct();
  const look = useButtonClass('apply');
  const canPlan = useLab(({ appliedText, plan, stage }) => plan === null && (appliedText !== null || stage.setExists));
  const phase = useLab((state) => {
    const { appliedText, text, drift } = state;
    if (appliedText === null) return 'new';
    if (appliedText !== text) return 'edited';
    if (isDeleted(state)) return 'deleted';
    return drift.length > 0 ? 'drifted' : 'applied';
  });
  return (
    <div className="apply-bar" data-phase={phase}>
      <span className="apply-state">
        {t(`editor.state.${phase}`)}
        <small id="leave-editor">{t('editor.leave')}</small>
      </span>
      {canPlan && (
        <button className="button" title={t('plan.commandHint')} onClick={() => act('plan', { command: '' })}>
          {t(actions.plan.label)}
        </button>
      )}
      <button className={look} title={t('editor.hint')} onClick={() => act('apply')}>
        {t(actions.apply.label)}
      </button>
    </div>
  );
}
