import { actions } from '../../store/actions/table.ts';
import type { ReactNode } from 'react';
import { helpTopics } from '../../store/actions/page.ts';
import { useAct, useLab, useLabInstance, useOffered } from '../kit/lab.tsx';
import { Menu, useCloseMenu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';

/** The Help menu, with presenter mode. On a narrow screen it also contains the settings. */
export function HelpMenu({ children }: { readonly children: ReactNode }) {
  const { t } = useMessages();
  const newVersion = useLab((state) => state.newVersion);
  return (
    <Menu
      label={newVersion ? t('help.newVersion') : t('help.label')}
      {...(newVersion && { face: <span className="help-new">{t('help.label')}</span> })}
    >
      <Ways />
      <NarrationSwitch />
      <div className="help-settings">{children}</div>
    </Menu>
  );
}

function Ways() {
  const { t } = useMessages();
  const act = useAct();
  const close = useCloseMenu();
  const own = useOffered('openCourse');
  /** The menu's button gets the focus before a dialog opens, and again after it. */
  const way = (label: string, perform: () => void) => (
    <button
      key={label}
      className="button"
      onClick={() => {
        close();
        perform();
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      {own && way(t(actions.openCourse.label), () => act('openCourse'))}
      {own && way(t(actions.startIntroduction.label), () => act('startIntroduction'))}
      {helpTopics.map((name) => way(t(`dialog.${name}`), () => act('openHelp', { topic: name })))}
      {way(t(actions.present.label), () => act('present'))}
    </>
  );
}

/** Switches announcements to screen readers. */
function NarrationSwitch() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const narrated = useLab((state) => state.narrated);
  return (
    <label className="menu-choice">
      <input
        type="checkbox"
        checked={narrated}
        onChange={({ currentTarget: { checked } }) => lab.act('setNarrated', { narrated: checked })}
      />
      <span>
        {t('narration.switch')}
        <small>{t('narration.switchHint')}</small>
      </span>
    </label>
  );
}
