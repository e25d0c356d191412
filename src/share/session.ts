/**
 * A lab as plain data: what somebody did in it, and where they are. Replaying the inputs gives the rest. Links, files
 * and the browser's memory hold it; `read-session.ts` reads what comes back from there.
 */
import type { Place, ReplayInput } from '../engine/index.ts';
import type { SavedObjects } from './recorded.ts';
import type { SavedLook } from './saved-fields.ts';

/** Raised when a change makes old readers wrong. Older versions stay readable. */
export const sessionVersion = 2;

/** A cluster that was found elsewhere: objects as a dump has them, without what was withheld. */
export interface SavedImport {
  /** When they were read, ms since 1970: virtual time 0. */
  readonly date: number;
  readonly objects: readonly object[];
}

/** A command that was given, as it would be typed. */
export interface SavedCommand {
  /** How many inputs there were once it was done. */
  readonly inputs: number;
  readonly command: string;
  /** Content of the file that it reads; absent for `manifest.yaml`: that was the text after so many inputs. */
  readonly file?: string;
  /** The number of inputs when its typed line began; absent if it was not typed. */
  readonly line?: number;
  /** It was refused after a part of it had been done. */
  readonly refused?: true;
}

export interface SavedRun {
  readonly id: number;
  readonly name: string | null;
  readonly from: { readonly id: number; readonly at: number; readonly inputs: number } | null;
  readonly inputs: readonly ReplayInput[];
  /** The text after so many inputs. */
  readonly texts: readonly { readonly inputs: number; readonly text: string }[];
  /** The newest moment: virtual ms, and how many of the tasks due then have run. */
  readonly at: number;
  readonly after?: number;
  /** Of version 1: tasks in all. */
  readonly steps?: number;
  readonly commands?: readonly SavedCommand[];
  /** It begins with the session's imported cluster. */
  readonly imported?: true;
  /** Digests of its moments: before its actions, at the head, and of the moment that is shown if it is a past one. */
  readonly digest?: string;
}

export interface Session extends SavedLook {
  readonly version: number;
  readonly seed: number;
  readonly runs: readonly SavedRun[];
  /** Id of the run that is shown. */
  readonly run: number;
  readonly imported?: SavedImport;
  /** The moment that is shown (virtual ms); null: the newest. */
  readonly moment: number | null;
  /** Where its time alone does not say which moment it is: the last task or input by then. */
  readonly place?: SavedPlace;
  /** The same in version 1: number of records by then. */
  readonly records?: number;
  /** Fingerprint of the engine that it was made with. */
  readonly engine?: string;
  /** The objects of the moment that is shown; absent when there are too many. */
  readonly shown?: SavedObjects;
}

/** The moment between two tasks or inputs, after so many inputs. */
export interface SavedPlace extends Place {
  readonly inputs: number;
}
