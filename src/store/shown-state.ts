/** What of the state follows from the moment that is shown. */
import { type ClusterView, shownOf, stageContext } from '../view/cluster-view.ts';
import type { LabState, MomentState, RunInfo } from './lab-state.ts';
import type { Manuscript } from './manuscript.ts';
import { shareStructure } from '../view/share-structure.ts';
import { type SetKey, StageDerivation } from '../view/stage/derive-stage.ts';
import type { Timeline } from '../timeline/timeline.ts';

const keyOf = ({ namespace, name }: SetKey): string => `${namespace}/${name}`;
const same = (a: SetKey, b: SetKey): boolean => keyOf(a) === keyOf(b);

export class ShownState {
  readonly #derivation = new StageDerivation();

  /** @param written What is written in the editor. */
  constructor(
    private readonly timeline: Timeline,
    private readonly written: Pick<Manuscript, 'drafts' | 'drift'>,
  ) {}

  /**
   * @param state As it is: what is as it was keeps its identity.
   * @param wanted The set to show, if there is one of that name.
   */
  after(state: LabState | undefined, wanted: SetKey | undefined = state?.selected): Partial<LabState> {
    const view = this.timeline.view();
    const { sets, selected } = this.#choose(view, wanted);
    const written = this.written.drafts.find(({ metadata }) => same(selected, metadata as SetKey));
    const stage = this.#derivation.derive(view.objects, selected, {
      ...stageContext(view, keyOf(selected)),
      ...(written && { standIn: written }),
    });
    return {
      ...shownOf(view),
      ...this.#moment(state),
      stage,
      drift: shareStructure(state?.drift, this.written.drift(view.objects)),
      sets: shareStructure(state?.sets, sets),
      selected: shareStructure(state?.selected, selected),
    };
  }

  /** The courses of events that are kept. */
  runs(): readonly RunInfo[] {
    return this.timeline.runs.map(({ id, name, from, commands }) => ({
      ...{ id, name, from: from ?? null },
      began: commands.find(({ inputs }) => inputs > (from?.inputs ?? 0))?.command ?? null,
    }));
  }

  /** The sets that can be shown, and the one that is. */
  #choose(view: ClusterView, selected: SetKey | undefined): Pick<LabState, 'sets' | 'selected'> {
    const live = view.objects.list('statefulsets').map(({ metadata }) => metadata);
    const written = this.written.drafts.map(({ metadata }) => metadata);
    const sets = [
      ...new Map([...live, ...written].map((meta) => [`${meta.namespace}/${meta.name}`, meta])).values(),
    ].map(({ namespace = 'default', name }): SetKey => ({ namespace, name }));
    const known = selected && (sets.some((key) => same(key, selected)) || view.deletedSets.has(keyOf(selected)));
    return { sets, selected: known ? selected : (sets[0] ?? selected ?? { namespace: 'default', name: 'web' }) };
  }

  #moment(state: LabState | undefined): MomentState {
    const { run, past, canUndo, canRedo, canStepBack } = this.timeline;
    return {
      now: this.timeline.now(),
      past,
      head: run.recording.now(),
      marks: run.marks,
      run: run.id,
      runs: shareStructure(state?.runs, this.runs()),
      canUndo,
      canRedo,
      canStepBack,
      canGoOn: this.timeline.nextTaskAt() !== undefined,
    };
  }
}
