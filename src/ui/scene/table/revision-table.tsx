import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Swatch } from '../shared/revision.tsx';

/** The ControllerRevisions as a table: their images, and their Pods. */
export function RevisionTable() {
  const { t } = useMessages();
  const { revisions, setName, slots } = useLab((state) => state.stage);
  if (revisions.length === 0) return null;
  const podsOf = (revision: string): string =>
    slots.flatMap(({ pod }) => (pod?.revision === revision ? pod.name : [])).join(t('narration.and'));
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
        {revisions.map(({ name, hash, index, revision, image, current, update, pods }) => (
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
                .join(t('narration.and'))}
            </td>
            <td>{image}</td>
            <td>{pods > 0 && pods <= 10 ? podsOf(name) : t('revisions.pods', { count: pods })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
