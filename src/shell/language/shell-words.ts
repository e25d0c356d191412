/** Words the shell's messages as bash does, without just-bash's own words and the names of hidden commands. */
import { isBounded } from '../tools/tool-words.ts';

/** Programs that just-bash knows but does not support in a page. */
export const notInPage: ReadonlySet<string> = new Set(['tar', 'yq', 'xan', 'sqlite3', 'python3', 'python']);

/** Message for a line that exceeded a limit. */
function boundInWords(line: string): string {
  if (/call depth|function nesting|recursion/.test(line)) {
    const [, name = 'function'] = /bash: ([^:]+): maximum (?:recursion|function nesting)/.exec(line) ?? [];
    return `bash: ${name}: maximum function nesting level exceeded`;
  }
  if (/depth/.test(line)) return 'bash: fork: retry: Resource temporarily unavailable';
  const [, bytes] = /(?:length|size|width|input|live byte) limit exceeded \((\d+) bytes\)/.exec(line) ?? [];
  return bytes === undefined ? 'Killed' : `bash: xrealloc: cannot allocate ${bytes} bytes`;
}

/** A syntax error, which the parser describes with its position. */
function syntaxInWords(message: string): string {
  if (/got EOF|unexpected end/i.test(message)) return 'bash: syntax error: unexpected end of file';
  const [, near] =
    /(?:syntax error near unexpected token|unexpected token|unexpected argument) [`']?(.*?)'?(?:$| )/.exec(message) ??
    [];
  if (near !== undefined) return `bash: syntax error near unexpected token \`${near}'`;
  if (/unexpected EOF while looking for matching/.test(message)) return `bash: ${message}`;
  if (/bad substitution|not a valid identifier|unterminated here-document/.test(message)) return `bash: ${message}`;
  if (isBounded(message) || /too many|Maximum/.test(message)) return 'Killed';
  return "bash: syntax error near unexpected token `newline'";
}

/** Rewords just-bash's message as bash words it. */
export const bashWords = (text: string): string =>
  text
    .replace(/\blab-(?:out|in)-(?=\S)/g, '')
    .replace(/^(?:bash: )?(?:.*?: )?(?:syntax error: )?Parse error at \d+:\d+: (.*)$/gm, (_, message: string) =>
      syntaxInWords(message),
    )
    .replace(/^(bash: [^:\n]+): command not available in browser environments\..*$/gm, '$1: command not found')
    .replace(
      /^(set: usage: ).*(?:\nOptions:(?:\n {2}.*)*)?/gm,
      '$1set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]',
    )
    .replace(/^((?:bash: )?set: .*: invalid option name\n)set: usage: .*\n?/gm, '$1')
    .replace(/^(?:bash: )?printf: usage: .*$/gm, 'printf: usage: printf [-v var] format [arguments]')
    .replace(/^bash: shift: shift count out of range\n?/gm, '')
    .replace(/^(shopt|\[|alias|unalias|hash|printf)(?!: usage): /gm, 'bash: $1: ')
    .replace(/^bash: typeset: `([^'=]+)': not a valid/gm, "bash: declare: `$1': not a valid")
    .replace(/^bash: cd: \/home\/user: .*$/gm, 'bash: cd: OLDPWD not set')
    .split('\n')
    .map((line) => (isBounded(line) ? boundInWords(line) : line))
    .join('\n');
