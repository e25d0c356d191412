/** Keys that act on the lab while no text is being edited and no control has a use of its own for them. */
import type { Action } from '../store/lab.ts';
import { addReplica, removeReplica } from '../store/actions/scale.ts';
import { step, togglePlay } from '../store/actions/transport.ts';
import type { Lab } from '../store/lab.ts';

const actions: readonly Action[] = [togglePlay, step, addReplica, removeReplica];
/** On most keyboards `+` needs Shift; its key without it is meant as well. */
const aliases: Readonly<Record<string, string>> = { '=': '+', _: '-' };

const edits = 'input, textarea, select, [contenteditable], [role="textbox"], [role="slider"]';
const presses = 'button, a, summary, [role="button"], [role="tab"]';

/** The action that a key asks for where it was pressed. */
export function actionForKey(key: string, focus: { closest(selectors: string): unknown } | null): Action | undefined {
  if (focus?.closest(edits)) return undefined;
  // Space presses the button that has the focus; it must not do two things.
  if (key === ' ' && focus?.closest(presses)) return undefined;
  return actions.find((action) => action.shortcut === (aliases[key] ?? key));
}

/** Listens on `target`. Returns the unsubscriber. */
export function listenToKeys(lab: Lab, target: Document): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actionForKey(event.key, event.target instanceof Element ? event.target : null);
    if (action === undefined) return;
    event.preventDefault();
    lab.act(action);
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
