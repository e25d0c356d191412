/** The dialog that imports a cluster: from pasted text, dropped files, or chosen files. */
import { type ChangeEvent, type ClipboardEvent, Fragment, useEffect, useId, useRef, useState } from 'react';
import type { Translate } from '../../i18n/translate.ts';
import { lackText, withheldTexts } from '../../plan/import-text.ts';
import { listText } from '../../view/words/names-text.ts';
import { Dialog, useCloseDialog } from '../kit/dialog.tsx';
import { useMessages } from '../kit/messages.tsx';
import { fitsField } from '../kit/browser/text-limit.tsx';
import { CopyButton } from '../plan/copy-button.tsx';
import { takeOffered } from './offered-dump.ts';
import { type ImportState, type Refusal, useImport } from './use-import.ts';
import './import.css';

/** The kinds that the lab can use. */
const dumpCommand =
  'kubectl get sts,pod,pvc,pv,sc,svc,endpointslice,controllerrevision,node,event,pdb,deploy,rs -o yaml';

export default function ImportDialog() {
  const { t } = useMessages();
  const close = useCloseDialog();
  const { state, read, readFiles, cancel, show } = useImport(close);
  const [taken] = useState(takeOffered);
  const [text, setText] = useState('');
  const begun = useRef(false);
  const readPasted = (pasted: string): void => read([{ name: t('import.pasted'), text: pasted }]);

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    if (taken?.files !== undefined) readFiles(taken.files);
    else if (taken?.text !== undefined) read([{ name: 'manifest.yaml', text: taken.text }]);
  }, [taken, read, readFiles]);

  return (
    <Dialog title={t('import.title')} className="import">
      {state.state === 'asking' && (
        <Ask text={text} refusal={state.refusal} onText={setText} onImport={readPasted} onFiles={readFiles} />
      )}
      {state.state === 'reading' && (
        <div className="import-reading">
          <progress value={state.done} aria-label={t('import.title')} />
          <p>{t('import.reading', { percent: Math.floor(state.done * 100) })}</p>
          <button className="button" autoFocus onClick={cancel}>
            {t('import.cancel')}
          </button>
        </div>
      )}
      {state.state === 'read' && <Found found={state} onShow={show} onCancel={cancel} />}
    </Dialog>
  );
}

/** A command that may be broken after the commas in it. */
function Command({ text }: { readonly text: string }) {
  return (
    <code>
      {text.split(/(,)/).map((part, i) => (
        <Fragment key={i}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}

interface AskProps {
  readonly text: string;
  readonly refusal: Refusal | null;
  readonly onText: (text: string) => void;
  readonly onImport: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

function Ask({ text, refusal, onText, onImport, onFiles }: AskProps) {
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const label = useId();
  // Focus after the dialog is shown: before, nothing in it can have the focus.
  useEffect(() => area.current?.focus(), []);
  function choose({ currentTarget }: ChangeEvent<HTMLInputElement>): void {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = '';
    if (files.length > 0) onFiles(files);
  }
  /** Reads a dump that is too long to be shown. */
  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData('text/plain');
    const { value, selectionStart, selectionEnd } = area.current!;
    const whole = value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
    if (fitsField(whole)) return;
    event.preventDefault();
    onImport(whole);
  }
  return (
    <>
      <p>{t('import.intro')}</p>
      <p className="import-command">
        <Command text={dumpCommand} />{' '}
        <CopyButton label={t('import.copy')} about="kubectl get" text={() => dumpCommand} />
      </p>
      <p id={label}>{t('import.paste')}</p>
      <textarea
        ref={area}
        className="import-text"
        aria-labelledby={label}
        spellCheck={false}
        value={text}
        onPaste={onPaste}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      {refusal !== null && (
        <p className="import-refusal" role="alert">
          {t(`import.refused.${refusal.problem}`, refusal.facts)}
        </p>
      )}
      <p className="import-ways">
        <button className="button primary" disabled={text.trim() === ''} onClick={() => onImport(text)}>
          {t('import.go')}
        </button>
        <button className="button" onClick={() => input.current?.click()}>
          {t('import.files')}
        </button>
        <input ref={input} type="file" multiple accept=".yaml,.yml,.json,.txt" hidden onChange={choose} />
      </p>
      <p className="import-private">{t('import.private')}</p>
    </>
  );
}

interface FoundProps {
  readonly found: Extract<ImportState, { state: 'read' }>;
  readonly onShow: (set: FoundProps['found']['sets'][number] | undefined) => Promise<void>;
  readonly onCancel: () => void;
}

/** The result: the sets to choose from, the missing objects that were made up, and the fields that were left out. */
function Found({ found: { imported, sets, date }, onShow, onCancel }: FoundProps) {
  const { t } = useMessages();
  const [chosen, setChosen] = useState(0);
  const { lacks, withheld, skipped } = imported;
  const left = withheldTexts(t, withheld);
  const time = `${new Date(date).toISOString().slice(0, 19)}Z`;
  return (
    <>
      <p role="status">{t('import.done', { objects: imported.objects.length, sets: sets.length, time })}</p>
      {sets.length > 1 && (
        <label className="import-choose">
          {t('import.choose')}{' '}
          <select value={chosen} onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}>
            {sets.map(({ namespace, name }, i) => (
              <option key={`${namespace}/${name}`} value={i}>
                {`${namespace}/${name}`}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="import-ways">
        <button className="button primary" autoFocus onClick={() => void onShow(sets[chosen])}>
          {t('import.show')}
        </button>
        <button className="button" onClick={onCancel}>
          {t('import.again')}
        </button>
      </p>
      {lacks.length > 0 && (
        <>
          <h3>{t('import.missing')}</h3>
          <ul className="import-lacks">
            {lacks.map((lack) => (
              <li key={lack.kind}>
                {t('import.missingHint', {
                  missing: lackText(t, lack),
                  assumed: t(`import.assumed.${lack.kind}`),
                })}{' '}
                <Command text={lack.command} />{' '}
                <CopyButton label={t('import.copy')} about={lack.command} text={() => lack.command} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('import.withheldTitle')}</h3>
      {left.length === 0 ? (
        <p>{t('import.nothingWithheld')}</p>
      ) : (
        <ul>
          {left.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {skipped.length > 0 && <p>{t('import.skipped', { names: shortList(t, skipped) })}</p>}
      <p className="import-private">{t('import.kept')}</p>
    </>
  );
}

const shortList = (t: Translate, names: readonly string[]): string =>
  names.length > 6 ? `${listText(t, names.slice(0, 5))} (+${names.length - 5})` : listText(t, names);
