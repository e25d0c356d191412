/** Compares the run in use with another one. Loaded when that is first asked for. */
import { FirstDifference } from '../../timeline/first-difference.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import type { Variation } from '../../timeline/variations.ts';
import { vary } from '../../timeline/vary.ts';
import type { ShownMoment } from './shown-moment.ts';
import type { PageSlice, StateStore } from '../state/state-store.ts';

interface Parts {
  readonly store: StateStore;
  readonly page: PageSlice;
  readonly timeline: Timeline;
  readonly moment: ShownMoment;
}

/** Goes to the first moment at which the two runs differ, if there is one, and plays from there. */
export function playFirstDifference({ store, timeline, moment }: Parts): void {
  const other = timeline.runs.find(({ id }) => id === store.state.beside);
  if (other === undefined || other === timeline.run) return;
  const at = new FirstDifference(timeline.run.recording, other.recording).find();
  if (at === null) return;
  moment.travel((timeline) => timeline.seek(at));
  moment.play();
  moment.settle();
}

/** Replays the run in use with one thing changed, and shows the new run beside it. */
export function compareVariation(parts: Parts, variation: Variation): void {
  const { store, page, timeline, moment } = parts;
  const id = timeline.nextId();
  timeline.keep(vary(timeline.run, store.state.selected, variation, id));
  page.set({ beside: id });
  moment.settle();
  playFirstDifference(parts);
}
