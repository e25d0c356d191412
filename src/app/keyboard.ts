/** Keys that act on the lab while no text is being edited and the focused control does not use them. */
import { actionIds, actionOf, actions, type ActionId, type PlainActionId } from '../store/actions/table.ts';
import type { Lab } from '../store/lab.ts';
import { missing } from '../store/perform.ts';

/** Actions with a key; those for presenters come first. */
const keyed = actionIds
  .filter((id) => actionOf(id).shortcut !== undefined)
  .sort((a, b) => Number(isForPresenter(b)) - Number(isForPresenter(a))) as readonly PlainActionId[];

function isForPresenter(id: ActionId): boolean {
  return actionOf(id).presenting === true;
}

/** Alternative keys: `+` without Shift, the characters of Chinese keyboards, and the second key to redo. */
const aliases: Readonly<Record<string, string>> = {
  '=': '+',
  _: '-',
  '？': '?',
  '。': '.',
  '，': ',',
  'Mod+y': 'Mod+Shift+z',
};
/** Keys that presentation clickers send. */
const clicker: Readonly<Record<string, string>> = {
  PageDown: '.',
  ArrowRight: '.',
  ArrowDown: '.',
  PageUp: ',',
  ArrowLeft: ',',
  ArrowUp: ',',
};

const edits = 'input, textarea, select, [contenteditable], [role="textbox"], [role="slider"], [role="separator"]';
const texts = 'input, textarea, [contenteditable], [role="textbox"]';
const presses = 'button, a, summary, [role="button"], [role="tab"]';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;
type Focus = { closest(selectors: string): unknown } | null;

/** Returns the key as actions name it: `.`, `Mod+z`. A character already includes Shift. */
function shortcutOf({ key, ctrlKey, metaKey, shiftKey }: Pressed): string {
  const command = ctrlKey || metaKey;
  const name = command ? `Mod+${shiftKey ? 'Shift+' : ''}${key.length === 1 ? key.toLowerCase() : key}` : key;
  return aliases[name] ?? name;
}

/** Returns true if the focused element leaves a key to the page. */
function isFree(shortcut: string, { ctrlKey }: Pressed, focus: Focus): boolean {
  // In the terminal, Ctrl-K belongs to the shell. Everywhere else, it opens the palette, also from a text field.
  if (shortcut === actions.openPalette.shortcut) return !(ctrlKey && focus?.closest('.terminal-input'));
  if (shortcut.startsWith('Mod+')) return !focus?.closest(texts);
  // Space presses the focused button; it must not do a second thing.
  return !focus?.closest(edits) && !(shortcut === ' ' && focus?.closest(presses));
}

/** Returns the id of the action for a key, by the element where it was pressed. */
export function actionForKey(
  pressed: Pressed,
  focus: Focus,
  mode: { readonly presenting: boolean },
): PlainActionId | undefined {
  const shortcut = shortcutOf(pressed);
  const meant = mode.presenting ? (clicker[shortcut] ?? shortcut) : shortcut;
  // A presenter's clicker works wherever the focus is.
  const clicked = mode.presenting && shortcut.startsWith('Page');
  if (!clicked && !isFree(shortcut, pressed, focus)) return undefined;
  return keyed.find((id) => actionOf(id).shortcut === meant && (mode.presenting || !isForPresenter(id)));
}

/** Listens on `target`, before the editor does. Returns a function that ends it. */
export function listenToKeys(lab: Lab, target: Document): () => void {
  function perform(event: KeyboardEvent, wanted: (id: PlainActionId) => boolean): void {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    // A modal dialog handles its keys alone.
    if (target.querySelector('dialog:modal') !== null) return;
    const focus = event.target instanceof Element ? event.target : null;
    const state = lab.store.getState();
    const id = actionForKey(event, focus, state);
    if (id === undefined || !wanted(id) || missing(id, state) !== null) return;
    event.preventDefault();
    event.stopPropagation();
    void lab.act(id);
  }
  // Monaco would treat it as the first half of one of its own shortcuts.
  const early = (event: KeyboardEvent): void => perform(event, (id) => id === 'openPalette');
  const late = (event: KeyboardEvent): void => perform(event, () => true);
  target.addEventListener('keydown', early, true);
  target.addEventListener('keydown', late);
  return () => {
    target.removeEventListener('keydown', early, true);
    target.removeEventListener('keydown', late);
  };
}
