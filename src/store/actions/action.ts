/** What the actions of this folder have in common. */
import type { Action } from '../lab.ts';
import type { LabState } from '../lab-state.ts';

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
