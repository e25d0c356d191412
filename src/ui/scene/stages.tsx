import { useEffect, useMemo } from 'react';
import { LabProvider, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { runName } from '../timeline/run-name.ts';
import { Stage } from './stage.tsx';
import './stages.css';

/** The stage; beside it, if it is asked for, that of another course of events at the same moment. */
export function Stages() {
  const { t } = useMessages();
  const run = useLab((state) => state.run);
  const runs = useLab((state) => state.runs);
  const wanted = useLab((state) => state.beside);
  const other = runs.find(({ id }) => id === wanted && id !== run);
  const own = runs.find(({ id }) => id === run);
  if (other === undefined || own === undefined) return <Stage label={t('stage.label')} />;
  return (
    <div className="stages" data-panel="stage">
      <Stage label={t('stage.label')} title={runName(t, own)} />
      <Beside key={other.id} id={other.id} title={runName(t, other)} />
    </div>
  );
}

/** Another course of events, to look at. */
function Beside({ id, title }: { readonly id: number; readonly title: string }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const beside = useMemo(() => lab.read(({ beside }) => beside(id)), [lab, id]);
  useEffect(() => beside.follow(), [beside]);
  return (
    <LabProvider lab={beside.lab}>
      <Stage label={t('stage.beside', { name: title })} title={title} still />
    </LabProvider>
  );
}
