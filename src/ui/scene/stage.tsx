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
  const presenting = useLab((state) => state.presenting);
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
  const parts = {
    set:
      title === undefined ? (
        <SetBar key="set">{switchInBar && <ViewSwitch />}</SetBar>
      ) : (
        <div key="set" className="lane-head">
          {title}
          <RevisionRail asKey />
        </div>
      ),
    head: (
      <div key="head" className="stage-head">
        {!bare && (
          <div className="message">
            <ControllerLine />
            <Traps />
            {!still && !isNarrow && <StageFirst />}
          </div>
        )}
        {!still && !switchInBar && <ViewSwitch />}
      </div>
    ),
    picture: ready ? <Picture key="picture" view={view} bare={bare} /> : <StageLoading key="picture" />,
    deployments: <Deployments key="deployments" />,
  };
  // The order on the screen, which Tab follows.
  const order: readonly (keyof typeof parts)[] =
    title !== undefined
      ? ['set', 'head', 'picture', 'deployments']
      : isNarrow
        ? ['head', 'picture', 'deployments', 'set']
        : presenting
          ? ['head', 'set', 'picture', 'deployments']
          : ['set', 'head', 'picture', 'deployments'];
  return (
    <section
      className="stage"
      data-panel={title === undefined ? 'stage' : undefined}
      data-still={still}
      data-bare={bare}
      aria-label={label}
    >
      {/* The set's own heading comes last there. */}
      {isNarrow && title === undefined && <h2 className="visually-hidden">{label}</h2>}
      {order.map((part) => parts[part])}
      {isNarrow && title === undefined && <StageDock />}
    </section>
  );
}

const Traps = later(() => import('./traps.tsx').then((module) => module.Traps), { moreTexts: true });
