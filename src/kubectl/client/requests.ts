/**
 * Requests to the machine that kubectl runs on: open an editor, run a command in a container, copy files, listen at a
 * port. A command yields the request and continues with the answer; without one it reports an error.
 */

import type { FieldDocs } from '../explain/field-docs.ts';

export interface InContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** True to pass piped input on. */
  readonly stdin: boolean;
  /** True for a terminal: interactive, with a prompt. */
  readonly tty: boolean;
}

/** A path on this machine, or in a container. */
export interface CopyPlace {
  readonly path: string;
  readonly in?: Pick<InContainer, 'namespace' | 'pod' | 'container'>;
}

export type Request =
  /** Runs the user's editor on a temporary file; answered with `text` and `path`, or with `error`. */
  | { readonly type: 'edit'; readonly prefix: string; readonly suffix: string; readonly text: string }
  /** Removes a file; the answer has no content. */
  | { readonly type: 'remove'; readonly path: string }
  /** Answered with `exit`; the machine prints the command's output. */
  | ({ readonly type: 'exec'; readonly command: readonly string[] } & InContainer)
  /** Connects the user's terminal to the container's main process; answered with `exit` when it is left. */
  | ({ readonly type: 'attach' } & InContainer)
  /**
   * Listens at a port of this machine (0 for any free one) until the command ends, and forwards requests to a port of
   * the Pod. Answered with `port`, or with `error` in the words of the operating system.
   */
  | {
      readonly type: 'listen';
      readonly address: string;
      readonly port: number;
      readonly namespace: string;
      readonly pod: string;
      readonly remote: number;
    }
  /** Waits until a connection to the Pod fails, or the Pod is gone or has ended. */
  | { readonly type: 'forward'; readonly namespace: string; readonly pod: string }
  /** Answered with `docs`. */
  | { readonly type: 'fieldDocs' }
  /** Answered with `error` if there is no such file, otherwise without content. */
  | { readonly type: 'copy'; readonly from: CopyPlace; readonly to: CopyPlace };

export interface Answer {
  readonly text?: string;
  readonly path?: string;
  readonly exit?: number;
  readonly docs?: FieldDocs;
  readonly port?: number;
  /** In kubectl's words, without `error: `. */
  readonly error?: string;
}
