/** The parts of a lab that its sessions work with. */
import type { Timeline } from '../../timeline/timeline.ts';
import type { LaterPrograms } from '../commands/programs.ts';
import type { Editor } from '../editor.ts';
import type * as comparing from '../moment/comparing.ts';
import type { Frames } from '../moment/playback.ts';
import type { ShownCluster } from '../moment/shown-cluster.ts';
import type { ShownMoment } from '../moment/shown-moment.ts';
import type { SessionState } from '../state/lab-state.ts';
import type { RestoreOutcome } from '../state/outcome.ts';
import type { PageSlice, Slice, StateStore } from '../state/state-store.ts';
import type * as importing from './importing.ts';

/** Opens saved sessions; see `opening.ts`. */
export interface SessionOpening {
  restore(session: unknown, beginning: unknown): Promise<RestoreOutcome>;
  resetToBeginning(): Promise<RestoreOutcome | undefined>;
  cancel(): void;
}

export type LoadComparing = () => Promise<typeof comparing>;
export type LoadImporting = () => Promise<typeof importing>;
export type LoadOpening = () => Promise<{
  readonly Opening: new (parts: SessionsParts, nextCommand: () => number) => SessionOpening;
}>;

/** Commands that are remembered with what they printed. */
export const maxCommands = 100;

export interface SessionsParts {
  readonly store: StateStore;
  readonly slice: Slice<SessionState>;
  readonly page: PageSlice;
  readonly timeline: Timeline;
  readonly editor: Editor;
  readonly cluster: ShownCluster;
  readonly moment: ShownMoment;
  readonly frames: Frames;
  readonly parts: {
    readonly comparing: LoadComparing;
    readonly restoring: LoadOpening;
    readonly importing: LoadImporting;
  };
  readonly programs: LaterPrograms;
}
