/** `tr` with the escapes that just-bash does not have: `\0`, `\012`, `\a`. */
import type { Refinement } from '../tools/refinement.ts';

const letters: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', v: '\v' };

const unescaped = (set: string): string =>
  set.replace(/\\(?:([0-7]{1,3})|([abfv])|[^])/g, (whole, octal: string | undefined, letter: string | undefined) => {
    if (letter !== undefined) return letters[letter]!;
    if (octal === undefined) return whole;
    const char = String.fromCharCode(parseInt(octal, 8) & 255);
    return /[-\\[]/.test(char) ? `\\${char}` : char;
  });

export const tr: Refinement = (args, context, runTool) => runTool(args.map(unescaped), context);
