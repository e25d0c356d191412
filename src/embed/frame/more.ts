/** Loads the later scripts of a figure: classic as the first is, for a frame without an origin may load no other. */
import * as engine from '../../engine/index.ts';
import { trustedScript } from '../../ui/kit/browser/worker.ts';
import type { LocalLesson } from '../../ui/lessons/local-lesson.ts';
import type { Lessons } from '../lessons/index.tsx';
import type { More } from '../more/index.ts';
import { shared } from './shared.ts';

/** Values that the scripts hand to each other. The later ones use the engine of the first: there is one of each class. */
interface Scripts {
  readonly engine: typeof engine;
  readonly shared: typeof shared;
  readonly loadScript: typeof loadScript;
  /** Each is set by the script that is it. */
  more?: More;
  lessons?: Lessons;
  /** The lesson whose script has run last. */
  lesson?: LocalLesson;
}

declare global {
  var statefulsetLab: Scripts | undefined;
}

const own = document.currentScript;
const loading = new Map<string, Promise<unknown>>();

/**
 * Loads a script when it is first asked for. When it does not come, it is asked for again the next time.
 * @param address Beside the page.
 * @param take Returns what the script has set, right after it has run.
 */
function loadScript<T>(address: string, take: (scripts: Scripts) => T | undefined): Promise<T> {
  const scripts = (globalThis.statefulsetLab ??= { engine, shared, loadScript });
  const loaded =
    loading.get(address) ??
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = trustedScript(address);
      script.onload = () => resolve(take(scripts));
      script.onerror = () => {
        script.remove();
        loading.delete(address);
        reject(new Error(address));
      };
      document.head.append(script);
    });
  loading.set(address, loaded);
  return loaded as Promise<T>;
}

/** Loads the second script. */
export const loadMore = (): Promise<More> => loadScript(own?.dataset.more ?? '', ({ more }) => more);

/** Loads the third script, which uses kubectl of the second. */
export async function loadLessons(): Promise<Lessons> {
  await loadMore();
  return loadScript(own?.dataset.lessons ?? '', ({ lessons }) => lessons);
}
