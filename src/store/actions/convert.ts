import { action } from './action.ts';

/** Brings the text's objects from API versions that are served no more to those that are. Nothing is applied. */
export const convert = action({
  id: 'convert',
  label: 'action.convert',
  enabled: ({ diagnostics }) => diagnostics.some(({ outdated }) => outdated === true),
  needs: 'oldVersion',
  perform: (lab) => lab.convert(),
});
