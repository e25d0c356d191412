/** Beginning anew. */
import { action } from './action.ts';

/** A new cluster from the same seed, with the text of the example that the lab began with. */
export const reset = action({
  id: 'reset',
  label: 'action.reset',
  perform: (lab) => lab.reset(lab.state().example),
});

/** Back to what the link holds that the lab was opened with: a moment that somebody has prepared. */
export const resetToBeginning = action({
  id: 'resetToBeginning',
  label: 'action.resetToBeginning',
  enabled: ({ beginning }) => beginning !== null,
  needs: 'beginning',
  perform(lab) {
    void lab.resetToBeginning();
  },
});

export const chooseExample = action({
  id: 'chooseExample',
  label: 'action.chooseExample',
  perform: (lab, example: string) => lab.reset(example),
});

/** Takes back the text that an example has replaced. */
export const restoreText = action({
  id: 'restoreText',
  label: 'action.restoreText',
  enabled: ({ replacedText }) => replacedText !== null,
  needs: 'replacedText',
  perform(lab) {
    lab.edit(lab.state().replacedText ?? '');
    lab.set({ replacedText: null, notice: null });
  },
});
