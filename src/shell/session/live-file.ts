/** Files that programs fill while they run: what a stopped program has written stays. */
import type { CommandContext, Print, TerminalStreams } from '../commands/terminal-output.ts';

/** The file that a redirection has opened for the next program. */
export class LiveFile {
  #path: string | undefined;

  readonly open = (path: string): void => void (this.#path = path);

  take(): string | undefined {
    const path = this.#path;
    this.#path = undefined;
    return path;
  }
}

interface Filling {
  /** @param err True if the errors that do not go into the file belong in the terminal. */
  terminal(err: boolean): TerminalStreams;
  /** Resolves when everything is in the file. */
  written(): Promise<void>;
}

/** @param both True if the file gets the errors, too. */
export function filling(path: string, { fs }: Pick<CommandContext, 'fs'>, print: Print, both: boolean): Filling {
  let written = Promise.resolve();
  const write = (text: string): void => {
    // When the disk is full, the rest is lost.
    written = written.then(() => fs.appendFile(path, text)).catch(() => undefined);
  };
  return {
    terminal: (err) => ({
      out: true,
      err: both || err,
      file: true,
      print: (stream, text) => (both || stream === 'stdout' ? write(text) : print(stream, text)),
    }),
    written: () => written,
  };
}
