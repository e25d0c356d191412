import { flushSync } from 'react-dom';
import { useUnfolded } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './skip-links.css';

/** Where each leads: the first of these that is there. */
const targets = {
  stage: ['[data-panel="stage"] [data-part][tabindex="0"]', '[data-panel="stage"]'],
  editor: ['.manifest-editor textarea:not([aria-hidden])', '[data-panel="editor"]'],
  terminal: ['.terminal-input', '[data-panel="terminal"]'],
  time: ['.transport button', '.transport'],
} as const;
type Target = keyof typeof targets;
const names = Object.keys(targets) as Target[];

/** Views of a page with room for one. The time controls are always there. */
export type SkipView = Exclude<Target, 'time'>;

/** The first Tab stops of the page: past everything else to where the work is. Seen only while they have the focus. */
export function SkipLinks({ onView }: { readonly onView: (view: SkipView) => void }) {
  const { t } = useMessages();
  const shown = {
    ...{ stage: true, editor: true },
    terminal: useUnfolded('terminal'),
    time: useUnfolded('time'),
  };

  function go(name: Target): void {
    // Its view is shown first; the next key is for it already.
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
