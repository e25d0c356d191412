/**
 * Loads the later scripts of a figure. They are classic scripts like the first one, because a frame without an origin
 * can load no modules.
 */
import * as engine from '../../engine/index.ts';
import { trustedScript } from '../../ui/kit/browser/worker.ts';
import type { LocalLesson } from '../../ui/lessons/local-lesson.ts';
import type { Lessons } from '../lessons/index.tsx';
import type { More } from '../more/index.ts';
import { shared } from './shared.ts';

/** Values that the scripts share. The later ones use the engine of the first, so that each class exists once. */
interface Scripts {
  readonly engine: typeof engine;
  readonly shared: typeof shared;
  readonly loadScript: typeof loadScript;
  /** Each is set by its script. */
  more?: More;
  lessons?: Lessons;
  /** The lesson whose script ran last. */
  lesson?: LocalLesson;
}

declare global {
  var statefulsetLab: Scripts | undefined;
}

const own = document.currentScript;
const loading = new Map<string, Promise<unknown>>();

/**
 * Loads a script on the first request. If it fails, the next request tries again.
 * @param address Relative to the page.
 * @param take Returns the value that the script has set, right after it ran.
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
