/** The parts of a lab that few of its users need, or none at first. Who makes a lab says where they come from. */
import type { Programs } from '../engine/index.ts';
import type { convertOldApiVersion } from '../manifests/convert.ts';
import type { LoadKubectl } from './commands/kubectl.ts';
import type * as comparing from './moment/comparing.ts';
import type * as restoring from './session/restoring.ts';

/** Loads each part when it is first needed. A promise that is rejected says that the part cannot be had now. */
export interface LabParts {
  /** Runs kubectl commands. */
  readonly kubectl: LoadKubectl;
  /** The programs that run in containers. */
  readonly programs: () => Promise<{ readonly programs: Programs }>;
  /** Converts objects from API versions that are no longer served. */
  readonly convert: () => Promise<{ readonly convertOldApiVersion: typeof convertOldApiVersion }>;
  /** Compares two runs. */
  readonly comparing: () => Promise<typeof comparing>;
  /** Opens sessions. */
  readonly restoring: () => Promise<typeof restoring>;
}
