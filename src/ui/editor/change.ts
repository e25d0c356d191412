/** The smallest replacement that turns one text into another: what lies outside keeps its caret, folds and marks. */
export interface TextChange {
  /** Offset of the first character that goes. */
  readonly from: number;
  /** Offset behind the last one that goes. */
  readonly to: number;
  /** The replacement. */
  readonly text: string;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const splitsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));

/** `null` when there is nothing to change. */
export function changeBetween(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  // A character outside of the basic plane is two code units; half of one is no text.
  if (splitsPair(before, start) || splitsPair(after, start)) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end--;
  return { from: start, to: before.length - end, text: after.slice(start, after.length - end) };
}
