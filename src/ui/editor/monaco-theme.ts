/** Monaco's colours, taken from the page's tokens, and following them when the theme changes. */
import type { editor } from 'monaco-editor/editor';
import { monaco } from './monaco-yaml.ts';

const name = 'lab';

/** Colours of Monaco's tokens. */
const colours: Readonly<Record<string, Token>> = {
  'editor.background': '--surface',
  'editor.foreground': '--text',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--accent-soft',
  'editor.inactiveSelectionBackground': '--accent-soft',
  'editor.lineHighlightBackground': '--raised',
  'editor.lineHighlightBorder': '--raised',
  'editor.findMatchBackground': '--highlight',
  'editor.findMatchHighlightBackground': '--highlight',
  'editor.hoverHighlightBackground': '--accent-soft',
  'editorLineNumber.foreground': '--text-soft',
  'editorLineNumber.dimmedForeground': '--text-soft',
  'editorLineNumber.activeForeground': '--text',
  'editorIndentGuide.background1': '--line',
  'editorIndentGuide.activeBackground1': '--line-strong',
  'editorBracketMatch.background': '--accent-soft',
  'editorBracketMatch.border': '--accent-soft',
  'editorBracketHighlight.foreground1': '--text-soft',
  'editorBracketHighlight.foreground2': '--text-soft',
  'editorBracketHighlight.foreground3': '--text-soft',
  'editorError.foreground': '--bad',
  'editorWarning.foreground': '--wait',
  'editorInfo.foreground': '--accent',
  'editorUnicodeHighlight.border': '--wait',
  'editorUnicodeHighlight.background': '--wait-soft',
  'scrollbarSlider.background': '--line',
  'scrollbarSlider.hoverBackground': '--line-strong',
  'scrollbarSlider.activeBackground': '--line-strong',
  'editorOverviewRuler.border': '--surface',
  'editorOverviewRuler.errorForeground': '--bad',
  'editorOverviewRuler.warningForeground': '--wait',
  'editorWidget.background': '--raised',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--line-strong',
  'editorHoverWidget.background': '--raised',
  'editorHoverWidget.foreground': '--text',
  'editorHoverWidget.border': '--line-strong',
  'editorHoverWidget.statusBarBackground': '--surface',
  'editorSuggestWidget.background': '--raised',
  'editorSuggestWidget.foreground': '--text',
  'editorSuggestWidget.border': '--line-strong',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--text',
  'list.hoverBackground': '--surface',
  'input.background': '--surface',
  'input.foreground': '--text',
  'input.border': '--line-strong',
  'textLink.foreground': '--accent',
  'textLink.activeForeground': '--accent',
  'textCodeBlock.background': '--surface',
  focusBorder: '--accent',
};

/** Colours of YAML: keys are prominent, values have colours by their types, punctuation is faint. */
const syntax: readonly { readonly token: string; readonly colour: Token; readonly fontStyle?: string }[] = [
  { token: '', colour: '--text' },
  { token: 'type.yaml', colour: '--accent' },
  { token: 'string.yaml', colour: '--text' },
  { token: 'number.yaml', colour: '--wait' },
  { token: 'keyword.yaml', colour: '--wait' },
  { token: 'tag.yaml', colour: '--good' },
  { token: 'namespace.yaml', colour: '--good' },
  { token: 'comment.yaml', colour: '--text-soft', fontStyle: 'italic' },
  { token: 'operators.yaml', colour: '--text-soft' },
  { token: 'delimiter', colour: '--text-soft' },
];

type Token = keyof typeof fallbacks;

/** For a page without the tokens: light, dark. */
const fallbacks = {
  '--surface': ['#ffffff', '#151b23'],
  '--raised': ['#ffffff', '#1c242e'],
  '--line': ['#d8d8d8', '#2b3542'],
  '--line-strong': ['#8f8f8f', '#66758a'],
  '--text': ['#1d2127', '#e7ebf0'],
  '--text-soft': ['#5b5f66', '#a3afbe'],
  '--accent': ['#1f4fd1', '#8fb0ff'],
  '--accent-soft': ['#e3eafc', '#1d2b4b'],
  '--good': ['#11714f', '#4fd0a0'],
  '--wait': ['#8a5a00', '#f0b849'],
  '--wait-soft': ['#f8ebcc', '#3a2d10'],
  '--bad': ['#b3261e', '#ff8f86'],
  '--highlight': ['#fdf0bd', '#3e3712'],
} as const;

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? systemIsDark.matches : theme === 'dark';
}

/** Resolves tokens to hexadecimal colours for Monaco. The browser does the work, as a token may be any CSS colour. */
function resolver(dark: boolean): (token: Token) => string {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.hidden = true;
  // Without this, all colours are equal if the system forces its own.
  probe.style.setProperty('forced-color-adjust', 'none');
  const resolved = new Map<Token, string>();
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  for (const [token, pair] of Object.entries(fallbacks) as [Token, readonly [string, string]][]) {
    probe.style.color = `var(${token}, ${pair[dark ? 1 : 0]})`;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const channels = [...pen.getImageData(0, 0, 1, 1).data];
    resolved.set(token, `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`);
  }
  probe.remove();
  return (token) => resolved.get(token)!;
}

function themeOf(dark: boolean): editor.IStandaloneThemeData {
  const colour = resolver(dark);
  return {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    colors: Object.fromEntries(Object.entries(colours).map(([key, token]) => [key, colour(token)])),
    rules: syntax.map(({ token, colour: of, fontStyle }) => ({ token, foreground: colour(of).slice(1, 7), fontStyle })),
  };
}

function applyTheme(): void {
  monaco.editor.defineTheme(name, themeOf(isDark()));
  monaco.editor.setTheme(name);
}

let following = false;

/** Applies the page's colours, now and whenever they change. Monaco has one theme for the page. */
export function followTheme(): void {
  applyTheme();
  if (following) return;
  following = true;
  systemIsDark.addEventListener('change', applyTheme);
  new MutationObserver(applyTheme).observe(document.documentElement, {
    attributeFilter: ['data-theme', 'data-contrast'],
  });
}
