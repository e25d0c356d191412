import { actions } from '../../store/actions/table.ts';
import type { Drift } from '../../view/drift.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import type { Translate } from '../../i18n/index.ts';
import { ManifestEditor } from '../editor/manifest-editor.tsx';
import { LessonLink } from '../kit/lesson-link.tsx';
import { useAct, useButtonClass, useLab, useCan } from '../kit/lab.tsx';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';
import './editor-panel.css';

const LessonFile = later(() => import('../lessons/own/lesson-file.tsx').then((module) => module.default), {
  moreTexts: true,
});

/** The manifest, Apply, and its result. */
export function EditorPanel() {
  const { t } = useMessages();
  const hasLessonFile = useLab((state) => state.lessonFile !== null);
  return (
    <section className="editor-panel" data-panel="editor" aria-label={t('editor.label')}>
      {hasLessonFile && <LessonFile />}
      <ManifestEditor />
      <Diagnostics />
      <Notice />
      <Apart />
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
          <strong>{t('editor.line', { line })}</strong> {message}
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

/** The most fields that are named; the rest is counted. */
const namedFields = 3;

/** Lists the fields in which the cluster differs from the text: `kubectl scale` does not change files. */
function Apart() {
  const { t } = useMessages();
  const act = useAct();
  const drift = useLab((state) => state.drift);
  const canTakeOver = useCan('takeOver');
  const deleted = useLab(isDeleted);
  if (drift.length === 0 || deleted) return null;
  const more = drift.length - namedFields;
  return (
    <div className="notice" role="status">
      <p>
        {t('editor.drift')}{' '}
        {drift
          .slice(0, namedFields)
          .map((field) => fieldText(t, field))
          .join(', ')}
        {more > 0 && ` (+${more})`}
        {t('editor.driftEnd')}
      </p>
      {canTakeOver && (
        <button className="button small" title={t('editor.takeOverHint')} onClick={() => act('takeOver')}>
          {t(actions.takeOver.label)}
        </button>
      )}
    </div>
  );
}

/** Returns e.g. `spec.replicas: 5`. */
function fieldText(t: Translate, { kind, name, path, shown }: Drift): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  const field = steps.join('').slice(1);
  const place = kind === 'StatefulSet' && field !== '' ? field : `${kind} ${name} ${field}`.trimEnd();
  return `${place}: ${shown || t('editor.driftGone')}`;
}

const isDeleted = ({ stage }: LabState): boolean => stage.slots[0]?.absence === 'SetDeleted';

function ApplyBar() {
  const { t } = useMessages();
  const act = useAct();
  const look = useButtonClass('apply');
  const phase = useLab((state) => {
    const { appliedText, text, drift } = state;
    if (appliedText === null) return 'new';
    if (appliedText !== text) return 'edited';
    if (isDeleted(state)) return 'deleted';
    return drift.length > 0 ? 'drifted' : 'applied';
  });
  return (
    <div className="apply-bar" data-phase={phase}>
      <span className="apply-state">{t(`editor.state.${phase}`)}</span>
      <button className={look} title={t('editor.hint')} onClick={() => act('apply')}>
        {t(actions.apply.label)}
      </button>
    </div>
  );
}
