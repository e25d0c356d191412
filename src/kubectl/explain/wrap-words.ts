/**
 * Wraps lines between words. Line breaks and spaces within a line stay; the spaces at a wrap are removed, and a word as
 * long as a line stays where it is.
 */
// Models github.com/mitchellh/go-wordwrap
export function wrapWords(text: string, max: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, max))
    .join('\n');
}

function wrapLine(line: string, max: number): string {
  const lines: string[] = [];
  let current = '';
  for (const [, space = '', word = ''] of line.matchAll(/([^\S\u00a0]*)([\S\u00a0]*)/gu)) {
    if (word === '') {
      // Spaces at the end of a line are kept if they fit.
      if (length(current + space) <= max) current += space;
      continue;
    }
    // The wrap is decided character by character, so a word that reaches the limit with its last character still moves.
    const moves = length(current + space) + Math.min(length(word), max - 1) > max;
    if (moves) lines.push(current);
    current = moves ? word : current + space + word;
  }
  return [...lines, current].join('\n');
}

const length = (text: string): number => [...text].length;
