/** Loads the second script of a figure: classic as the first is, for a frame without an origin may load no other. */
import * as engine from '../../engine/index.ts';
import { trustedScript } from '../../ui/kit/browser/worker.ts';
import type { More } from '../more/index.ts';

/** Shared by the two scripts. The second one uses the engine of the first: there is one of each class. */
interface Shared {
  readonly engine: typeof engine;
  /** Called by the second script. */
  more?: (more: More) => void;
}

declare global {
  var statefulsetLab: Shared | undefined;
}

const own = document.currentScript;
let loading: Promise<More> | undefined;

/** Loads it when it is first asked for. When it does not come, it is asked for again the next time. */
export function loadMore(): Promise<More> {
  return (loading ??= new Promise<More>((resolve, reject) => {
    globalThis.statefulsetLab = { engine, more: resolve };
    const script = document.createElement('script');
    script.src = trustedScript(own?.dataset.more ?? '');
    script.onerror = () => {
      script.remove();
      loading = undefined;
      reject(new Error('The second script could not be loaded.'));
    };
    document.head.append(script);
  }));
}
