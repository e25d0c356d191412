/** Regular expressions that scripts bring along: one that would take for ever is not tried. */
import { NotUnderstood } from './lexer.ts';
import { Bounded } from './streams.ts';

/** How long a text may be, by the number of parts of the expression that match as much as they like. */
const longest = [Infinity, 1_000_000, 1000, 150, 60, 30];

/** A group that is repeated and whose content can match a text in several ways. */
const explosive = /\((?:[^()\\]|\\.)*(?:[+*}|]|\((?:[^()\\]|\\.)*\))(?:[^()\\]|\\.)*\)(?:[+*]|\{)/;

/** @returns the expression, for a text that it can be tried on. */
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
