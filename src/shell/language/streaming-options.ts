/** Facts about a shell that the rewriting of its scripts needs. */
import type { FunctionDefinition, Script, SimpleCommand } from './script.ts';

export interface StreamingOptions {
  /** Programs that print to the terminal by themselves. */
  readonly streams: (name: string) => boolean;
  /** Looks up an alias. */
  readonly alias: (name: string) => SimpleCommand | undefined;
  /** Reports if the name is a function of this shell. */
  readonly isFunction: (name: string) => boolean;
  /** A script as text. */
  readonly serialize: (script: Script) => string;
  /** Called with each function that the script defines. */
  readonly onFunction: (definition: FunctionDefinition) => void;
  /** Parses a text without rewriting it. */
  readonly parse: (text: string) => Script;
  /** True if the shell has traps that a failure can trigger. */
  readonly watched: boolean;
  /** True for a shell that a person types into: it goes on after an `exec` that fails. */
  readonly interactive: boolean;
  /** True if a loop may run the script. */
  readonly inLoop: boolean;
}
