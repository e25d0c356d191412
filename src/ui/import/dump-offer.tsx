import { actions } from '../../store/actions/table.ts';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { offerDump } from './offered-dump.ts';

/** Offers to import the text in the editor, which is the output of kubectl get. */
export default function DumpOffer() {
  const { t } = useMessages();
  const lab = useLabInstance();
  function open(): void {
    offerDump({ text: lab.store.getState().text });
    lab.act('openImport');
  }
  return (
    <p className="notice" role="status">
      {t('import.offered')}
      <button className="button small" title={t(actions.openImport.label)} onClick={open}>
        {t('import.offer')}
      </button>
    </p>
  );
}
