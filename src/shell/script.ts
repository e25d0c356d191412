/** What just-bash reads a text as, and the hidden names by which what is made of it speaks to its commands. */
import type { Bash } from 'just-bash/browser';

export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
export type Pipeline = Statement['pipelines'][number];
export type CommandNode = Pipeline['commands'][number];
export type SimpleCommand = Extract<CommandNode, { type: 'SimpleCommand' }>;
export type Compound = Exclude<CommandNode, SimpleCommand | { type: 'FunctionDef' }>;
export type FunctionDefinition = Extract<CommandNode, { type: 'FunctionDef' }>;
export type Redirection = SimpleCommand['redirections'][number];
export type Word = NonNullable<SimpleCommand['name']>;

/** Set for a command that may print to the terminal by itself, chunk by chunk: to `out`, or to `out` and `err`. */
export const terminalVariable = 'LAB_TERMINAL';
/** Set for a command that goes on and on in front of filters: what each piece of its output goes through. */
export const filterVariable = 'LAB_FILTER';
/** `wait`, which the shell's own would answer before anybody else. */
export const waitCommand = 'lab-wait';
