/** Lines as they are copied from documentation: with prompts, comments, and sample output between the commands. */

const prompt = /^\s*\$( |$)/;
/** A prompt is easily forgotten; that output begins like this is not known of any command. */
const command = /^kubectl /;

/** Takes the lines one by one, as which of them count depends on whether a command is complete. */
export interface PastedLine {
  readonly text: string;
  /** Comments, empty lines and sample output are left out, unless a command goes on with them. */
  readonly skip: boolean;
  /** As it stands, for a command that goes on. */
  readonly raw: string;
}

/**
 * Returns the lines, or `undefined` if there are more than `most`. When any of several lines has a prompt (`$ `), those
 * without one are what the commands printed, as a rule.
 */
export function pastedLines(text: string, most: number): PastedLine[] | undefined {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    // Spaces that pages use for layout are none to a shell.
    .map((line) => line.replace(/[\u00a0\u2007\u202f]/g, ' '));
  if (lines.length > most) return undefined;
  const prompted = lines.some((line) => prompt.test(line));
  return lines.map((raw) => ({
    raw: raw.replace(prompted ? /^> / : /^(?!)/, ''),
    text: raw.replace(prompt, ''),
    skip: lines.length > 1 && (prompted ? !prompt.test(raw) && !command.test(raw) : /^\s*(#|$)/.test(raw)),
  }));
}
