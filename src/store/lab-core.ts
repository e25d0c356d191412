/** The parts of a lab that its actions work with. */
import type { Actor } from '../engine/index.ts';
import type { NodeDoor } from '../timeline/timeline.ts';
import type { Drains } from './commands/drains.ts';
import type { Editor } from './editor.ts';
import type { Kubectl } from './commands/kubectl.ts';
import type { LabParts } from './lab-parts.ts';
import type { LabState } from './state/lab-state.ts';
import type { ShownMoment } from './moment/shown-moment.ts';
import type { Outcome } from './state/outcome.ts';
import type { Sessions } from './session/sessions.ts';
import type { ShownCluster } from './moment/shown-cluster.ts';
import type { PageSlice } from './state/state-store.ts';

/** The parts that actions on the page work with. */
export interface PageCore {
  readonly state: LabState;
  readonly page: PageSlice;
}

/** The parts that actions on the cluster work with: the owners of the slices, and the access to the cluster. */
export interface LabCore extends PageCore {
  readonly moment: ShownMoment;
  readonly cluster: ShownCluster;
  readonly editor: Editor;
  readonly sessions: Sessions;
  readonly kubectl: Kubectl;
  readonly drains: Drains;
  readonly requests: {
    /**
     * Sends operations to machines, bypassing the API server. A refusal becomes an outcome, as kubectl would print it.
     */
    toNodes(send: (nodes: NodeDoor, actor: Actor) => void): Outcome;
  };
  readonly download: (name: string, text: string) => void;
  readonly loadConverter: LabParts['convert'];
}
