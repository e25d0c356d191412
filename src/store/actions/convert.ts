/** What changes the text and nothing else. */
import { action } from './action.ts';

/** Brings the text's objects from API versions that are served no more to those that are. Nothing is applied. */
export const convert = action({
  id: 'convert',
  label: 'action.convert',
  enabled: ({ diagnostics }) => diagnostics.some(({ outdated }) => outdated === true),
  needs: 'oldVersion',
  perform: (lab) => lab.convert(),
});

/** Writes into the text what the cluster has in its stead by now. */
export const takeOver = action({
  id: 'takeOver',
  label: 'editor.takeOver',
  enabled: ({ drift }) => drift.some(({ value }) => value !== null),
  needs: 'drift',
  perform: (lab) => lab.takeOver(),
});
