/** What of a lab's state a session holds, and back. */
import type { Session } from '../share/session.ts';
import type { Inspected } from './inspect.ts';
import type { LabState } from './lab-state.ts';
import type { SetKey } from './stage/derive-stage.ts';
import type { Timeline } from './timeline/timeline.ts';

/** @param waiting Time stands still only because the past is shown. */
export function sessionOf(state: LabState, timeline: Timeline, waiting: boolean): Session {
  const { text, example, selected, beside, language, stageView, inspected, playing, files } = state;
  const { records } = timeline;
  return {
    ...{ version: 1, seed: timeline.seed, example, text },
    runs: timeline.runs.map((run) => run.save()),
    run: timeline.run.id,
    moment: timeline.past ? timeline.now() : null,
    ...{ set: `${selected.namespace}/${selected.name}`, beside, language },
    ...(records !== undefined && { records }),
    ...(stageView !== 'slots' && { view: stageView }),
    ...(inspected !== null && { inspected }),
    ...(!playing && !waiting && { paused: true }),
    ...(Object.keys(files).length > 0 && { files }),
  };
}

/** Goes to the moment that a session was at. The run is in use already. */
export function goToMoment(timeline: Timeline, { moment, records }: Session): void {
  if (records !== undefined) timeline.seekRecord(records, moment ?? 0);
  else if (moment !== null) timeline.seek(moment);
}

/** What its user looks at. The past stands still, whether time was to run or not. */
export function lookOf({ example, view, inspected, files = {}, paused }: Session, past: boolean) {
  return {
    ...{ example, files },
    stageView: view === 'nodes' ? 'nodes' : 'slots',
    inspected: (inspected as Inspected | undefined) ?? null,
    playing: paused !== true && !past,
  } satisfies Partial<LabState>;
}

export function setOf({ set }: Session): SetKey | undefined {
  const [namespace = 'default', name = ''] = set?.split('/') ?? [];
  return name === '' ? undefined : { namespace, name };
}
