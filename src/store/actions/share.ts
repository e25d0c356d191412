/** Taking along what was done here. */
import { action } from './action.ts';

/** Hands the browser a file with the session. */
export const exportSession = action({
  id: 'exportSession',
  label: 'share.export',
  perform(lab) {
    const file = new Blob([JSON.stringify(lab.session(), null, 1)], { type: 'application/json' });
    const address = URL.createObjectURL(file);
    Object.assign(document.createElement('a'), { href: address, download: 'statefulset-lab.json' }).click();
    URL.revokeObjectURL(address);
  },
});
