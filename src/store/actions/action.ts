/** Defines an action: an operation that a user, a host page or a lesson can call by name. */
import type { FieldEdit } from '../../view/field-edit.ts';
import type { LabCore, PageCore } from '../lab-core.ts';
import type { Outcome, PendingOutcome, RestoreOutcome } from '../state/outcome.ts';
import type { LabState } from '../state/lab-state.ts';
import type { Checked, Shape } from './arguments.ts';

/** The headings under which actions are listed. */
export type Group = 'set' | 'pods' | 'nodes' | 'time' | 'text' | 'page' | 'help';

/** Reasons why an action cannot be done; the words on the page are in the catalogs. */
export type Need =
  | 'set'
  | 'replica'
  | 'rollingUpdate'
  | 'missingService'
  | 'pod'
  | 'claim'
  | 'node'
  | 'past'
  | 'earlier'
  | 'later'
  | 'beginning'
  | 'otherSet'
  | 'otherRun'
  | 'compared'
  | 'action'
  | 'undone'
  | 'divergence'
  | 'oldVersion'
  | 'drift'
  | 'replacedText'
  | 'introduction'
  | 'lesson'
  | 'presenting'
  | 'folded'
  | 'unfolded'
  | 'simulation';

type Result = Outcome | PendingOutcome | Promise<RestoreOutcome | undefined> | void;

interface Definition<S extends Shape> {
  /** The id of the message that names it; null if the page does not name it. */
  readonly label: string | null;
  readonly group: Group;
  /** The `KeyboardEvent.key` that performs it while no text is being edited; `Mod+` stands for Ctrl, or ⌘ on a Mac. */
  readonly shortcut?: string;
  /** True if its key works in presenter mode only. */
  readonly presenting?: true;
  /** Checkers of its arguments, by name; absent when it takes none. */
  readonly takes?: S;
  /** Returns true if it can be done now. Absent: always. */
  readonly enabled?: (state: LabState) => boolean;
  /** True if it replaces or saves the cluster of the page: not possible where a real one is followed. */
  readonly own?: true;
  /** Reason why it is not enabled. */
  readonly needs?: Need;
  /** The arguments of the kubectl command that it runs; absent when kubectl has no such command. */
  readonly kubectl?: (state: LabState, argument: Checked<S>) => readonly string[];
}

/** An action on the page alone: it does not wait for the cluster, and works on every recording. */
interface PageDefinition<S extends Shape, R extends Result> extends Definition<S> {
  readonly on: 'page';
  readonly perform: (core: PageCore, argument: Checked<S>) => R;
}

/** An action on a recording of any kind, or one that needs a simulation; it waits until the cluster is loaded. */
interface ClusterDefinition<S extends Shape, R extends Result> extends Definition<S> {
  readonly on: 'recording' | 'simulation';
  readonly perform: (core: LabCore, argument: Checked<S>) => R;
}

/** Any action of the table, for code that iterates over all of them. */
export type AnyAction = Definition<Shape> & {
  readonly on: 'page' | 'recording' | 'simulation';
  readonly kubectl?: (state: LabState, argument: never) => readonly string[];
  readonly perform: (core: LabCore, argument: never) => Result;
};

type None = Record<never, never>;

/** Defines an action on the page. Keeps the type of its label and of its arguments. */
export function pageAction<const Label extends string | null, S extends Shape = None, R extends Result = void>(
  definition: Omit<PageDefinition<S, R>, 'on'> & { readonly label: Label },
): PageDefinition<S, R> & { readonly label: Label } {
  return { on: 'page', ...definition };
}

/** Defines an action on a recording, which need not be a simulation. */
export function recordingAction<const Label extends string | null, S extends Shape = None, R extends Result = void>(
  definition: Omit<ClusterDefinition<S, R>, 'on'> & { readonly label: Label },
): ClusterDefinition<S, R> & { readonly label: Label } {
  return { on: 'recording', ...definition };
}

/** Defines an action that only a simulation allows. */
export function simulationAction<const Label extends string | null, S extends Shape = None, R extends Result = void>(
  definition: Omit<ClusterDefinition<S, R>, 'on'> & { readonly label: Label },
): ClusterDefinition<S, R> & { readonly label: Label } {
  return { on: 'simulation', ...definition };
}

/** Defines an action that runs the kubectl command that it names. */
export function kubectlAction<const Label extends string | null, S extends Shape = None>(
  definition: Omit<ClusterDefinition<S, Outcome | PendingOutcome>, 'on' | 'perform'> & {
    readonly label: Label;
    readonly kubectl: (state: LabState, argument: Checked<S>) => readonly string[];
    /** Called when the command has succeeded: writes the same into the manifest. */
    readonly writes?: (argument: Checked<S>, state: LabState) => readonly FieldEdit[];
  },
) {
  const { kubectl, writes } = definition;
  return simulationAction<Label, S, Outcome | PendingOutcome>({
    ...definition,
    perform(core, argument) {
      const fields = writes?.(argument, core.state);
      const accepted = (): void => fields && core.editor.write(fields);
      return core.kubectl.run(kubectl(core.state, argument), { accepted });
    },
  });
}

/** Returns the flag `-n …` if the set is not in the default namespace. */
export function inNamespace({ stage }: Pick<LabState, 'stage'>): readonly string[] {
  return stage.namespace === 'default' ? [] : ['-n', stage.namespace];
}
