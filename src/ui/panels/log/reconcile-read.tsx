import { useMemo } from 'react';
import { readOf } from '../../../timeline/reconcile-input.ts';
import type { ReadPods } from '../../../view/stage/reconcile-input.ts';
import type { Reconcile } from '../../../view/stage/reconciles.ts';
import { useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';

/** The most rows of Pods that are shown; equal Pods share a row. */
const maxRows = 60;

/** Shows the input of a decision: the set, and each Pod as it was then. */
export default function ReconcileRead({ reconcile }: { readonly reconcile: Reconcile }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const read = useMemo(() => lab.read(({ timeline }) => readOf(timeline, reconcile)), [lab, reconcile]);
  if (read === null) return <p>{t('reconciles.noSet')}</p>;
  const name = reconcile.key.split('/')[1] ?? '';
  const { pods, replicas, start, partition, podManagementPolicy, updateStrategy, currentRevision, updateRevision } =
    read;
  return (
    <>
      <dl>
        <Fact name="replicas" value={replicas} />
        {start > 0 && <Fact name="ordinals.start" value={start} />}
        <Fact name="podManagementPolicy" value={podManagementPolicy} />
        <Fact name="updateStrategy" value={updateStrategy} />
        {updateStrategy === 'RollingUpdate' && <Fact name="partition" value={partition} />}
        <Fact name="currentRevision" value={currentRevision ?? '–'} />
        <Fact name="updateRevision" value={updateRevision ?? '–'} />
      </dl>
      <table>
        <thead>
          <tr>
            <th scope="col">Pod</th>
            <th scope="col">{t('reconciles.state')}</th>
            <th scope="col">{t('reconciles.revision')}</th>
          </tr>
        </thead>
        <tbody>
          {pods.slice(0, maxRows).map((group) => (
            <PodsRow key={group.from} name={name} pods={group} />
          ))}
        </tbody>
      </table>
      {pods.length > maxRows && <p>{t('reconciles.more', { count: pods.length - maxRows })}</p>}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function PodsRow({
  name,
  pods: { from, to, wanted, state, revision },
}: {
  readonly name: string;
  readonly pods: ReadPods;
}) {
  const { t } = useMessages();
  return (
    <tr data-state={state}>
      <th scope="row">{from === to ? `${name}-${from}` : `${name}-${from} … ${name}-${to}`}</th>
      <td>
        {t(`read.${state}`)}
        {!wanted && t('reconciles.unwanted')}
      </td>
      <td>{revision ?? '–'}</td>
    </tr>
  );
}
