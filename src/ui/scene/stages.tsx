import { useLab } from '../kit/lab.tsx';
import { later } from '../kit/later.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Stage } from './stage.tsx';

/** The stage; in a comparison, also that of another branch at the same moment. */
export function Stages() {
  const other = useLab(({ run, runs, beside }) => runs.find(({ id }) => id === beside && id !== run)?.id);
  return other === undefined ? <OneStage /> : <Compared id={other} />;
}

function OneStage() {
  const { t } = useMessages();
  return <Stage label={t('stage.label')} />;
}

const Compared = later(() => import('./compared.tsx').then((module) => module.Compared), {
  waiting: <OneStage />,
  moreTexts: true,
});
