import { type ChangeEvent, useRef, useState } from 'react';
import { openPictures } from '../../store/actions/page.ts';
import { exportSession } from '../../store/actions/share.ts';
import { useAct, useLabInstance } from '../kit/lab.tsx';
import { Menu, useCloseMenu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';
import './share-menu.css';

type Done = 'link' | 'script' | 'unreadable';

const share = () => import('../../share/link.ts');

/** Ways to take this moment along: as a link, as a script for a real cluster, as a file. */
export function ShareMenu() {
  const { t } = useMessages();
  /** Another each time the menu is opened or closed: what was said of the last time is gone. */
  const [turn, setTurn] = useState(0);
  return (
    <Menu label={t('share.label')} onToggle={() => setTurn((before) => before + 1)}>
      <Ways key={turn} />
    </Menu>
  );
}

function Ways() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const close = useCloseMenu();
  const file = useRef<HTMLInputElement>(null);
  /** What came of it, or the text that is to be copied by hand. */
  const [done, setDone] = useState<Done | null>(null);
  const [byHand, setByHand] = useState('');

  async function copy(text: string, what: Done): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setByHand('');
    } catch {
      // No permission, or no clipboard on plain http: the text is there to be copied by hand.
      setByHand(text);
    }
    setDone(what);
  }

  async function copyLink(): Promise<void> {
    const { encodeSession } = await share();
    const address = new URL(location.href);
    address.search = '';
    address.hash = encodeSession(lab.session());
    await copy(address.href, 'link');
  }

  async function copyScript(): Promise<void> {
    const { kubectlScript } = await import('../../store/kubectl-script.ts');
    await copy(
      lab.look(({ run, inputs }) => kubectlScript(run, inputs)),
      'script',
    );
  }

  async function importFile({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [chosen] = currentTarget.files ?? [];
    currentTarget.value = '';
    if (chosen === undefined) return;
    const { readSession } = await import('../../share/session.ts');
    try {
      lab.restore(readSession(JSON.parse(await chosen.text())));
      close();
    } catch {
      setDone('unreadable');
    }
  }

  return (
    <>
      <button className="button" onClick={() => void copyLink()}>
        {t('share.link')}
      </button>
      <p>{t('share.linkHint')}</p>
      <button className="button" onClick={() => void copyScript()}>
        {t('share.script')}
      </button>
      <p>{t('share.scriptHint')}</p>
      <div className="share-files">
        <button className="button" onClick={() => act(exportSession)}>
          {t(exportSession.label)}
        </button>
        <button className="button" onClick={() => file.current?.click()}>
          {t('share.import')}
        </button>
        <input ref={file} type="file" accept=".json" hidden onChange={(event) => void importFile(event)} />
      </div>
      <button
        className="button"
        onClick={() => {
          close();
          act(openPictures);
        }}
      >
        {t(openPictures.label)}
      </button>
      <p>{t('share.picturesHint')}</p>
      <p role="status">{done !== null && t(byHand !== '' ? 'share.byHand' : `share.done.${done}`)}</p>
      {byHand !== '' && (
        <textarea
          className="share-text"
          readOnly
          value={byHand}
          aria-label={t('share.byHand')}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}
