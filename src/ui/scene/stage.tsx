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
  /** Where there are two: its heading, which says which one this is. */
  readonly title?: ReactNode;
  /** To look at: nothing can be done in it. */
  readonly still?: boolean;
}

/** The picture of one StatefulSet: all of it is read from API objects at the time that is shown. */
export function Stage({ label, title, still = false }: StageProps) {
  const view = useLab((state) => state.stageView);
  const ready = useLab((state) => state.ready);
  const isNarrow = useMedia(narrow);
  const isLow = useMedia('(max-height: 50rem) and (min-width: 60rem)');
  // On a low page the bar of the set has no room for it; where two are compared there is no bar.
  const switchInBar = !isLow && title === undefined;
  // Of a course without the set there is nothing to say but what stands there instead.
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
