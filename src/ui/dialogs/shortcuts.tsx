import type { MessageId } from '../../i18n/index.ts';
import { actionIds, actionOf } from '../../store/actions/table.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Keys } from '../kit/keys.tsx';
import { useMessages } from '../kit/messages.tsx';
import './shortcuts.css';

type Row = readonly [keys: readonly string[], label: MessageId];

/** Keys that are not actions of the lab: they work within a part of it. */
const places: Readonly<Record<'editor' | 'terminal' | 'stage', readonly Row[]>> = {
  editor: [
    [['Mod+Enter'], 'shortcuts.editor.apply'],
    [['Ctrl+Space'], 'shortcuts.editor.complete'],
    [['Escape', 'Tab'], 'shortcuts.editor.leave'],
  ],
  terminal: [
    [['Ctrl+`'], 'shortcuts.terminal.focus'],
    [['Tab'], 'shortcuts.terminal.complete'],
    [['ArrowUp', 'ArrowDown'], 'shortcuts.terminal.history'],
    [['Ctrl+r'], 'shortcuts.terminal.search'],
    [['Ctrl+Enter'], 'shortcuts.terminal.plan'],
    [['Ctrl+c'], 'shortcuts.terminal.stop'],
    [['Ctrl+l'], 'shortcuts.terminal.clear'],
    [['Escape', 'Tab'], 'shortcuts.terminal.leave'],
  ],
  stage: [
    [['ArrowLeft', 'ArrowRight'], 'shortcuts.stage.slider'],
    [['Escape'], 'shortcuts.stage.close'],
  ],
};

/** Lists all keys, by the part of the page where they work. */
export default function Shortcuts() {
  const { t } = useMessages();
  const rows = (presenting: boolean): readonly Row[] =>
    actionIds.flatMap((id) => {
      const { shortcut, label, presenting: only = false, needs } = actionOf(id);
      // The introduction explains its own keys.
      const listed = shortcut !== undefined && only === presenting && needs !== 'introduction';
      return listed ? [[[shortcut], label as MessageId] as const] : [];
    });
  const clicker: Row = [['PageUp', 'PageDown', 'ArrowLeft', 'ArrowRight'], 'shortcuts.clicker'];
  return (
    <Dialog title={t('dialog.shortcuts')} className="shortcuts">
      <Part title={t('shortcuts.page')} hint={t('shortcuts.pageHint')} rows={rows(false)} />
      <Part title={t('shortcuts.editor')} rows={places.editor} />
      <Part title={t('shortcuts.terminal')} rows={places.terminal} />
      <Part title={t('shortcuts.stage')} rows={places.stage} />
      <Part title={t('shortcuts.presenter')} rows={[clicker, ...rows(true)]} />
    </Dialog>
  );
}

function Part({
  title,
  hint,
  rows,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly rows: readonly Row[];
}) {
  const { t } = useMessages();
  return (
    <section>
      <h3>{title}</h3>
      {hint !== undefined && <p>{hint}</p>}
      <dl>
        {rows.map(([keys, label]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>
              {keys.map((shortcut) => (
                <Keys key={shortcut} shortcut={shortcut} space={t('shortcuts.space')} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
