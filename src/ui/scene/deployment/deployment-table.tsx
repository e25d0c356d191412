import { memo } from 'react';
import type { PodModel } from '../../../view/stage-model.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { Pages } from '../table/pages.tsx';
import { DeleteButton, HowItIs, WhatItRuns, WhereItIs } from '../table/stage-table-row.tsx';
import { TableFrame, useTablePage } from '../table/table-frame.tsx';
import { deploymentPodHooks } from './deployment-pod.ts';

const columns = ['pod', 'status', 'ready', 'revision', 'image', 'node', 'ip', 'restarts', 'age', 'actions'] as const;

interface DeploymentTableProps {
  readonly label: string;
  readonly pods: readonly PodModel[];
}

/** The Pods of a Deployment as a table with pages, in which each of them can be reached. */
export function DeploymentTable({ label, pods }: DeploymentTableProps) {
  const shown = useTablePage(pods);
  const { page, pages, rows, setPage } = shown;
  return (
    <div className="stage-table deployment-table">
      {rows !== null && <Pages {...{ page, pages, rows }} onPage={setPage} />}
      <TableFrame {...{ columns, label }} page={shown} count={pods.length} caption={label}>
        {(pod, rowIndex) => <Row key={pod.uid} {...{ pod, rowIndex }} />}
      </TableFrame>
    </div>
  );
}

const Row = memo(function Row({ pod, rowIndex }: { readonly pod: PodModel; readonly rowIndex: number }) {
  const namespace = useLab((state) => state.stage.namespace);
  const { name, terminating } = pod;
  return (
    <tr aria-rowindex={rowIndex} {...deploymentPodHooks(pod)}>
      <th scope="row">
        <InspectButton object={{ resource: 'pods', name, namespace }} />
      </th>
      <HowItIs pod={pod} />
      <WhatItRuns pod={pod} />
      <WhereItIs pod={pod} />
      <td>
        <DeleteButton action="deletePod" name={name} terminating={terminating} />
      </td>
    </tr>
  );
});
