import { actions } from '../../store/actions/table.ts';
import { languageNames } from '../../i18n/index.ts';
import { type ExampleId, exampleIds } from '../../store/state/examples.ts';
import { Icon } from '../kit/icons.tsx';
import { Keys } from '../kit/keys.tsx';
import { useAct, useLab, useOffered, useUnfolded } from '../kit/lab.tsx';
import { useCloseMenu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { narrow, useMedia } from '../kit/browser/use-media.ts';
import { HelpMenu } from './help-menu.tsx';
import './header.css';

const themes = [
  { value: 'auto', icon: 'auto' },
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'contrast', icon: 'contrast' },
] as const;

/** The header. On a narrow screen the settings and Share are in the Help menu: the stage needs the room. */
export function Header() {
  const { t } = useMessages();
  const isNarrow = useMedia(narrow);
  // Share appears after the first action.
  const hasHistory = useUnfolded('time');
  const own = useOffered('openShare');
  return (
    <header className="header">
      <h1 className="header-name">{t('app.title')}</h1>
      <p className="header-tagline">{t('app.tagline')}</p>
      {!isNarrow && own && <ExampleChooser />}
      <OpenPalette />
      {own && <CourseButton />}
      {own && hasHistory && !isNarrow && <Share />}
      <HelpMenu>
        {own && hasHistory && isNarrow && <Share />}
        {isNarrow && own && <ExampleChooser />}
        {isNarrow && <Languages />}
        <Themes />
      </HelpMenu>
      {!isNarrow && <Languages />}
    </header>
  );
}

function OpenPalette() {
  const { t } = useMessages();
  const act = useAct();
  return (
    <button
      className="button open-palette"
      aria-label={t('header.commands')}
      aria-keyshortcuts="Control+K Meta+K"
      title={t('header.commandsHint')}
      onClick={() => act('openPalette')}
    >
      <Icon name="search" />
      <Keys shortcut={actions.openPalette.shortcut ?? ''} space="" />
    </button>
  );
}

function CourseButton() {
  const { t } = useMessages();
  const act = useAct();
  return (
    <button className="button" aria-haspopup="dialog" onClick={() => act('openCourse')}>
      {t('action.openCourse')}
    </button>
  );
}

function Share() {
  const { t } = useMessages();
  const act = useAct();
  const close = useCloseMenu();

  function open(): void {
    close();
    act('openShare');
  }

  return (
    <button className="button" aria-haspopup="dialog" onClick={open}>
      {t('share.label')}
    </button>
  );
}

function Languages() {
  const { t } = useMessages();
  const act = useAct();
  const language = useLab((state) => state.language);
  return (
    <Segmented
      label={t('app.language')}
      value={language}
      choices={[...languageNames].map(([value, { name, face }]) => ({ value, name, face }))}
      onChoose={(value) => act('setLanguage', { language: value })}
    />
  );
}

function Themes() {
  const { t } = useMessages();
  const act = useAct();
  const theme = useLab((state) => state.theme);
  return (
    <Segmented
      label={t('app.theme')}
      value={theme}
      choices={themes.map(({ value, icon }) => ({
        value,
        name: t(`app.theme.${value}`),
        face: <Icon name={icon} />,
      }))}
      onChoose={(value) => act('setTheme', { theme: value })}
    />
  );
}

function ExampleChooser() {
  const { t } = useMessages();
  const act = useAct();
  const example = useLab((state) => state.example);
  return (
    <label className="example">
      <span>{t('app.example')}</span>
      <select
        aria-label={t('app.example')}
        value={example}
        onChange={(event) => act('chooseExample', { example: event.currentTarget.value as ExampleId })}
      >
        {exampleIds.map((id) => (
          <option key={id} value={id}>
            {t(`example.${id}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
