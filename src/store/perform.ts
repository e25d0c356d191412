/** Performs an action by its id, in one commit, or refuses it in words. */
import type { Need } from './actions/action.ts';
import { ArgumentError, object } from './actions/arguments.ts';
import { actionOf, type ActionId, isActionId } from './actions/table.ts';
import type { LabCore, PageCore } from './lab-core.ts';
import type { LabState } from './state/lab-state.ts';
import type { Outcome } from './state/outcome.ts';
import type { StateStore } from './state/state-store.ts';

const refused = (id: string, why: string): Outcome => ({ ok: false, lines: [`${id}: ${why}`] });

/** Returns the reason why an action cannot be performed now; null if it can. */
export function missing(id: ActionId, state: LabState): Need | null {
  const action = actionOf(id);
  if ((action.on === 'simulation' && state.readOnly) || (action.own && state.observed)) return 'simulation';
  return action.enabled?.(state) === false ? (action.needs ?? 'past') : null;
}

/** Returns the argument of an action, checked. @throws ArgumentError */
function checked(id: ActionId, argument: unknown): never {
  return object(actionOf(id).takes ?? {})(argument ?? {}, 'the argument') as never;
}

/**
 * Performs an action. The id and the argument may come from outside.
 * @param core The parts that the action works with; an action on the page needs only the page.
 * @param after Called when the action is done, before its commit ends.
 */
export function perform(
  store: StateStore,
  id: unknown,
  argument: unknown,
  core: PageCore | LabCore,
  after: () => void = () => {},
): unknown {
  if (!isActionId(id)) return refused(String(id).slice(0, 40), 'there is no such action');
  return store.commit(() => {
    try {
      const value = checked(id, argument);
      const lacking = missing(id, store.state);
      if (lacking === 'simulation') return refused(id, 'this cluster is a recording, not a simulation');
      if (lacking !== null) return refused(id, `not possible now (missing: ${lacking})`);
      const result = actionOf(id).perform(core as LabCore, value);
      after();
      return result;
    } catch (error) {
      if (error instanceof ArgumentError) return refused(id, error.message);
      throw error;
    }
  });
}

/**
 * Returns true if an action does not wait for the cluster. Unknown actions do not wait either: they are refused at
 * once.
 */
export const onPage = (id: unknown): boolean => !isActionId(id) || actionOf(id).on === 'page';
