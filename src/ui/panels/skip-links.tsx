import { flushSync } from 'react-dom';
import { useLab, useUnfolded } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './skip-links.css';

/** The targets of each link; the first existing one is used. */
const targets = {
  stage: ['[data-panel="stage"] [data-part][tabindex="0"]', '[data-panel="stage"]'],
  editor: ['.manifest-editor textarea:not([aria-hidden])', '[data-panel="editor"]'],
  terminal: ['.terminal-input', '[data-panel="terminal"]'],
  time: ['.transport button', '.transport'],
} as const;
type Target = keyof typeof targets;
const names = Object.keys(targets) as Target[];

/** Views of a narrow page. The time controls are always visible. */
export type SkipView = Exclude<Target, 'time'>;

/** Skip links, the first Tab stops of the page. Visible only while they have the focus. */
export function SkipLinks({ onView }: { readonly onView: (view: SkipView) => void }) {
  const { t } = useMessages();
  const writable = !useLab((state) => state.readOnly);
  const shown = {
    stage: true,
    editor: writable,
    terminal: useUnfolded('terminal') && writable,
    time: useUnfolded('time'),
  };

  function go(name: Target): void {
    // Its view is shown at once, so that the next key reaches it.
    if (name !== 'time') flushSync(() => onView(name));
    const element = targets[name].flatMap((selector) => document.querySelector<HTMLElement>(selector) ?? [])[0];
    if (element !== undefined && element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
    element?.focus();
  }

  return (
    <nav className="skip-links" aria-label={t('skip.label')}>
      {names
        .filter((name) => shown[name])
        .map((name) => (
          <button key={name} className="button" onClick={() => go(name)}>
            {t(`skip.${name}`)}
          </button>
        ))}
    </nav>
  );
}
