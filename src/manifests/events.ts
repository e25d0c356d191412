/**
 * The parts of a YAML text, found by js-yaml and yet as leniently as Go's library does: inside brackets and quotes Go
 * asks for no indentation, so a bracket may close below the first letter of the field that it began in.
 */
import { parseEvents, YAMLException } from 'js-yaml';

export type Events = ReturnType<typeof parseEvents>;

export interface ReadEvents {
  readonly events: Events;
  /** The text with the indentation that was missing; the events' offsets are offsets in it. */
  readonly source: string;
  /** The offset in the original text that an offset in `source` stands for. */
  readonly origin: (at: number) => number;
}

/** Deepest nesting of maps and lists that is read; people write some ten levels. */
export const maxDepth = 1000;

/** More lines than people leave without indentation. */
const maxLines = 200;
/** Characters that are read again in all, as each of those lines makes a new beginning. */
export const maxReadAgain = 2 ** 19;
const indentation = ' '.repeat(80);

/**
 * @param onReadAgain Called with the number of characters before each further reading.
 * @throws YAMLException whose `mark.position` is an offset in `text`.
 */
export function readEvents(text: string, onReadAgain?: (characters: number) => void): ReadEvents {
  /** Where lines begin, in `text`, that were given indentation; in ascending order. */
  const indented: number[] = [];
  const origin = (at: number): number => {
    let shift = 0;
    for (const start of indented) {
      if (start + shift >= at) break;
      shift += Math.min(indentation.length, at - start - shift);
    }
    return at - shift;
  };
  let source = text;
  let readAgain = 0;
  for (;;) {
    try {
      return { events: parseEvents(source, { maxDepth }), source, origin };
    } catch (error) {
      if (!(error instanceof YAMLException) || error.mark === undefined) throw error;
      const { position } = error.mark;
      readAgain += position;
      const tooMuch = indented.length === maxLines || readAgain > maxReadAgain;
      if (error.reason !== 'deficient indentation' || tooMuch) {
        throw new YAMLException(error.reason, { ...error.mark, position: origin(position) });
      }
      onReadAgain?.(position);
      const line = source.lastIndexOf('\n', position - 1) + 1;
      indented.push(origin(line));
      source = source.slice(0, line) + indentation + source.slice(line);
    }
  }
}
