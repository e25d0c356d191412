/** Keys that act on the lab while no text is being edited and no control has a use of its own for them. */
import { addReplica, removeReplica } from '../store/actions/scale.ts';
import { step, togglePlay } from '../store/actions/transport.ts';
import { nextMark, redo, stepBack, undo } from '../store/actions/history.ts';
import type { Action, Lab } from '../store/lab.ts';

const actions: readonly Action[] = [togglePlay, step, stepBack, nextMark, addReplica, removeReplica];
/** On most keyboards `+` needs Shift; its key without it is meant as well. */
const aliases: Readonly<Record<string, string>> = { '=': '+', _: '-' };

const edits = 'input, textarea, select, [contenteditable], [role="textbox"], [role="slider"]';
const texts = 'input, textarea, [contenteditable], [role="textbox"]';
const presses = 'button, a, summary, [role="button"], [role="tab"]';

/** The action that a key asks for where it was pressed. */
export function actionForKey(key: string, focus: { closest(selectors: string): unknown } | null): Action | undefined {
  if (focus?.closest(edits)) return undefined;
  // Space presses the button that has the focus; it must not do two things.
  if (key === ' ' && focus?.closest(presses)) return undefined;
  return actions.find((action) => action.shortcut === (aliases[key] ?? key));
}

/** Undo and redo, as everywhere; within a text they are the text's own. */
export function actionForCommand(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  focus: { closest(selectors: string): unknown } | null,
): Action | undefined {
  if (focus?.closest(texts)) return undefined;
  if (key.toLowerCase() === 'z') return shiftKey ? redo : undo;
  return key.toLowerCase() === 'y' ? redo : undefined;
}

/** Listens on `target`. Returns the unsubscriber. */
export function listenToKeys(lab: Lab, target: Document): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey) return;
    const focus = event.target instanceof Element ? event.target : null;
    const command = event.ctrlKey || event.metaKey;
    const action = command ? actionForCommand(event, focus) : actionForKey(event.key, focus);
    if (action === undefined) return;
    event.preventDefault();
    lab.act(action);
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
