import { type ReactNode, useEffect, useMemo } from 'react';
import { besideLab } from '../../store/moment/beside.ts';
import { actions } from '../../store/actions/table.ts';
import type { Run } from '../../timeline/run.ts';
import { FirstDifference } from '../../timeline/first-difference.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { LabProvider, useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { narrow, useMedia } from '../kit/browser/use-media.ts';
import { useMessages } from '../kit/messages.tsx';
import { laneNames } from '../timeline/lane-names.ts';
import { runName } from '../timeline/run-name.ts';
import { StageDock } from './stage-dock.tsx';
import { Stage } from './stage.tsx';
import './stages.css';

type Runs = readonly [Run, Run];

/** The stage of the branch in use, and below it that of another branch at the same moment. */
export function Compared({ id }: { readonly id: number }) {
  const { t } = useMessages();
  const runs = useRuns(id);
  const [own, other] = useNames(runs);
  const isNarrow = useMedia(narrow);
  return (
    <div className="stages" data-panel="stage">
      <Stage
        label={t('stage.label')}
        title={
          <LaneTitle letter="A" name={own} run={runs[0]} acts>
            <ToDifference runs={runs} />
          </LaneTitle>
        }
      />
      <Beside key={id} id={id} name={other} run={runs[1]} />
      {isNarrow && <StageDock />}
    </div>
  );
}

/** The branch in use, and the other one. */
function useRuns(id: number): Runs {
  const lab = useLabInstance();
  const own = useLab((state) => state.run);
  return useMemo(
    () =>
      lab.read(({ timeline }): Runs => {
        const find = (wanted: number): Run => timeline.runs.find((run) => run.id === wanted) ?? timeline.run;
        return [find(own), find(id)];
      }),
    [lab, own, id],
  );
}

function useNames(runs: Runs) {
  const { t } = useMessages();
  // The names depend on the actions so far.
  const inputs = useLab(() => runs.map(({ recording }) => recording.inputs.length).join());
  const given = useLab((state) => runs.map((run) => state.runs.find(({ id }) => id === run.id)?.name).join());
  // eslint-disable-next-line react-hooks/exhaustive-deps -- The runs keep their identity while they grow.
  return useMemo(() => laneNames(t, runs), [t, runs, inputs, given]);
}

interface LaneTitleProps {
  readonly letter: string;
  readonly name: string;
  readonly run: Run;
  /** True if actions apply to this lane. */
  readonly acts?: boolean;
  readonly children?: ReactNode;
}

/** The title of a lane: its difference from the other one, and whether actions apply to it. */
function LaneTitle({ letter, name, run, acts = false, children }: LaneTitleProps) {
  const { t } = useMessages();
  const branch = runName(t, run);
  return (
    <div className="lane-title" data-acts={acts}>
      <h2>
        <b className="lane-letter">{letter}</b>{' '}
        <span className="lane-name" title={name}>
          {name}
        </span>{' '}
        <span className="lane-role">{t(acts ? 'lane.acts' : 'lane.looks')}</span>
      </h2>
      {!branch.includes(name) && <small>{branch}</small>}
      {children}
    </div>
  );
}

/** Shows the first difference of the two, on a button that goes there. */
function ToDifference({ runs }: { readonly runs: Runs }) {
  const { t } = useMessages();
  const act = useAct();
  const difference = useMemo(() => new FirstDifference(runs[0].recording, runs[1].recording), [runs]);
  const at = useLab(() => difference.find());
  const text = at === null ? t('lane.equal') : t('lane.differs', { at: clockText(at) });
  return (
    <>
      <button
        className="button small lane-difference"
        title={t(actions.toFirstDifference.label)}
        disabled={at === null}
        onClick={() => act('toFirstDifference')}
      >
        {text}
      </button>
      <span className="visually-hidden" role="status">
        {text}
      </span>
    </>
  );
}

interface BesideProps {
  readonly id: number;
  readonly name: string;
  readonly run: Run;
}

/** Another branch, view only. */
function Beside({ id, name, run }: BesideProps) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const beside = useMemo(() => besideLab(lab, id), [lab, id]);
  useEffect(() => beside.follow(), [beside]);
  return (
    <LabProvider lab={beside.lab}>
      <Stage label={t('stage.beside', { name })} title={<LaneTitle letter="B" name={name} run={run} />} still />
    </LabProvider>
  );
}
