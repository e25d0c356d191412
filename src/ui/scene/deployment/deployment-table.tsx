import { memo, useState } from 'react';
import { deletePod } from '../../../store/actions/delete.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Pages, pageOf, pageSize } from '../table/pages.tsx';
import { Age, DeleteButton, HowItIs, Revision } from '../table/stage-table-row.tsx';
import '../table/stage-table.css';
import { deploymentPodHooks } from './deployment-pod.ts';

const columns = ['pod', 'status', 'ready', 'revision', 'image', 'node', 'ip', 'restarts', 'age', 'actions'] as const;

interface DeploymentTableProps {
  readonly label: string;
  readonly pods: readonly PodModel[];
}

/** The Pods of a Deployment in words, a page at a time: here each of them can be reached, however many there are. */
export function DeploymentTable({ label, pods }: DeploymentTableProps) {
  const { t } = useMessages();
  const [asked, setPage] = useState(0);
  const { pages, page, shown } = pageOf(pods, asked);
  const rows =
    pages > 1
      ? t('table.page', { from: page * pageSize + 1, to: page * pageSize + shown.length, count: pods.length })
      : null;
  return (
    <div className="stage-table deployment-table">
      {rows !== null && <Pages {...{ page, pages, rows }} onPage={setPage} />}
      <div className="table-scroll" role="region" tabIndex={0} aria-label={label}>
        <table aria-rowcount={pods.length + 1}>
          <caption>{[label, rows ?? []].flat().join(t('table.stop'))}</caption>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`table.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((pod, i) => (
              <Row key={pod.uid} pod={pod} rowIndex={page * pageSize + i + 2} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const Row = memo(function Row({ pod, rowIndex }: { readonly pod: PodModel; readonly rowIndex: number }) {
  const { t } = useMessages();
  const namespace = useLab((state) => state.stage.namespace);
  const { name, terminating } = pod;
  return (
    <tr aria-rowindex={rowIndex} {...deploymentPodHooks(pod)}>
      <th scope="row">
        <InspectButton object={{ resource: 'pods', name, namespace }} />
      </th>
      <HowItIs pod={pod} />
      <td>
        <Revision index={pod.revisionIndex} hash={pod.revision} />
      </td>
      <td>{pod.image}</td>
      <td>{pod.node ?? t('pod.noNode')}</td>
      <td>{pod.ip ?? '–'}</td>
      <td>{pod.restarts}</td>
      <td>
        <Age since={pod.createdAt} />
      </td>
      <td>
        <DeleteButton action={deletePod} name={name} terminating={terminating} />
      </td>
    </tr>
  );
});
