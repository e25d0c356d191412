/** The keys of a shell's line editor that text fields do not have on every system. */

export interface Line {
  readonly text: string;
  readonly caret: number;
}

/** Applies Ctrl and a letter to a line; undefined for keys that do not edit. */
export function editLine(key: string, { text, caret }: Line): Line | undefined {
  const [before, after] = [text.slice(0, caret), text.slice(caret)];
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = caret + (/\n/.exec(after)?.index ?? after.length);
  switch (key) {
    case 'a':
      return { text, caret: lineStart };
    case 'e':
      return { text, caret: lineEnd };
    case 'u':
      return { text: text.slice(0, lineStart) + after, caret: lineStart };
    case 'k':
      return { text: before + text.slice(lineEnd), caret };
    case 'w': {
      const kept = before.replace(/\S*\s*$/, '');
      return { text: kept + after, caret: kept.length };
    }
    default:
      return undefined;
  }
}
