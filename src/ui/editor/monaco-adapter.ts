/** The only module that uses Monaco's API. Loaded on demand, with Monaco, its workers and the schema. */
import type { Diagnostic } from '../../view/manifest-text.ts';
import { changeBetween } from './change.ts';
import { markedRange } from './mark.ts';
import { followTheme } from './monaco-theme.ts';
import { monaco } from './monaco-yaml.ts';
import { honourDirectInput } from './direct-input.ts';

export { setLessonSchema } from './monaco-yaml.ts';

/** The selection and scroll position in a text, which survive when one editor replaces the other. */
export interface Place {
  /** Offsets; the caret is at the head. */
  readonly anchor: number;
  readonly head: number;
  readonly scrollTop: number;
  readonly focused: boolean;
}

export interface RichEditor {
  /** Replaces the differing part, as one step of undo. Returns true if there was one. Does not call `onEdit`. */
  setText(text: string): boolean;
  /** Marks lines with errors, and brings the first of them into view. */
  setDiagnostics(diagnostics: readonly Diagnostic[]): void;
  /** Moves the caret to a place, from 1, and the focus to the editor. */
  goToLine(line: number, column: number): void;
  /** Highlights the lines `from` to `to`, counted from 1, and brings them into view. */
  flash(from: number, to: number): void;
  setLabel(label: string): void;
  goTo(place: Place): void;
  dispose(): void;
}

export interface RichEditorOptions {
  readonly text: string;
  /** The accessible name. */
  readonly label: string;
  /** Id of the element that describes it. */
  readonly describedBy: string;
  /** The schema that it is read with, by its name. */
  readonly schema?: 'manifest' | 'lesson';
  /** The user has changed the text. */
  readonly onEdit: (text: string) => void;
}

const narrow = matchMedia('(max-width: 60rem)');
const wrapping = () => ({ wordWrap: narrow.matches ? 'on' : 'off' }) as const;
let models = 0;

/** Characters above which the editor leaves out what costs too much in long texts. */
const largeManifest = 32 * 1024;

/** Options by the length of the text. Pairs of brackets are found in the whole text before each frame. */
const optionsForLength = (large: boolean) =>
  ({ matchBrackets: large ? 'never' : 'always', stopRenderingLineAfter: large ? 1000 : 10_000 }) as const;
const bracketColors = (enabled: boolean) => ({
  bracketColorizationOptions: { enabled, independentColorPoolPerBracketType: false },
});

const editorOptions: monaco.editor.IStandaloneEditorConstructionOptions = {
  // A real text area that contains the text, for screen readers, input methods and pasting.
  editContext: false,
  accessibilitySupport: 'on',
  automaticLayout: true,
  fixedOverflowWidgets: true,
  minimap: { enabled: false },
  lineNumbers: 'on',
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: true,
  showFoldingControls: 'always',
  padding: { top: 8, bottom: 8 },
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  wordBasedSuggestions: 'off',
  // In YAML, a plain word is a string.
  quickSuggestions: { strings: true, other: true, comments: false },
  // Enter breaks the line if the word already equals the suggestion.
  acceptSuggestionOnEnter: 'smart',
  // Full-width punctuation is a mistake in YAML, in every language.
  unicodeHighlight: {
    ambiguousCharacters: true,
    invisibleCharacters: true,
    includeComments: false,
    includeStrings: true,
    allowedLocales: {},
  },
};

/** Shows Monaco in `host`, which must have a size. */
export function createRichEditor(host: HTMLElement, options: RichEditorOptions): RichEditor {
  followTheme();
  const uri = monaco.Uri.parse(`file:///${options.schema ?? 'manifest'}-${++models}.yaml`);
  const model = monaco.editor.createModel(withLineFeeds(options.text), 'yaml', uri);
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  const editor = monaco.editor.create(host, {
    ...editorOptions,
    ...wrapping(),
    ...fontOf(host),
    model,
    ariaLabel: options.label,
  });
  const wrap = () => editor.updateOptions(wrapping());
  narrow.addEventListener('change', wrap);
  // Presenter mode has larger type, and another place for the editor.
  const typeSize = new ResizeObserver(() => editor.updateOptions(fontOf(host)));
  typeSize.observe(host);
  // A font that is loaded later has other widths.
  void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
  honourDirectInput(editor, model);
  host.querySelector('textarea')?.setAttribute('aria-describedby', options.describedBy);

  let large = false;
  function fitLength(): void {
    const before = large;
    large = model.getValueLength() > largeManifest;
    if (large === before) return;
    model.updateOptions(bracketColors(!large));
    editor.updateOptions(optionsForLength(large));
  }
  fitLength();

  let fromOutside = false;
  model.onDidChangeContent(() => {
    fitLength();
    if (!fromOutside) options.onEdit(model.getValue());
  });

  const lit = editor.createDecorationsCollection();
  editor.getDomNode()?.addEventListener('animationend', ({ animationName }) => {
    if (animationName === 'editor-flash') lit.clear();
  });

  return {
    setText(text) {
      const change = changeBetween(model.getValue(), withLineFeeds(text));
      if (change === null) return false;
      const range = monaco.Range.fromPositions(model.getPositionAt(change.from), model.getPositionAt(change.to));
      fromOutside = true;
      try {
        editor.pushUndoStop();
        editor.executeEdits('lab', [{ range, text: change.text }]);
        editor.pushUndoStop();
      } finally {
        fromOutside = false;
      }
      return true;
    },
    setDiagnostics(diagnostics) {
      const lines = model.getLinesContent();
      const markers = diagnostics.map((diagnostic) => ({
        ...markedRange(diagnostic, lines),
        message: diagnostic.message,
        severity: monaco.MarkerSeverity.Error,
      }));
      monaco.editor.setModelMarkers(model, 'apply', markers);
      const [first] = markers;
      if (first === undefined) return;
      // The list of errors below takes some of the editor's height in this frame.
      requestAnimationFrame(() => {
        editor.layout();
        editor.revealLineInCenterIfOutsideViewport(first.startLineNumber);
      });
    },
    flash(from, to) {
      const last = model.getLineCount();
      const range = new monaco.Range(Math.min(from, last), 1, Math.min(to, last), 1);
      lit.clear();
      editor.revealLinesInCenterIfOutsideViewport(range.startLineNumber, range.endLineNumber);
      lit.set([{ range, options: { isWholeLine: true, className: 'editor-flash' } }]);
    },
    goToLine(lineNumber, column) {
      editor.setPosition({ lineNumber, column });
      editor.revealLineInCenterIfOutsideViewport(lineNumber);
      editor.focus();
    },
    setLabel: (ariaLabel) => editor.updateOptions({ ariaLabel }),
    goTo({ anchor, head, scrollTop, focused }) {
      editor.layout();
      editor.setSelection(monaco.Selection.fromPositions(model.getPositionAt(anchor), model.getPositionAt(head)));
      editor.setScrollTop(scrollTop);
      if (focused) editor.focus();
    },
    dispose() {
      narrow.removeEventListener('change', wrap);
      typeSize.disconnect();
      editor.dispose();
      model.dispose();
    },
  };
}

/** The font of an element, as Monaco takes it. */
function fontOf(element: HTMLElement): { fontFamily: string; fontSize: number; lineHeight: number } {
  const { fontFamily, fontSize, lineHeight } = getComputedStyle(element);
  return { fontFamily, fontSize: parseFloat(fontSize), lineHeight: Math.round(parseFloat(lineHeight)) };
}

const withLineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');
