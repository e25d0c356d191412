/**
 * Dictation, assistive technology and automation press no keys: they select in the text area, and write. Monaco has
 * a selection of its own, and takes what is written for typing: it would write at its caret, and indent each line
 * once more. Here it is taken as it stands.
 */
import type { editor } from 'monaco-editor/editor';

export function honourDirectInput(view: editor.IStandaloneCodeEditor, model: editor.ITextModel): void {
  const area = view.getDomNode()?.querySelector('textarea');
  if (!area) return;

  /** Monaco writes its own selection into the text area with the next frame; until then, the area's is an old one. */
  let writing = 0;
  view.onDidChangeCursorSelection(() => {
    writing++;
    requestAnimationFrame(() => requestAnimationFrame(() => writing--));
  });

  /** Lets Monaco know when all of the area was selected by someone else. */
  function takeSelectAll(): void {
    const { selectionStart, selectionEnd, value } = area!;
    // A long text is in the area by pages: then, all of the area is not all of the text.
    const all = selectionStart === 0 && selectionEnd === value.length && value === model.getValue();
    if (all && writing === 0) view.setSelection(model.getFullModelRange());
  }

  /** A key is what the input of the same task comes from. */
  let keyed = false;
  area.addEventListener('keydown', ({ key }) => {
    keyed = true;
    setTimeout(() => (keyed = false));
    if (key === 'Delete' || key === 'Backspace') takeSelectAll();
  });
  // Before Monaco hears of the focus and puts its own selection in the place of the one that is there.
  view.getDomNode()?.addEventListener('focus', takeSelectAll, true);
  area.addEventListener('beforeinput', (event) => {
    const text = event.inputType === 'insertLineBreak' ? '\n' : event.inputType === 'insertText' ? event.data : null;
    if (text === null || keyed || event.isComposing) return;
    event.preventDefault();
    takeSelectAll();
    const edits = (view.getSelections() ?? []).map((range) => ({ range, text, forceMoveMarkers: true }));
    view.executeEdits('direct', edits);
  });
}
