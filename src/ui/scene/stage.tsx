import type { ReactNode } from 'react';
import { later } from '../kit/later.tsx';
import { useLab } from '../kit/lab.tsx';
import { narrow, useMedia } from '../kit/browser/use-media.ts';
import { ControllerLine } from './set/controller-line.tsx';
import { Deployments, Picture } from './picture.tsx';
import { RevisionRail } from './set/revision-rail.tsx';
import { SetBar } from './set/set-bar.tsx';
import { StageDock } from './stage-dock.tsx';
import { StageFirst, StageLoading } from './stage-start.tsx';
import { ViewSwitch } from './view-switch.tsx';
import './stage.css';

interface StageProps {
  /** Its name for assistive technology. */
  readonly label: string;
  /** Its heading, if two are compared. */
  readonly title?: ReactNode;
  /** True if it is view only. */
  readonly still?: boolean;
}

/** The stage of one StatefulSet, derived from API objects at the shown moment. */
export function Stage({ label, title, still = false }: StageProps) {
  const view = useLab((state) => state.stageView);
  const ready = useLab((state) => state.ready);
  const isNarrow = useMedia(narrow);
  const isLow = useMedia('(max-height: 50rem) and (min-width: 60rem)');
  // On a low page the bar of the set has no room for it; in a comparison there is no bar.
  const switchInBar = !isLow && title === undefined;
  // A branch without the set has no controller line and no Service.
  const bare = useLab(
    ({ stage, view }) =>
      !stage.setExists &&
      stage.slots.length === 0 &&
      view.list('deployments', { namespace: stage.namespace }).length > 0,
  );
  return (
    <section
      className="stage"
      data-panel={title === undefined ? 'stage' : undefined}
      data-still={still}
      data-bare={bare}
      aria-label={label}
    >
      {title === undefined ? (
        <SetBar>{switchInBar && <ViewSwitch />}</SetBar>
      ) : (
        <div className="lane-head">
          {title}
          <RevisionRail />
        </div>
      )}
      <div className="stage-head">
        {!bare && (
          <div className="message">
            <ControllerLine />
            <Traps />
            {!still && !isNarrow && <StageFirst />}
          </div>
        )}
        {!still && !switchInBar && <ViewSwitch />}
      </div>
      {ready ? <Picture view={view} bare={bare} /> : <StageLoading />}
      <Deployments />
      {isNarrow && title === undefined && <StageDock />}
    </section>
  );
}

const Traps = later(() => import('./traps.tsx').then((module) => module.Traps), { moreTexts: true });
