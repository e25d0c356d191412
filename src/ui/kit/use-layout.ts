import { type Layout, layoutLimits } from '../../store/state/layout.ts';
import { useLab, useLabInstance } from './lab.tsx';
import { useMedia } from './browser/use-media.ts';

export { layoutLimits };

/** How the room is shared out, and the way to change that. The action keeps sizes within their limits. */
export function useLayout(): { readonly layout: Layout; readonly share: (change: Partial<Layout>) => void } {
  const lab = useLabInstance();
  const layout = useLab((state) => state.layout);
  function share(change: Partial<Layout>): void {
    lab.act('setLayout', { layout: change });
  }
  return { layout, share };
}

/** Where the strip of Events and status would leave the stage too little: a projector of 1280 × 720. */
const low = '(max-height: 50rem)';

/** Reports if the strip is folded: as the user chose, else by the height of the page. */
export function useStripFolded(): boolean {
  const { layout } = useLayout();
  const isLow = useMedia(low);
  // Before a class it comes when it is asked for, and then to be read.
  const presenting = useLab((state) => state.presenting);
  return !presenting && (layout.stripFolded ?? isLow);
}
