/** Two courses of events side by side: the other one follows the moment of the one in use. */
import { createStore } from 'zustand/vanilla';
import type { StatefulSet } from '../engine/index.ts';
import { shownOf, stageContext } from '../view/cluster-view.ts';
import type { BesideLab, Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';
import { StageDerivation } from '../view/stage/derive-stage.ts';
import type { Run } from '../timeline/run.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** Tasks that the other run may do for one change of this one: what is not done by then is done at the next. */
const maxTasks = 2000;

export interface Elsewhere {
  /** Shown in the place of the set before it exists. */
  readonly standIn?: StatefulSet | undefined;
  /** The run beside which it is shown: no two revisions look alike. */
  readonly beside?: Run;
}

/**
 * What `state` would be at another moment of a run (virtual ms).
 * @param derivation Of what has not changed since it was last asked, the same values are used.
 */
export function stateAt(
  state: LabState,
  run: Run,
  at: number,
  derivation: StageDerivation,
  { standIn, beside }: Elsewhere = {},
): LabState {
  const view = run.viewAt(run.recording.turns[Math.max(run.turnAt(at), 0)]!.seq);
  const { selected } = state;
  const key = `${selected.namespace}/${selected.name}`;
  const context = stageContext(view, key);
  const replacement = context.standIn ?? standIn;
  const stage = derivation.derive(view.objects, selected, {
    ...context,
    ...(replacement && { standIn: replacement }),
    ...(beside && { revisionNamesBeside: beside.head().revisionNames.get(key) ?? [] }),
  });
  return {
    ...state,
    now: at,
    ...shownOf(view),
    stage,
  };
}

/**
 * A lab that shows another run at the moment of `lab`, and in which nothing can be done. Time goes on in it as far as
 * it does in `lab`.
 */
export function besideStore(lab: Lab, timeline: Timeline, id: number): BesideLab {
  const derivation = new StageDerivation();

  function follow(): LabState {
    const state = lab.state();
    const run = timeline.runs.find((kept) => kept.id === id) ?? timeline.run;
    const cluster = run.recording.simulation?.cluster;
    if (cluster !== undefined && !state.past && run !== timeline.run) {
      for (let i = 0; i < maxTasks && (cluster.nextTaskAt() ?? Infinity) <= state.now; i++) cluster.step();
      if ((cluster.nextTaskAt() ?? Infinity) > state.now) cluster.advanceTo(state.now);
    }
    const other = stateAt(state, run, state.now, derivation, { beside: timeline.run });
    return { ...other, sets: [state.selected], run: id, considered: null };
  }

  const store = createStore<LabState>()(() => follow());
  const seen = (state: LabState, before: LabState): void => {
    if (state.now === before.now && state.view === before.view && state.selected === before.selected) {
      const { language, theme, speed, running, stageView } = state;
      store.setState({ language, theme, speed, running, stageView });
    } else store.setState(follow(), true);
  };
  return {
    lab: { ...lab, store, state: store.getState, act: () => {} },
    follow() {
      store.setState(follow(), true);
      return lab.store.subscribe(seen);
    },
  };
}
