/**
 * Input of commands. just-bash passes a command its input when it begins. Typed input is represented by a mark, and the
 * lines are requested when the command reads them.
 */
import type { CommandContext } from '../commands/terminal-output.ts';

/** Represents the input that is typed until Ctrl-D. */
export const typedMark = '\0lab-typed\0';

/** Returns the same context with some of its properties replaced. Properties that are read lazily stay lazy. */
export function extended<Context extends object, More extends object>(context: Context, more: More): Context & More {
  return Object.create(context, Object.getOwnPropertyDescriptors(more)) as Context & More;
}

/** Reports if the command would read typed input. */
export const isTyped = ({ stdin }: Pick<CommandContext, 'stdin'>): boolean => (stdin as unknown) === typedMark;

/** Returns all of a command's input, typed or not. */
export async function textOfInput(context: Pick<CommandContext, 'stdin' | 'readTyped'>): Promise<string> {
  return isTyped(context) ? ((await context.readTyped?.()) ?? '') : givenInput(context);
}

/** Returns what was piped or redirected into a command: bytes, each a character below 256, are read as text. */
export function givenInput(context: Pick<CommandContext, 'stdin'>): string {
  if (isTyped(context)) return '';
  return new TextDecoder().decode(Uint8Array.from(context.stdin as unknown as string, (char) => char.charCodeAt(0)));
}

/** Returns text as the bytes that just-bash pipes. */
export function bytesOf(text: string): CommandContext['stdin'] {
  const bytes = new TextEncoder().encode(text);
  let result = '';
  for (let at = 0; at < bytes.length; at += 4096) result += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return result as unknown as CommandContext['stdin'];
}
