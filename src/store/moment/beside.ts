/** States of moments and runs that are not the shown one. */
import type { StatefulSet } from '../../engine/index.ts';
import { shownOf, stageContext } from '../../view/cluster-view.ts';
import type { Act, BesideLab, Lab } from '../lab.ts';
import type { LabState } from '../state/lab-state.ts';
import { StageDerivation } from '../../view/stage/derive-stage.ts';
import { StateStore } from '../state/state-store.ts';
import type { Run } from '../../timeline/run.ts';

/** The most tasks of the other run for one change of this one; the rest follows at the next change. */
const maxTasks = 2000;

interface Elsewhere {
  /** The set to show before it exists. */
  readonly standIn?: StatefulSet | undefined;
  /** The run beside which it is shown; different revisions of the two look different. */
  readonly beside?: Run;
}

/**
 * Returns `state` as it would be at another moment of a run (virtual ms).
 * @param derivation Keeps the identity of parts that have not changed since its last use.
 */
function stateAt(
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

/** Reads states of other moments of a run; the lab does not move. */
export class MomentReader {
  readonly #derivation = new StageDerivation();

  /** @param id The run to read; the one in use, if absent. */
  constructor(
    private readonly lab: Pick<Lab, 'store' | 'read'>,
    private readonly id?: number,
  ) {}

  /** Returns the state at a moment (virtual ms), the newest one of the run at most. */
  stateAt(at: number): LabState {
    const state = this.lab.store.getState();
    const timeline = this.lab.read((readings) => readings.timeline);
    const run = timeline.runs.find(({ id }) => id === this.id) ?? timeline.run;
    const { name, namespace } = state.selected;
    // Before the set exists, its slots show the planned one.
    const standIn = state.view.get('statefulsets', name, namespace);
    return stateAt(state, run, Math.min(Math.max(at, 0), run.recording.now()), this.#derivation, {
      standIn,
      ...(run !== timeline.run && { beside: timeline.run }),
    });
  }
}

/** Returns a read-only lab that shows another run at the moment of `lab`, and advances with it. */
export function besideLab(lab: Lab, id: number): BesideLab {
  const timeline = lab.read((readings) => readings.timeline);
  const derivation = new StageDerivation();

  function follow(): LabState {
    const state = lab.store.getState();
    const run = timeline.runs.find((kept) => kept.id === id) ?? timeline.run;
    const cluster = run.recording.simulation?.cluster;
    if (cluster !== undefined && !state.past && run !== timeline.run) {
      for (let i = 0; i < maxTasks && (cluster.nextTaskAt() ?? Infinity) <= state.now; i++) cluster.step();
      if ((cluster.nextTaskAt() ?? Infinity) > state.now) cluster.advanceTo(state.now);
    }
    const other = stateAt(state, run, state.now, derivation, { beside: timeline.run });
    // Refused requests belong to the branch in use.
    return { ...other, sets: [state.selected], run: id, considered: null, commands: [], diagnostics: [] };
  }

  const store = new StateStore(follow());
  const seen = (state: LabState, before: LabState): void => {
    if (state.now === before.now && state.view === before.view && state.selected === before.selected) {
      const { language, theme, speed, running, stageView } = state;
      store.replace({ ...store.state, language, theme, speed, running, stageView });
    } else store.replace(follow());
  };
  const act: Act = () => ({ ok: false, lines: ['this branch is view only'] });
  return {
    lab: { ...lab, store: store.reader, act },
    follow() {
      store.replace(follow());
      return lab.store.subscribe(seen);
    },
  };
}
