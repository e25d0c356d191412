/** The parts of the lab that a kubectl command of a button works with. */
import type { Timeline } from '../../timeline/timeline.ts';
import type { ShownMoment } from '../moment/shown-moment.ts';
import type { Sessions } from '../session/sessions.ts';
import type { StateStore } from '../state/state-store.ts';

/** Callbacks that follow a command. */
export interface Following {
  /** Called when the API server has accepted the command, even if it then waits for the result. */
  readonly accepted?: () => void;
  /** Called when one of its evictions was refused. */
  readonly refused?: (refusal: { readonly pod: string; readonly message: string }) => void;
  /** Called when it has ended or was stopped; `succeeded` is true for exit code 0. */
  readonly ended?: (succeeded: boolean) => void;
  /** Stops it, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

/** The parts of a lab that a command works with. */
export interface CommandParts {
  readonly store: StateStore;
  readonly timeline: Timeline;
  readonly moment: ShownMoment;
  readonly sessions: Sessions;
}
