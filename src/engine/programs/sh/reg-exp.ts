/** Regular expressions in scripts: one that could take exponential time is not run. */
import { NotUnderstood } from './lexer.ts';
import { Bounded } from './streams.ts';

/** Longest text, by the number of unbounded repetitions in the expression. */
const longest = [Infinity, 1_000_000, 1000, 150, 60, 30];

/** Matches a repeated group whose content can match a text in several ways. */
const explosive = /\((?:[^()\\]|\\.)*(?:[+*}|]|\((?:[^()\\]|\\.)*\))(?:[^()\\]|\\.)*\)(?:[+*]|\{)/;

/** @returns the expression, if it is safe to run on the text. */
export function regExpFor(source: string, flags = ''): (text: string) => RegExp {
  if (source.length > 500 || explosive.test(source)) throw new NotUnderstood();
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, flags);
  } catch {
    throw new NotUnderstood();
  }
  const greedy = source.replace(/\\./g, '').match(/[*+]|\{\d+,/g)?.length ?? 0;
  const most = longest[greedy] ?? 20;
  return (text) => {
    if (text.length > most) throw new Bounded();
    return pattern;
  };
}
