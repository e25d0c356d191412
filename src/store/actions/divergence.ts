/** What a session showed where it was made, when it goes otherwise here. */
import { action } from './action.ts';

export const openDivergence = action({
  id: 'openDivergence',
  label: 'divergence.open',
  pageOnly: true,
  enabled: ({ divergence }) => divergence !== null,
  needs: 'divergence',
  perform: (lab) => lab.set({ dialog: { name: 'divergence' } }),
});
