import { type FormEvent, useState } from 'react';
import { Dialog } from '../kit/dialog.tsx';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type LiveControl, useLive } from './live-source.ts';

const ActDialog = later(() => import('./act-dialog.tsx').then((module) => module.ActDialog));

/** The switch between read-only and acting. */
export function Acting({ control }: { readonly control: LiveControl }) {
  const { t } = useMessages();
  const { acting, namespace } = useLive();
  const [open, setOpen] = useState<'switch' | 'act' | null>(null);
  const close = () => setOpen(null);
  return (
    <span className="live-acting" data-acting={acting !== null || undefined}>
      {acting === null ? (
        <>
          <span>{t('live.readOnly')}</span>
          <button className="button small" onClick={() => setOpen('switch')}>
            {t('live.act.switch')}
          </button>
        </>
      ) : (
        <>
          <b>{t('live.act.on', { context: acting, namespace })}</b>
          <button className="button small" onClick={() => setOpen('act')}>
            {t('live.act.open')}
          </button>
          <button className="button small" onClick={() => control.forbid()}>
            {t('live.act.off')}
          </button>
        </>
      )}
      {open === 'switch' && <Switch control={control} onClose={close} />}
      {open === 'act' && <ActDialog control={control} onClose={close} />}
    </span>
  );
}

/** Asks for the name of the context: only the user knows which cluster the proxy connects to. */
function Switch({ control, onClose }: { readonly control: LiveControl; readonly onClose: () => void }) {
  const { t } = useMessages();
  const { namespace, news } = useLive();
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!event.nativeEvent.isTrusted) return;
    const context = String(new FormData(event.currentTarget).get('context') ?? '').trim();
    if (context === '') return;
    onClose();
    control.allow(context);
  }
  return (
    <Dialog title={t('live.act.switchTitle')} className="live-act" onClose={onClose}>
      <form className="live-act-fields" onSubmit={submit}>
        <p>
          {t('live.act.switchText', {
            namespace,
            origin: location.origin,
            version: news?.status.server.version ?? '?',
          })}
        </p>
        <label>
          {t('live.act.context')}
          <input name="context" required maxLength={200} autoComplete="off" spellCheck={false} />
          <code>kubectl config current-context</code>
        </label>
        <button className="button primary">{t('live.act.allow', { namespace })}</button>
      </form>
    </Dialog>
  );
}
