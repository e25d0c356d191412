/**
 * Takes input from dictation, assistive technology and automation, which press no keys: they select in the text area,
 * and write. Monaco has its own selection and treats the input as typing: it would insert it at its caret and indent
 * each line again.
 */
import type { editor } from 'monaco-editor/editor';

export function honourDirectInput(view: editor.IStandaloneCodeEditor, model: editor.ITextModel): void {
  const area = view.getDomNode()?.querySelector('textarea');
  if (!area) return;

  /**
   * Monaco writes its own selection into the text area with the next frame; until then, that of the area is outdated.
   */
  let writing = 0;
  view.onDidChangeCursorSelection(() => {
    writing++;
    requestAnimationFrame(() => requestAnimationFrame(() => writing--));
  });

  /** Tells Monaco when all of the text area was selected by others. */
  function takeSelectAll(): void {
    const { selectionStart, selectionEnd, value } = area!;
    // The area contains only a page of a long text.
    const all = selectionStart === 0 && selectionEnd === value.length && value === model.getValue();
    if (all && writing === 0) view.setSelection(model.getFullModelRange());
  }

  /** True if the input of this task comes from a key. */
  let keyed = false;
  area.addEventListener('keydown', ({ key }) => {
    keyed = true;
    setTimeout(() => (keyed = false));
    if (key === 'Delete' || key === 'Backspace') takeSelectAll();
  });
  // Before Monaco handles the focus and replaces the selection of the area with its own.
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
