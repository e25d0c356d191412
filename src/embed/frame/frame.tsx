import { useEffect, useMemo, useRef } from 'react';
import type { Act, Lab } from '../../store/lab.ts';
import { actionOf, isActionId } from '../../store/actions/table.ts';
import { LabProvider, useLab, useLabInstance } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';
import { ControllerLine } from '../../ui/scene/set/controller-line.tsx';
import { Deployments, Picture } from '../../ui/scene/picture.tsx';
import { StageLoading } from '../../ui/scene/stage-start.tsx';
import { Traps } from '../../ui/scene/traps.tsx';
import '../../ui/scene/stage.css';
import { Controls } from './controls.tsx';
import { useFigure, useFigurePart } from './figure-context.tsx';
import { Poster } from './poster.tsx';
import { Problems } from './problems.tsx';
import { useTitle } from './use-title.ts';
import './frame.css';

/** The whole content of a figure. */
export function Frame() {
  const figure = useFigure();
  const begun = useFigurePart(({ begun }) => begun);
  const lesson = useFigurePart((now) => now.lesson);
  const title = useTitle();
  const frame = useRef<HTMLElement>(null);
  /** True while the start button has the focus: another element of the figure then receives it. */
  const focused = useRef(false);
  useEffect(() => {
    if (begun && focused.current) frame.current?.focus({ preventScroll: true });
  }, [begun]);
  return (
    <main
      ref={frame}
      className="frame"
      tabIndex={-1}
      data-controls={figure.asked.options.controls}
      data-lesson={lesson !== undefined}
    >
      {begun && <h1 className="visually-hidden">{title}</h1>}
      <Problems />
      {begun ? (
        <FigureStage />
      ) : (
        <Poster
          onStart={(byButton) => {
            focused.current = byButton;
            void figure.begin();
          }}
        />
      )}
      {begun && <Lesson />}
      {begun && <Controls />}
    </main>
  );
}

/** The lesson beside the stage, once its script is loaded. */
function Lesson() {
  const figure = useFigure();
  const lesson = useFigurePart((now) => now.lesson);
  const { LessonView } = figure;
  return lesson && LessonView ? <LessonView lesson={lesson} onRestart={() => void figure.restart()} /> : null;
}

/** The stage without the lab's other parts. */
function FigureStage() {
  const { t } = useMessages();
  const figure = useFigure();
  const still = figure.asked.options.controls !== 'full';
  const lab = useLabInstance();
  const shown = useMemo(() => (still ? lookingAt(lab) : lab), [lab, still]);
  const ready = useLab((state) => state.ready);
  const view = useLab((state) => state.stageView);
  const bare = useLab(
    ({ stage, view }) =>
      !stage.setExists &&
      stage.slots.length === 0 &&
      view.list('deployments', { namespace: stage.namespace }).length > 0,
  );
  return (
    <LabProvider lab={shown}>
      <section
        className="stage"
        data-panel="stage"
        data-still={still}
        data-bare={bare}
        aria-label={t('stage.label')}
        {...(still && withoutMenus)}
      >
        {!bare && (
          <div className="stage-head">
            <div className="message">
              <ControllerLine />
              <Traps />
            </div>
          </div>
        )}
        {ready ? <Picture view={view} bare={bare} /> : <StageLoading />}
        <Deployments />
      </section>
    </LabProvider>
  );
}

/** Stops events that would open a menu of actions or delete an object. */
const withoutMenus = {
  onContextMenuCapture: (event: { stopPropagation(): void }) => event.stopPropagation(),
  onKeyDownCapture: (event: { readonly key: string; stopPropagation(): void }) => {
    if (['ContextMenu', 'Delete', 'F2', 'F10'].includes(event.key)) event.stopPropagation();
  },
};

/** Returns a read-only version of the lab: nothing in its cluster can be changed. */
function lookingAt(lab: Lab): Lab {
  const act = (id: string, argument?: unknown): unknown => {
    const looks = isActionId(id) && ['time', 'page'].includes(actionOf(id).group);
    if (looks) return (lab.act as (id: string, argument?: unknown) => unknown)(id, argument);
    return { ok: false, lines: ['only to look at'] };
  };
  return { ...lab, act: act as Act };
}
