/** Keys that act on the lab while no text is being edited and no control has a use of its own for them. */
import { actionIds, actionOf, actions, type ActionId, type PlainActionId } from '../store/actions/table.ts';
import type { Lab } from '../store/lab.ts';
import { missing } from '../store/perform.ts';

/** Actions with a key; those that only a presenter has come first. */
const keyed = actionIds
  .filter((id) => actionOf(id).shortcut !== undefined)
  .sort((a, b) => Number(isForPresenter(b)) - Number(isForPresenter(a))) as readonly PlainActionId[];

function isForPresenter(id: ActionId): boolean {
  return actionOf(id).presenting === true;
}

/** Keys that mean another: `+` without Shift, what Chinese keyboards write, and the second way to redo. */
const aliases: Readonly<Record<string, string>> = {
  ...{ '=': '+', _: '-', '？': '?', '。': '.', '，': ',', 'Mod+y': 'Mod+Shift+z' },
};
/** Keys that presentation clickers send. */
const clicker: Readonly<Record<string, string>> = {
  ...{ PageDown: '.', ArrowRight: '.', ArrowDown: '.', PageUp: ',', ArrowLeft: ',', ArrowUp: ',' },
};

const edits = 'input, textarea, select, [contenteditable], [role="textbox"], [role="slider"], [role="separator"]';
const texts = 'input, textarea, [contenteditable], [role="textbox"]';
const presses = 'button, a, summary, [role="button"], [role="tab"]';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;
type Focus = { closest(selectors: string): unknown } | null;

/** Returns the key as actions name it: `.`, `Mod+z`. Shift is part of a character already. */
function shortcutOf({ key, ctrlKey, metaKey, shiftKey }: Pressed): string {
  const command = ctrlKey || metaKey;
  const name = command ? `Mod+${shiftKey ? 'Shift+' : ''}${key.length === 1 ? key.toLowerCase() : key}` : key;
  return aliases[name] ?? name;
}

/** True when what has the focus leaves a key to the page. */
function isFree(shortcut: string, { ctrlKey }: Pressed, focus: Focus): boolean {
  // In the terminal Ctrl-K is the shell's; everywhere else the list of commands opens from a text as well.
  if (shortcut === actions.openPalette.shortcut) return !(ctrlKey && focus?.closest('.terminal-input'));
  if (shortcut.startsWith('Mod+')) return !focus?.closest(texts);
  // Space presses the button that has the focus; it must not do two things.
  return !focus?.closest(edits) && !(shortcut === ' ' && focus?.closest(presses));
}

/** Returns the id of the action that a key asks for where it was pressed. */
export function actionForKey(
  pressed: Pressed,
  focus: Focus,
  mode: { readonly presenting: boolean },
): PlainActionId | undefined {
  const shortcut = shortcutOf(pressed);
  const meant = mode.presenting ? (clicker[shortcut] ?? shortcut) : shortcut;
  // A presenter presses the clicker, whatever has the focus.
  const clicked = mode.presenting && shortcut.startsWith('Page');
  if (!clicked && !isFree(shortcut, pressed, focus)) return undefined;
  return keyed.find((id) => actionOf(id).shortcut === meant && (mode.presenting || !isForPresenter(id)));
}

/** Listens on `target`, before the editor does. Returns the unsubscriber. */
export function listenToKeys(lab: Lab, target: Document): () => void {
  function perform(event: KeyboardEvent, wanted: (id: PlainActionId) => boolean): void {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    // A modal dialog has the keys to itself.
    if (target.querySelector('dialog:modal') !== null) return;
    const focus = event.target instanceof Element ? event.target : null;
    const state = lab.store.getState();
    const id = actionForKey(event, focus, state);
    if (id === undefined || !wanted(id) || missing(id, state) !== null) return;
    event.preventDefault();
    event.stopPropagation();
    void lab.act(id);
  }
  // Monaco would take it for the first half of a shortcut of its own.
  const early = (event: KeyboardEvent): void => perform(event, (id) => id === 'openPalette');
  const late = (event: KeyboardEvent): void => perform(event, () => true);
  target.addEventListener('keydown', early, true);
  target.addEventListener('keydown', late);
  return () => {
    target.removeEventListener('keydown', early, true);
    target.removeEventListener('keydown', late);
  };
}
