import { actions } from '../../store/actions/table.ts';
import { type ChangeEvent, useRef, useState } from 'react';
import { encodeSession } from '../../share/link.ts';
import { structureOnly } from '../../share/structure-only.ts';
import { parseSession } from '../../share/read-session.ts';
import type { Session } from '../../share/session.ts';
import { kubectlScript } from '../../timeline/kubectl-script.ts';
import { Dialog, useCloseDialog } from '../kit/dialog.tsx';
import { useAct, useCan, useLabInstance } from '../kit/lab.tsx';
import { CopyByHand } from '../kit/copy/copy-by-hand.tsx';
import { useCopy } from '../kit/copy/use-copy.ts';
import { useMessages } from '../kit/messages.tsx';
import { useSite } from '../kit/site.tsx';
import { Way } from './way.tsx';
import './share.css';

type Done = 'link' | 'script' | 'unreadable';

/** Ways to export this moment: as a link, as a script for a real cluster, as a file, as a picture. */
export default function Share() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const site = useSite();
  const close = useCloseDialog();
  const file = useRef<HTMLInputElement>(null);
  const canImport = useCan('openImport');
  /** Subject of the last action. */
  const [done, setDone] = useState<Done | null>(null);
  const { byHand, copy, forget } = useCopy();
  const imported = lab.read(({ timeline }) =>
    timeline.runs.some(({ recording }) => recording.simulation?.origin !== undefined),
  );
  /** A link of an imported cluster is wanted, although it holds its names. */
  const [wanted, setWanted] = useState(false);

  async function copyLink(): Promise<void> {
    await copy(site.linkTo(encodeSession(structureOnly(lab.read(({ session }) => session())))));
    setDone('link');
  }

  async function copyScript(): Promise<void> {
    await copy(lab.read(({ timeline: { run, inputs } }) => kubectlScript(run, inputs)));
    setDone('script');
  }

  async function importFile({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [chosen] = currentTarget.files ?? [];
    currentTarget.value = '';
    if (chosen === undefined) return;
    let session: Session;
    try {
      session = parseSession(await chosen.text());
    } catch {
      forget();
      return setDone('unreadable');
    }
    close();
    try {
      await site.openApart(session);
    } catch {
      lab.act('showBanner', { banner: 'FileUnreadable' });
    }
  }

  return (
    <Dialog title={t('share.label')} className="share">
      {imported && (
        <Way hint={t('import.linkOff')}>
          <label title={t('import.linkHint')}>
            <input
              type="checkbox"
              checked={wanted}
              onChange={({ currentTarget }) => setWanted(currentTarget.checked)}
            />{' '}
            {t('import.linkOn')}
          </label>
        </Way>
      )}
      <Way hint={t(imported ? 'import.linkHint' : 'share.linkHint')}>
        <button
          className="button primary"
          autoFocus={!imported}
          disabled={imported && !wanted}
          onClick={() => void copyLink()}
        >
          {t('share.link')}
        </button>
      </Way>
      <Way hint={t('share.scriptHint')}>
        <button className="button" onClick={() => void copyScript()}>
          {t('share.script')}
        </button>
      </Way>
      <Way hint={t('share.fileHint')}>
        <button className="button" onClick={() => act('exportSession')}>
          {t(actions.exportSession.label)}
        </button>
        <button className="button" onClick={() => file.current?.click()}>
          {t('share.import')}
        </button>
        <input ref={file} type="file" accept=".json" hidden onChange={(event) => void importFile(event)} />
      </Way>
      <Way hint={t('share.clusterHint')}>
        <button className="button" disabled={!canImport} onClick={() => act('openImport')}>
          {t(actions.openImport.label)}
        </button>
      </Way>
      <Way hint={t('share.picturesHint')}>
        <button className="button" onClick={() => act('openPictures')}>
          {t(actions.openPictures.label)}
        </button>
      </Way>
      <Way hint={t('share.embedHint')}>
        <button className="button" disabled={imported} onClick={() => act('openEmbed')}>
          {t(actions.openEmbed.label)}
        </button>
      </Way>
      <p className="share-done" role="status">
        {done !== null && t(byHand !== '' ? 'share.byHand' : `share.done.${done}`)}
      </p>
      {byHand !== '' && <CopyByHand className="share-text" text={byHand} label={t('share.byHand')} />}
    </Dialog>
  );
}
