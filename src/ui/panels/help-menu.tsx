import type { DialogName } from '../../store/lab-state.ts';
import { useLabInstance } from '../kit/lab.tsx';
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
