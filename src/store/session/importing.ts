/** Makes the imported cluster of a session. Loaded when a session has one. */
import type { Manifest } from '../../engine/index.ts';
import { importingObjects } from '../../import/import-cluster.ts';
import type { SavedImport } from '../../share/session.ts';
import type { Origin } from '../../timeline/recording.ts';

/**
 * Works in small parts; yields the part that is done, from 0 to 1.
 * @throws Error if the objects are no cluster.
 */
export function* importedOrigin(saved: SavedImport): Generator<number, Origin> {
  // They may come from anyone: they are read as a dump is.
  const { options, kubelet, lacks } = yield* importingObjects(saved.objects as readonly Manifest[], 'withhold');
  return { options: { ...options, kubelet }, lacks, saved };
}
