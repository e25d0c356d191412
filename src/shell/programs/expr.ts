/** `expr STRING : REGEX` with basic regular expressions; just-bash takes extended ones. */
import type { Refinement } from '../tools/refinement.ts';

/** Returns a basic regular expression as an extended one: `\\(` is a group, `(` stands for itself. */
function extendedOf(basic: string): string {
  return basic.replace(/\[[!^]?\]?[^\]]*\]|\\([^])|([(){}|+?])/g, (whole, escaped?: string, plain?: string) => {
    if (plain !== undefined) return `\\${plain}`;
    return escaped !== undefined && '(){}|+?'.includes(escaped) ? escaped : whole;
  });
}

export const expr: Refinement = (args, context, run) => {
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    // Both forms match from the beginning of the string.
    if (word === 'match' && at + 2 < args.length) words.push(args[++at]!, ':', extendedOf(args[++at]!));
    else if (word === ':' && at > 0 && at + 1 < args.length) words.push(word, extendedOf(args[++at]!));
    else words.push(word);
  }
  return run(words, context);
};
