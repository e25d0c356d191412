/** Two courses of events side by side. */
import type { Variation } from '../../timeline/variations.ts';
import { action } from './action.ts';

/** Shows another run beside the one in use; null: none. */
export const compareWith = action({
  id: 'compareWith',
  label: 'timeline.beside',
  perform: (lab, id: number | null) => lab.set({ beside: id }),
});

/** Lives this course of events once more with one thing changed, and shows that beside it. */
export const compareVariation = action({
  id: 'compareVariation',
  label: 'timeline.beside',
  perform(lab, variation: Variation) {
    void import('../../timeline/vary.ts').then(
      ({ vary }) => {
        const { selected } = lab.state();
        lab.travel((timeline) => {
          const id = timeline.nextId();
          timeline.keep(vary(timeline.run, selected, variation, id));
          lab.set({ beside: id });
        });
      },
      () => lab.set({ banner: 'NotLoaded' }),
    );
  },
});
