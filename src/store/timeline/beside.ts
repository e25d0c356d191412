/** Two courses of events side by side: the other one follows the moment of the one in use. */
import { createStore } from 'zustand/vanilla';
import type { StatefulSet } from '../../engine/index.ts';
import { stageContext } from '../cluster-view.ts';
import type { BesideLab, Lab } from '../lab.ts';
import type { LabState } from '../lab-state.ts';
import { shareStructure } from '../share-structure.ts';
import { stageModel } from '../stage/derive-stage.ts';
import type { StageModel } from '../stage-model.ts';
import type { Run } from './run.ts';
import type { Timeline } from './timeline.ts';

/** Tasks that the other run may do for one change of this one: what is not done by then is done at the next. */
const maxTasks = 2000;

/**
 * What `state` would be at another moment of a run (virtual ms).
 * @param before Of what has not changed since, the same values are used.
 * @param standIn Shown in the place of the set before it exists.
 */
export function stateAt(state: LabState, run: Run, at: number, before?: StageModel, standIn?: StatefulSet): LabState {
  const view = run.viewAt(run.cluster.turns[Math.max(run.turnAt(at), 0)]!.seq);
  const { selected } = state;
  const context = stageContext(view, `${selected.namespace}/${selected.name}`);
  const replacement = context.standIn ?? standIn;
  const stage = stageModel(view.objects, selected, { ...context, ...(replacement && { standIn: replacement }) });
  return {
    ...state,
    now: at,
    view: view.objects,
    decisions: view.decisions,
    machines: view.machines,
    replicaSetNames: view.replicaSetNames,
    events: view.events,
    reconciles: view.reconciles.list,
    stage: shareStructure(before, stage),
  };
}

/**
 * A lab that shows another run at the moment of `lab`, and in which nothing can be done. Time goes on in it as far as
 * it does in `lab`.
 */
export function besideStore(lab: Lab, timeline: Timeline, id: number): BesideLab {
  function follow(before: LabState | undefined): LabState {
    const state = lab.state();
    const run = timeline.runs.find((kept) => kept.id === id) ?? timeline.run;
    const { cluster } = run;
    if (!state.past && run !== timeline.run) {
      for (let i = 0; i < maxTasks && (cluster.nextTaskAt() ?? Infinity) <= state.now; i++) cluster.step();
      if ((cluster.nextTaskAt() ?? Infinity) > state.now) cluster.advanceTo(state.now);
    }
    return { ...stateAt(state, run, state.now, before?.stage), sets: [state.selected], run: id, considered: null };
  }

  const store = createStore<LabState>()(() => follow(undefined));
  const seen = (state: LabState, before: LabState): void => {
    if (state.now === before.now && state.view === before.view && state.selected === before.selected) {
      const { language, theme, speed, running, stageView } = state;
      store.setState({ language, theme, speed, running, stageView });
    } else store.setState(follow(store.getState()), true);
  };
  return {
    lab: { ...lab, store, state: store.getState, act: () => {} },
    follow() {
      store.setState(follow(store.getState()), true);
      return lab.store.subscribe(seen);
    },
  };
}
