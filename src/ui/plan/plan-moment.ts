/** The moment of the page from which a plan begins. */
import type { Manifest } from '../../engine/index.ts';
import { importingObjects } from '../../import/import-cluster.ts';
import { knownImages } from '../../import/known-images.ts';
import { onlyNamespace, type PlanStart, startOf } from '../../plan/plan-start.ts';
import type { Lab } from '../../store/lab.ts';
import { clusterAt, objectsIn } from '../../timeline/cluster-at.ts';
import { manifestFile } from '../../timeline/run.ts';

export interface PlanMoment {
  readonly start: PlanStart;
  /** Files that a command may read. */
  readonly files: Readonly<Record<string, string>>;
}

/** Returns the shown moment, of a simulation or of a followed cluster. */
export function* momentOfPlan({ read, store }: Pick<Lab, 'read' | 'store'>): Generator<void, PlanMoment> {
  const { text, files: written } = store.getState();
  const { recording, turn, at, objects } = read(({ timeline }) => ({
    recording: timeline.recording,
    turn: timeline.turn,
    at: timeline.now(),
    objects: objectsIn(timeline.view().objects),
  }));
  const { simulation } = recording;
  const files = { ...written, [manifestFile]: text };
  if (simulation === undefined) {
    const importing = importingObjects(objects as unknown as readonly Manifest[], 'withhold');
    let step = importing.next();
    for (; step.done !== true; step = importing.next()) yield;
    return { start: startOf(step.value), files };
  }
  const { origin } = simulation;
  return {
    start: {
      begin: (assumed) => clusterAt(recording, turn, at, assumed),
      ...(simulation.options.restored && { managersFrom: simulation.options.restored.managersFrom }),
      images: { ...simulation.options.kubelet?.images, ...knownImages(objects) } as PlanStart['images'],
      lacks: origin?.lacks ?? [],
      namespace: onlyNamespace(objects),
    },
    files,
  };
}
