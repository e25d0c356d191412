/** Converts the state of a lab to a session, and back. */
import { engineFingerprint, resourceInfo, type ResourceName } from '../../engine/index.ts';
import { showLook, writeLook } from '../../share/saved-fields.ts';
import { type SavedImport, type Session, sessionVersion } from '../../share/session.ts';
import type { Inspected } from '../../view/inspect.ts';
import type { LabState } from '../state/lab-state.ts';
import type { Snapshot } from '../../view/snapshot.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import { recordObjects } from '../../timeline/recorded-objects.ts';
import { digestOf } from '../../timeline/run-digest.ts';
import { simulationOf } from '../../timeline/recording.ts';
import type { Timeline } from '../../timeline/timeline.ts';

/** Returns all runs, the shown moment, and what is shown of it, as plain data. */
export function sessionOf(state: LabState, timeline: Timeline): Session {
  const { place } = timeline;
  const { objects } = timeline.view();
  const shown = recordObjects(objects);
  const imported = importIn(timeline);
  return {
    version: sessionVersion,
    seed: simulationOf(timeline.recording).seed,
    engine: engineFingerprint(),
    runs: timeline.runs.map((run) => {
      const saved = run.save();
      const isPast = run === timeline.run && timeline.past;
      return isPast ? { ...saved, digest: `${saved.digest}${digestOf(objects)}` } : saved;
    }),
    run: timeline.run.id,
    moment: timeline.past ? timeline.now() : null,
    ...(place !== undefined && { place }),
    ...(imported && { imported }),
    ...(shown !== null && { shown }),
    ...writeLook(state),
  };
}

/** The imported cluster with which runs of the timeline begin. */
function importIn({ runs }: Pick<Timeline, 'runs'>): SavedImport | undefined {
  for (const { recording } of runs) if (recording.simulation?.origin) return recording.simulation.origin.saved;
  return undefined;
}

/** Moves to the moment of a session. Its run is already in use. */
export function goToMoment(timeline: Timeline, { moment, place, records }: Session): void {
  if (place !== undefined) timeline.seekPlace(place, moment ?? 0);
  else if (records !== undefined) timeline.seekRecord(records, moment ?? 0);
  // If this engine writes more or less than that of the session, the count leads to another place: then the time
  // decides.
  if (moment !== null && timeline.now() !== moment) timeline.seek(moment);
}

/** Returns what was shown in a session, by the slices of the state. The past always stands still. */
export function lookOf(session: Session, past: boolean, objects: Snapshot) {
  const { inspected, playing = true, example, beside, stageView, unfolded = [], ...rest } = showLook(session);
  const { speed, files, lessonFile = null } = rest;
  const known = inspected && isKnown(inspected.resource, objects) ? (inspected as Inspected) : null;
  return {
    session: { example, files },
    page: { beside: beside ?? null, stageView: stageView ?? 'slots', unfolded, inspected: known, lessonFile },
    moment: { playing: playing && !past, held: playing && past, ...(speed !== undefined && { speed }) },
  };
}

/** Returns the set that a session shows, if it names one. */
export const selectedOf = (session: Session): SetKey | undefined => showLook(session).selected;

/** True when the cluster has such a resource. */
function isKnown(resource: string, objects: Snapshot): resource is ResourceName {
  try {
    return resourceInfo(resource as ResourceName, objects).resource === resource;
  } catch {
    return false;
  }
}
