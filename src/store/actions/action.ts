/** A user's action, defined once as data: buttons, keys and menus read the same value. */
import type { Lab } from '../lab.ts';
import type { LabState } from '../lab-state.ts';

/** What an action came to, as kubectl would print it. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

export interface Action<Argument = void> {
  readonly id: string;
  /** Id of the message that names it. */
  readonly label: string;
  /** `KeyboardEvent.key` that performs it while no text is being edited. */
  readonly shortcut?: string;
  /** Whether it can be done now. Always, unless said otherwise. */
  readonly enabled?: (state: LabState) => boolean;
  /** The kubectl command that asks for the same; absent when kubectl knows nothing like it. */
  readonly kubectl?: (state: LabState, argument: Argument) => string;
  /** Performs it. What a kubectl command would have printed is the outcome. */
  readonly perform: (lab: Lab, argument: Argument) => Outcome | void;
}

/** Keeps the literal type of the label, so that its message is known to exist. */
export function action<const Label extends string, Argument = void>(
  definition: Action<Argument> & { readonly label: Label },
): Action<Argument> & { readonly label: Label } {
  return definition;
}

/** `-n …`, where the set is not in the default namespace. */
export function inNamespace({ stage }: LabState): string {
  return stage.namespace === 'default' ? '' : ` -n ${stage.namespace}`;
}
