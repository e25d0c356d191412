/** Characters of Chinese input methods that look like YAML's own characters. */

/** A remark about a character; its text is in i18n. */
export interface Hint {
  readonly code: 'FullWidthColon' | 'FullWidthComma' | 'CurlyQuote' | 'IdeographicSpace' | 'Tab';
  /** The character, and the YAML character to use instead. */
  readonly params: { readonly found: string; readonly use: string };
}

const table: readonly (readonly [Hint['code'], string, string])[] = [
  ['FullWidthColon', '：', ': '],
  ['FullWidthComma', '，、', ', '],
  ['CurlyQuote', '“”＂「」', '"'],
  ['CurlyQuote', '‘’＇', "'"],
  ['IdeographicSpace', '\u3000\u00a0', ' '],
  ['Tab', '\t', '  '],
];

/** Returns the hint for a character, or none if the character is harmless. */
export function hintFor(char: string): Hint | undefined {
  const row = table.find(([, chars]) => chars.includes(char));
  return row && { code: row[0], params: { found: char, use: row[2] } };
}

/** Returns the first such character of `text` outside comments, with its offset. */
export function firstLookalike(text: string): { readonly at: number; readonly hint: Hint } | undefined {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '#' && (at === 0 || /\s/.test(text[at - 1]!))) {
      const end = text.indexOf('\n', at);
      if (end < 0) return undefined;
      at = end;
    }
    const hint = hintFor(text[at]!);
    if (hint) return { at, hint };
  }
  return undefined;
}
