/**
 * A lab as plain data: the user's inputs, and the shown moment. Replaying the inputs gives everything else. Links,
 * files and the browser's storage hold it; `read-session.ts` reads it.
 */
import type { Place, ReplayInput } from '../engine/index.ts';
import type { SavedObjects } from './recorded.ts';
import type { SavedLook } from './saved-fields.ts';

/** Raised when a change breaks old readers. Older versions stay readable. */
export const sessionVersion = 2;

/** A cluster from elsewhere: the objects of a dump, without the withheld fields. */
export interface SavedImport {
  /** Time when they were read, in ms since 1970: virtual time 0. */
  readonly date: number;
  readonly objects: readonly object[];
}

/** The command, as it would be typed. */
export interface SavedCommand {
  /** Number of inputs after it was done. */
  readonly inputs: number;
  readonly command: string;
  /** Content of the file that it reads; absent for `manifest.yaml`, which held the text after that number of inputs. */
  readonly file?: string;
  /** Number of inputs when its typed line began; absent if it was not typed. */
  readonly line?: number;
  /** True if it was refused after a part of it had been done. */
  readonly refused?: true;
}

export interface SavedRun {
  readonly id: number;
  readonly name: string | null;
  readonly from: { readonly id: number; readonly at: number; readonly inputs: number } | null;
  readonly inputs: readonly ReplayInput[];
  /** The text after a number of inputs. */
  readonly texts: readonly { readonly inputs: number; readonly text: string }[];
  /** The newest moment: virtual ms, and how many of the tasks due then have run. */
  readonly at: number;
  readonly after?: number;
  /** Number of all tasks, in version 1. */
  readonly steps?: number;
  readonly commands?: readonly SavedCommand[];
  /** True if it begins with the session's imported cluster. */
  readonly imported?: true;
  /** Digests of its moments: before its actions, at the head, and at the shown moment if that is a past one. */
  readonly digest?: string;
}

export interface Session extends SavedLook {
  readonly version: number;
  readonly seed: number;
  readonly runs: readonly SavedRun[];
  /** Id of the run that is shown. */
  readonly run: number;
  readonly imported?: SavedImport;
  /** The shown moment (virtual ms); null for the newest. */
  readonly moment: number | null;
  /** Identifies the moment if several have the same time: the last task or input by then. */
  readonly place?: SavedPlace;
  /** The same in version 1: the number of records by then. */
  readonly records?: number;
  /** Fingerprint of the engine that made it. */
  readonly engine?: string;
  /** The objects of the shown moment; absent if there are too many. */
  readonly shown?: SavedObjects;
}

/** The moment between two tasks or inputs, after a number of inputs. */
export interface SavedPlace extends Place {
  readonly inputs: number;
}
