/** Handles lines that are copied from documentation, with prompts, comments, and sample output between the commands. */

const prompt = /^\s*\$( |$)/;
/** People often leave out a prompt; no command's output is known to begin like this. */
const command = /^kubectl /;

/** Processes lines one by one, because which of them count depends on whether a command is complete. */
export interface PastedLine {
  readonly text: string;
  /** True if comments, empty lines and sample output are left out; false while a command continues. */
  readonly skip: boolean;
  /** The line as it is, for a command that continues. */
  readonly raw: string;
}

/**
 * Returns the lines, or `undefined` if there are more than `most`. If any of several lines has a prompt (`$ `), lines
 * without one are treated as output.
 */
export function pastedLines(text: string, most: number): PastedLine[] | undefined {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    // A shell does not treat the layout spaces of web pages as blanks.
    .map((line) => line.replace(/[\u00a0\u2007\u202f]/g, ' '));
  if (lines.length > most) return undefined;
  const prompted = lines.some((line) => prompt.test(line));
  return lines.map((raw) => ({
    raw: raw.replace(prompted ? /^> / : /^(?!)/, ''),
    text: raw.replace(prompt, ''),
    skip: lines.length > 1 && (prompted ? !prompt.test(raw) && !command.test(raw) : /^\s*(#|$)/.test(raw)),
  }));
}
