/** The parts of a lab that are loaded later. The creator of a lab provides them. */
import type { convertOldApiVersion } from '../manifests/convert.ts';
import type { LoadKubectl } from './commands/kubectl.ts';
import type { LoadPrograms } from './commands/programs.ts';
import type { LoadComparing, LoadImporting, LoadOpening } from './session/sessions-parts.ts';

/** Loads each part when it is first needed. The promise is rejected if the part cannot be loaded now. */
export interface LabParts {
  /** Runs kubectl commands. */
  readonly kubectl: LoadKubectl;
  /** The programs that run in containers. */
  readonly programs: LoadPrograms;
  /** Converts objects from API versions that are no longer served. */
  readonly convert: () => Promise<{ readonly convertOldApiVersion: typeof convertOldApiVersion }>;
  /** Compares two runs. */
  readonly comparing: LoadComparing;
  /** Opens sessions. */
  readonly restoring: LoadOpening;
  /** Makes the imported clusters of sessions. */
  readonly importing: LoadImporting;
}
