import { type Layout, layoutLimits } from '../../store/state/layout.ts';
import { useLab, useLabInstance } from './lab.tsx';
import { useMedia } from './browser/use-media.ts';

export { layoutLimits };

/** Returns the layout, and the function to change it. The action keeps sizes within their limits. */
export function useLayout(): { readonly layout: Layout; readonly share: (change: Partial<Layout>) => void } {
  const lab = useLabInstance();
  const layout = useLab((state) => state.layout);
  function share(change: Partial<Layout>): void {
    lab.act('setLayout', { layout: change });
  }
  return { layout, share };
}

/** Pages that are too low for the strip of Events and status, such as a projector of 1280 × 720. */
const low = '(max-height: 50rem)';

/** Returns true if the strip is folded: as the user chose, else by the height of the page. */
export function useStripFolded(): boolean {
  const { layout } = useLayout();
  const isLow = useMedia(low);
  // In presenter mode it is shown on request only, and then in full.
  const presenting = useLab((state) => state.presenting);
  return !presenting && (layout.stripFolded ?? isLow);
}
