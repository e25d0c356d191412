/** Errors of programs in the words, and with the exit codes, of the real programs. */
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';

/** Error texts of the kernel. */
const systemErrors: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EEXIST: 'File exists',
  EFBIG: 'File too large',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
};
const systemError = /\b(E[A-Z]{4,}): [a-z][^\n]*?(?:, \w+)?(?: '[^'\n]*')*(?: -> '[^'\n]*')?$/gm;

/** How just-bash and the JavaScript engine report that a limit was exceeded. */
const boundWords =
  /limit exceeded|size exceeded|exceeds [\w ]*limit|exceeded maximum|exceeded,|maximum depth|too many (iterations|commands|requests)|while being read|accounting|executionLimits|call stack size|Invalid (array|string) length|is not a function|Cannot (read|set) propert/;

/** Reports if the message says that a command exceeded its time or memory. */
export const isBounded = (message: string): boolean => boundWords.test(message);

/** Exit code of a killed process: 128 and the number of SIGKILL, 9. */
export const killed = 137;

/** Result of a program that exceeds its memory: the system kills it and bash reports it. */
export const stopped = (): CommandResult => ({ stdout: '', stderr: 'Killed\n', exitCode: killed });

/** Programs whose usage errors have an exit code other than 1. */
const usageExit: Readonly<Record<string, number>> = {
  ...{ awk: 2, diff: 2, egrep: 2, expr: 2, fgrep: 2, grep: 2, jq: 2, ls: 2, printenv: 2, sort: 2, tree: 1, which: 2 },
};
/** Programs that print only the error, without a usage line. */
const brief = new Set(['alias', 'awk', 'file', 'find', 'printf', 'pwd', 'time', 'unalias', 'expr']);
const usageError =
  /^[\w-]+: (?:invalid option|unrecognized option|option '?-+\w+'? requires|option requires|missing |you must specify|extra operand)/;

interface Rule {
  readonly of: RegExp;
  readonly from: RegExp;
  readonly to: string;
  readonly exit?: number;
}

const missing = 'No such file or directory';
const rule = (of: RegExp, from: RegExp, to: string, exit?: number): Rule => ({
  of,
  from,
  to,
  ...(exit !== undefined && { exit }),
});

/** A message of just-bash and that of the real program. */
const rules: readonly Rule[] = [
  rule(/^ls$/, /^ls: (?!cannot|invalid|unrec)(.+): (No such .*)$/, "ls: cannot access '$1': $2", 2),
  rule(/^(head|tail)$/, /^(\w+): (.+): (No such .*)$/, "$1: cannot open '$2' for reading: $3"),
  rule(/^tac$/, /^tac: (.+): (No such .*)$/, "tac: failed to open '$1' for reading: $2"),
  rule(/^split$/, /^split: (.+): (No such .*)$/, "split: cannot open '$1' for reading: $2"),
  rule(/^sort$/, /^sort: (.+): (No such .*)$/, 'sort: cannot read: $1: $2', 2),
  rule(/^sed$/, /^sed: (.+): (No such .*)$/, "sed: can't read $1: $2", 2),
  rule(/^awk$/, /^awk: (.+): (No such .*)$/, 'awk: cannot open "$1" ($2)', 2),
  rule(/^jq$/, /^jq: (.+): (No such .*)$/, 'jq: error: Could not open file $1: $2', 2),
  rule(/^find$/, /^find: (.+): (No such .*)$/, 'find: ‘$1’: $2'),
  rule(/^find$/, /^find: unknown predicate '(.*)'$/, "find: unknown predicate `$1'"),
  rule(/^(column|rev)$/, /^(\w+): (.+): (No such .*)$/, '$1: cannot open $2: $3'),
  rule(/^strings$/, /^strings: (.+): No such file or directory$/, "strings: '$1': No such file"),
  rule(/^mkdir$/, /^(mkdir: cannot create directory) '(.*)': (.*)$/, '$1 ‘$2’: $3'),
  rule(
    /^chmod$/,
    /^chmod: invalid mode: '(.*)'$/,
    "chmod: invalid mode: ‘$1’\nTry 'chmod --help' for more information.",
  ),
  rule(/^seq$/, /^(seq: invalid .*): '(.*)'$/, "$1: ‘$2’\nTry 'seq --help' for more information."),
  rule(/^sleep$/, /^(sleep: invalid time interval) '(.*)'$/, "$1 ‘$2’\nTry 'sleep --help' for more information."),
  rule(/^[ef]?grep$/, /^grep: invalid regular expression: .*\[[^\]]*$/, 'grep: Unmatched [, [^, [:, [., or [=', 2),
  rule(/^[ef]?grep$/, /^grep: invalid regular expression: .*\(.*$/, 'grep: Unmatched ( or \\(', 2),
  rule(/^[ef]?grep$/, /^grep: missing pattern$/, 'Usage: grep [OPTION]... PATTERNS [FILE]...'),
  rule(
    /^sed$/,
    /^sed: no script specified$/,
    'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...',
  ),
  rule(/^sed$/, /^sed: (?:invalid|unknown) command: ?`?(.)'?$/, "sed: -e expression #1, char 1: unknown command: `$1'"),
  rule(/^awk$/, /^awk: missing program$/, 'usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]', 2),
  rule(/^paste$/, /^usage: paste.*$/, 'paste: missing operand'),
  rule(/^jq$/, /^jq: unrecognized option '(.*)'$|^jq: invalid option -- '(.)'$/, 'jq: Unknown option: $1$2'),
  rule(/^tree$/, /^tree: invalid option -- '(.)'$/, "tree: Invalid argument -`$1'."),
  rule(/^tree$/, /^tree: unrecognized option '(.*)'$/, "tree: Invalid argument `$1'."),
  rule(/^printf$/, /^printf: \[sprintf\] .*$/, "printf: `%': invalid format character"),
];

/** Rewords just-bash's message about a program as the real program words it. */
export async function inToolsWords(
  name: string,
  args: readonly string[],
  result: CommandResult,
  context: CommandContext,
): Promise<CommandResult> {
  if (isBounded(result.stderr)) return { ...stopped(), stdout: result.stdout };
  const about = await missingFile(result.stderr, args, context);
  let { exitCode } = result;
  const folders = await foldersAmong(args, context);
  const lines = result.stderr.replace(/\n$/, '').split('\n');
  const said = lines.map((line) => {
    let text = line.replace(systemError, (_, code: string) => {
      const words = systemErrors[code] ?? 'Input/output error';
      const isNamed = line.includes(`'${about}'`) || line.includes(`‘${about}’`);
      return code === 'ENOENT' && about !== '' && !isNamed ? `${about}: ${missing}` : words;
    });
    for (const { of, from, to, exit } of rules) {
      if (!of.test(name) || !from.test(text)) continue;
      text = text.replace(from, to);
      exitCode = exit ?? exitCode;
    }
    const [, before, named] = /^(\w+: )(.+): No such file or directory$/.exec(text) ?? [];
    if (named !== undefined && folders.has(named)) text = `${before}${named}: Is a directory`;
    if (/^(head|tail): invalid number/.test(line)) return withOperand(text, args);
    if (!usageError.test(line)) return text;
    exitCode = usageExit[name] ?? exitCode;
    return withOperand(text, args) + more(name);
  });
  return { ...result, stderr: `${said.join('\n')}\n`, exitCode };
}

/** Returns the first operand that is not a file, if the message does not name it. */
async function missingFile(stderr: string, args: readonly string[], { fs, cwd }: CommandContext): Promise<string> {
  if (!/ENOENT/.test(stderr)) return '';
  for (const arg of args) {
    if (!arg.startsWith('-') && !(await fs.exists(fs.resolvePath(cwd, arg)))) return arg;
  }
  return '';
}

/** Returns the folders that the arguments name. */
async function foldersAmong(args: readonly string[], { fs, cwd }: CommandContext): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  for (const arg of args) {
    const path = fs.resolvePath(cwd, arg);
    if (!arg.startsWith('-') && (await fs.exists(path)) && (await fs.stat(path)).isDirectory) folders.add(arg);
  }
  return folders;
}

/** `cp a`: the operand after the given one is missing. */
function withOperand(line: string, args: readonly string[]): string {
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const last = operands.at(-1);
  if (/^(head|tail): invalid number of (lines|bytes)$/.test(line)) {
    const given = args.find((arg, i) => /^-[nc]$/.test(args[i - 1] ?? '') || /^-[nc]./.test(arg)) ?? '';
    return `${line}: ‘${given.replace(/^-[nc]/, '')}’`;
  }
  if (/^(cp|mv): missing destination file operand$/.test(line)) {
    return last === undefined ? line.replace('destination ', '') : `${line} after '${last}'`;
  }
  if (/: missing operand after SET1$/.test(line)) return line.replace('SET1', `‘${last}’`);
  if (/: missing (file )?operand$/.test(line) && last !== undefined) return `${line} after '${last}'`;
  return line;
}

/** Returns the line that follows a usage error. */
function more(name: string): string {
  if (brief.has(name)) return '';
  if (/^[ef]?grep$/.test(name))
    return "\nUsage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.";
  if (name === 'diff') return "\ndiff: Try 'diff --help' for more information.";
  if (name === 'jq')
    return '\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq';
  return `\nTry '${name} --help' for more information.`;
}
