/** Shell patterns. A backslash escapes a character. */
import { regExpFor } from './reg-exp.ts';

const special = /[\\*?[\]]/g;

export const escaped = (text: string): string => text.replace(special, '\\$&');
export const unescaped = (pattern: string): string => pattern.replace(/\\([^])/g, '$1');
export const isPattern = (text: string): boolean => /(?:^|[^\\])(?:\\\\)*[*?[]/.test(text);

/** @param lazy True to match as little as possible. */
export function sourceOf(pattern: string, lazy = false): string {
  return pattern.replace(
    /\\([^])|\*+|\?|\[(!|\^)?(\]?[^\]]*)\]|([.+^${}()|/[\]])/g,
    (all: string, literal?: string, not?: string, set?: string, plain?: string) => {
      if (literal !== undefined) return literal.replace(/\W/, '\\$&');
      if (plain !== undefined) return `\\${plain}`;
      if (set !== undefined) return `[${not === undefined ? '' : '^'}${set.replace(/[\\\]]/g, '\\$&')}]`;
      return all === '?' ? '[^]' : `[^]*${lazy ? '?' : ''}`;
    },
  );
}

/** Returns a function that checks if a text matches the whole pattern. */
export function matching(pattern: string): (text: string) => boolean {
  const regExp = regExpFor(`^(?:${sourceOf(pattern)})$`);
  return (text) => regExp(text).test(text);
}
