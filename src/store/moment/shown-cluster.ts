/** The cluster at the shown moment, as the stage needs it. */
import type { Timeline } from '../../timeline/timeline.ts';
import { type ClusterView, shownOf, stageContext } from '../../view/cluster-view.ts';
import { shareStructure } from '../../view/share-structure.ts';
import { type SetKey, StageDerivation } from '../../view/stage/derive-stage.ts';
import type { Editor } from '../editor.ts';
import type { ClusterState } from '../state/lab-state.ts';
import type { Slice } from '../state/state-store.ts';

const keyOf = ({ namespace, name }: SetKey): string => `${namespace}/${name}`;
const same = (a: SetKey, b: SetKey): boolean => keyOf(a) === keyOf(b);

export class ShownCluster {
  readonly #derivation = new StageDerivation();

  /** @param written The sets in the editor: one that does not exist yet is shown as planned. */
  constructor(
    private readonly slice: Slice<ClusterState>,
    private readonly timeline: Timeline,
    private readonly written: Pick<Editor, 'drafts'>,
  ) {}

  /** Selects the set to show; if there is none of that name, another one is shown. */
  select(selected: SetKey): void {
    this.slice.set({ selected });
  }

  /** Derives the slice from the shown moment. Unchanged parts keep their identity. */
  show(): void {
    const { state } = this.slice;
    const view = this.timeline.view();
    const { sets, selected } = this.#choose(view, state.selected);
    const written = this.written.drafts.find(({ metadata }) => same(selected, metadata as SetKey));
    const stage = this.#derivation.derive(view.objects, selected, {
      ...stageContext(view, keyOf(selected)),
      ...(written && { standIn: written }),
    });
    this.slice.set({
      ...shownOf(view),
      ready: true,
      stage,
      sets: shareStructure(state.sets, sets),
      selected: shareStructure(state.selected, selected),
    });
  }

  /** Returns the sets that can be shown, and the one that is. */
  #choose(view: ClusterView, selected: SetKey): Pick<ClusterState, 'sets' | 'selected'> {
    const live = view.objects.list('statefulsets').map(({ metadata }) => metadata);
    const written = this.written.drafts.map(({ metadata }) => metadata);
    const sets = [
      ...new Map([...live, ...written].map((meta) => [`${meta.namespace}/${meta.name}`, meta])).values(),
    ].map(({ namespace = 'default', name }): SetKey => ({ namespace, name }));
    const known = sets.some((key) => same(key, selected)) || view.deletedSets.has(keyOf(selected));
    return { sets, selected: known ? selected : (sets[0] ?? selected) };
  }
}
