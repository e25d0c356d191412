/** Fits texts into the available room. */
import type { Face } from './drawing.ts';

/** Width of a text (px). */
export type Measure = (text: string, face: Face, size: number) => number;

/** A character after which a line may be broken: Chinese has no spaces. */
const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
/** They never begin a line. */
const closing = /^[，。；：、）》」』！？,.;:)\]}…]/u;

/** Returns as much of a text as fits into `width`, with an ellipsis for the rest. */
export function fit(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const characters = [...text];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${characters.slice(0, middle).join('')}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

/** Returns the pieces between which a text may be broken; spaces stay at the end of a piece. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const word of text.split(/(?<= )/)) {
    let piece = '';
    for (const character of word) {
      const breaks = piece !== '' && !closing.test(character) && (wide.test(character) || wide.test(piece.at(-1)!));
      if (breaks) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
    if (piece !== '') pieces.push(piece);
  }
  return pieces;
}

/** Returns a text in at most `most` lines of `width`; the last one is cut. */
export function wrap(text: string, width: number, most: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const pieces = piecesOf(text);
  for (const [i, piece] of pieces.entries()) {
    if (line === '' || measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (lines.length === most - 1) {
      line += pieces.slice(i).join('');
      break;
    }
    lines.push(line);
    line = piece;
  }
  if (line !== '') lines.push(line);
  return lines.map((one) => fit(one.trimEnd(), width, measure));
}
