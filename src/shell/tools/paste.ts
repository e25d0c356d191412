/** `paste -sd+`: combined options, and standard input if no file is named. */
import type { Refinement } from './refinement.ts';

export const paste: Refinement = (args, context, run) => {
  const [options, files]: [string[], string[]] = [[], []];
  for (let at = 0; at < args.length; at++) {
    const [, serial, attached] = /^-(s?)d(.*)$/s.exec(args[at]!) ?? [];
    const long = /^--delimiters=(.*)$/s.exec(args[at]!)?.[1];
    if (attached !== undefined) options.push(...(serial === 's' ? ['-s'] : []), '-d', attached || (args[++at] ?? ''));
    else if (long !== undefined) options.push('-d', long);
    else if (/^-./.test(args[at]!)) options.push(args[at]!);
    else files.push(args[at]!);
  }
  return run([...options, ...(files.length === 0 ? ['-'] : files)], context);
};
