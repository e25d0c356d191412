import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Swatch } from './revision.tsx';

/** The ControllerRevisions in words: which image each has, and which Pods have which. */
export function RevisionTable() {
  const { t } = useMessages();
  const { revisions, setName } = useLab((state) => state.stage);
  if (revisions.length === 0) return null;
  return (
    <table className="table-revisions">
      <caption>{t('table.revisions', { set: setName })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('table.revision')}</th>
          <th scope="col">{t('table.number')}</th>
          <th scope="col">{t('table.role')}</th>
          <th scope="col">{t('table.image')}</th>
          <th scope="col">{t('table.pods')}</th>
        </tr>
      </thead>
      <tbody>
        {revisions.map(({ name, hash, index, revision, image, current, update, podNames }) => (
          <tr key={name}>
            <th scope="row">
              <span className="table-revision">
                <Swatch index={index} />
                {hash}
              </span>
            </th>
            <td>{revision}</td>
            <td>
              {[current && t('revisions.current'), update && t('revisions.update')]
                .filter(Boolean)
                .join(t('slot.comma'))}
            </td>
            <td>{image}</td>
            <td>
              {podNames.length > 0 && podNames.length <= 10
                ? podNames.join(t('slot.comma'))
                : t('revisions.pods', { count: podNames.length })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
