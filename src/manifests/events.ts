/**
 * Finds the parts of a YAML text with js-yaml, but as leniently as Go's library: inside brackets and quotes Go requires
 * no indentation, so a closing bracket may be to the left of the field that contains it.
 */
import { parseEvents, YAMLException } from 'js-yaml';

export type Events = ReturnType<typeof parseEvents>;

export interface ReadEvents {
  readonly events: Events;
  /** The text with the missing indentation added; the events' offsets refer to it. */
  readonly source: string;
  /** Returns the offset in the original text for an offset in `source`. */
  readonly origin: (at: number) => number;
}

/** Deepest nesting of maps and lists that is read. Real manifests have about ten levels. */
export const maxDepth = 1000;

/** Largest number of lines to which indentation is added. */
const maxLines = 200;
/** Largest number of characters that are parsed again in total: each added indentation restarts the parser. */
export const maxReadAgain = 2 ** 19;
const indentation = ' '.repeat(80);

/**
 * Parses the text into events.
 * @param onReadAgain Called before each further parse with its number of characters.
 * @throws YAMLException whose `mark.position` is an offset in `text`.
 */
export function readEvents(text: string, onReadAgain?: (characters: number) => void): ReadEvents {
  /** Offsets in `text` of the lines to which indentation was added, ascending. */
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
