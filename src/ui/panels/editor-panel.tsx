import { apply } from '../../store/actions/apply.ts';
import { convert } from '../../store/actions/convert.ts';
import { restoreText } from '../../store/actions/examples.ts';
import { ManifestEditor } from '../editor/manifest-editor.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './editor-panel.css';

/** The manifest, Apply, and what came of it. */
export function EditorPanel() {
  const { t } = useMessages();
  return (
    <section className="editor-panel" data-panel="editor" aria-label={t('editor.label')}>
      <ManifestEditor />
      <Diagnostics />
      <Notice />
      <ApplyBar />
    </section>
  );
}

/** Why the text was refused: Kubernetes' words, with the line they are about. */
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
      {diagnostics.some(({ outdated }) => outdated) && (
        <button className="button small" title={t('editor.convertHint')} onClick={() => act(convert)}>
          {t(convert.label)}
        </button>
      )}
    </div>
  );
}

/** What an action did, or did not do, to a text with edits of its own. */
function Notice() {
  const { t } = useMessages();
  const act = useAct();
  const notice = useLab((state) => state.notice);
  if (notice === null) return null;
  return (
    <p className="notice" role="status">
      {t(`notice.${notice}`)}
      {notice === 'TextReplaced' && (
        <button className="button small" onClick={() => act(restoreText)}>
          {t(restoreText.label)}
        </button>
      )}
    </p>
  );
}

function ApplyBar() {
  const { t } = useMessages();
  const act = useAct();
  const phase = useLab(({ appliedText, text, stage }) => {
    if (appliedText === null) return 'new';
    if (appliedText !== text) return 'edited';
    return stage.slots[0]?.absence === 'SetDeleted' ? 'deleted' : 'applied';
  });
  return (
    <div className="apply-bar" data-phase={phase}>
      <span className="apply-state">{t(`editor.state.${phase}`)}</span>
      <button className="button primary" title={t('editor.hint')} onClick={() => act(apply)}>
        {t(apply.label)}
      </button>
    </div>
  );
}
