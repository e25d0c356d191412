import type { DialogName } from '../../store/lab-state.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { Menu, useCloseMenu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';

const topics: readonly DialogName[] = ['rules', 'about'];

/** What explains the lab. */
export function HelpMenu() {
  const { t } = useMessages();
  return (
    <Menu label={t('help.label')}>
      {topics.map((name) => (
        <Topic key={name} name={name} />
      ))}
      <NarrationSwitch />
    </Menu>
  );
}

function Topic({ name }: { readonly name: DialogName }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const close = useCloseMenu();
  return (
    <button
      className="button"
      onClick={() => {
        close();
        lab.set({ dialog: { name } });
      }}
    >
      {t(`dialog.${name}`)}
    </button>
  );
}

/** Whether screen readers are told what happens. */
function NarrationSwitch() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const narrated = useLab((state) => state.narrated);
  return (
    <label className="menu-choice">
      <input
        type="checkbox"
        checked={narrated}
        onChange={({ currentTarget: { checked } }) => lab.set({ narrated: checked })}
      />
      <span>
        {t('narration.switch')}
        <small>{t('narration.switchHint')}</small>
      </span>
    </label>
  );
}
