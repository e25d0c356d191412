/** Keys that act on the lab while no text is being edited and no control has a use of its own for them. */
import { apply } from '../store/actions/apply.ts';
import { nextMark, redo, stepBack, undo } from '../store/actions/history.ts';
import { endIntroduction } from '../store/actions/introduction.ts';
import { openPalette, openShortcuts } from '../store/actions/page.ts';
import { present, recalls, stopPresenting } from '../store/actions/present.ts';
import { addReplica, removeReplica } from '../store/actions/scale.ts';
import { step, togglePlay } from '../store/actions/transport.ts';
import type { Action, Lab } from '../store/lab.ts';

const actions: readonly Action[] = [
  ...[togglePlay, step, stepBack, nextMark, addReplica, removeReplica, apply, undo, redo],
  ...[openPalette, openShortcuts, present, endIntroduction],
];
const presenting: readonly Action[] = [...Object.values(recalls), stopPresenting];

/** Keys that mean another: `+` without Shift, what Chinese keyboards write, and the second way to redo. */
const aliases: Readonly<Record<string, string>> = {
  ...{ '=': '+', _: '-', '？': '?', '。': '.', '，': ',', 'Mod+y': 'Mod+Shift+z' },
};
/** What presentation clickers send. */
const clicker: Readonly<Record<string, string>> = {
  ...{ PageDown: '.', ArrowRight: '.', ArrowDown: '.', PageUp: ',', ArrowLeft: ',', ArrowUp: ',' },
};

const edits = 'input, textarea, select, [contenteditable], [role="textbox"], [role="slider"], [role="separator"]';
const texts = 'input, textarea, [contenteditable], [role="textbox"]';
const presses = 'button, a, summary, [role="button"], [role="tab"]';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;
type Focus = { closest(selectors: string): unknown } | null;

/** As actions name it: `.`, `Mod+z`. Shift is part of a character already. */
function shortcutOf({ key, ctrlKey, metaKey, shiftKey }: Pressed): string {
  const command = ctrlKey || metaKey;
  const name = command ? `Mod+${shiftKey ? 'Shift+' : ''}${key.length === 1 ? key.toLowerCase() : key}` : key;
  return aliases[name] ?? name;
}

/** Whether what has the focus leaves a key to the page. */
function isFree(shortcut: string, { ctrlKey }: Pressed, focus: Focus): boolean {
  // In the terminal Ctrl-K is the shell's; everywhere else the list of commands opens from a text as well.
  if (shortcut === openPalette.shortcut) return !(ctrlKey && focus?.closest('.terminal-input'));
  if (shortcut.startsWith('Mod+')) return !focus?.closest(texts);
  // Space presses the button that has the focus; it must not do two things.
  return !focus?.closest(edits) && !(shortcut === ' ' && focus?.closest(presses));
}

/** The action that a key asks for where it was pressed. */
export function actionForKey(
  pressed: Pressed,
  focus: Focus,
  mode: { readonly presenting: boolean },
): Action | undefined {
  const shortcut = shortcutOf(pressed);
  if (mode.presenting) {
    const meant = clicker[shortcut] ?? shortcut;
    // Who stands in front presses the clicker, whatever has the focus.
    const clicked = shortcut.startsWith('Page');
    const found = [...presenting, ...actions].find((action) => action.shortcut === meant);
    return clicked || isFree(shortcut, pressed, focus) ? found : undefined;
  }
  return isFree(shortcut, pressed, focus) ? actions.find((action) => action.shortcut === shortcut) : undefined;
}

/** Listens on `target`, before the editor does. Returns the unsubscriber. */
export function listenToKeys(lab: Lab, target: Document): () => void {
  function perform(event: KeyboardEvent, wanted: (action: Action) => boolean): void {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    // What is open over the page has the keys to itself.
    if (target.querySelector('dialog:modal') !== null) return;
    const focus = event.target instanceof Element ? event.target : null;
    const action = actionForKey(event, focus, lab.state());
    if (action === undefined || !wanted(action) || action.enabled?.(lab.state()) === false) return;
    event.preventDefault();
    event.stopPropagation();
    lab.act(action);
  }
  // Monaco would take it for the first half of a shortcut of its own.
  const early = (event: KeyboardEvent): void => perform(event, (action) => action === openPalette);
  const late = (event: KeyboardEvent): void => perform(event, () => true);
  target.addEventListener('keydown', early, true);
  target.addEventListener('keydown', late);
  return () => {
    target.removeEventListener('keydown', early, true);
    target.removeEventListener('keydown', late);
  };
}
