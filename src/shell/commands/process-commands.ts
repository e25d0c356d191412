/** Programs that start other programs. Each of these runs in its own shell and prints while it runs. */
import { type Command, defineCommand } from 'just-bash/browser';
import { commandLine } from '../language/quoting.ts';
import { givenInput } from '../session/input.ts';
import { type Host, noFork, signalOf } from './host.ts';
import { timeoutCommand } from './timeout-command.ts';
import { type CommandContext, CommandOutput, type CommandResult } from './terminal-output.ts';
import { xargsCommand } from './xargs-command.ts';

const notFound = 127;
export const bashVersion = '5.2.37(1)-release (x86_64-pc-linux-gnu)';

export function processCommands(host: Host): Command[] {
  return [
    timeoutCommand(host),
    xargsCommand(host),
    defineCommand('env', (args, context) => env(args, context, host)),
    ...['nohup', 'nice', 'stdbuf', 'setsid'].map((name) =>
      defineCommand(name, (args, context) => start(name, args, context, host)),
    ),
    ...['bash', 'sh'].map((name) => defineCommand(name, (args, context) => shell(name, args, context, host))),
  ];
}

/** Runs a script in a shell of its own. */
async function runScript(
  script: string,
  stdin: string,
  context: CommandContext,
  host: Host,
  name?: string,
): Promise<CommandResult> {
  const output = new CommandOutput(context);
  const process = host.spawn(context, output, undefined, name);
  if (process === undefined) return output.result(noFork);
  return output.result(await process.run(script, stdin, signalOf(context)));
}

/** `nohup kubectl get pods -w`: returns the command after the program's own options. */
async function start(
  name: string,
  args: readonly string[],
  context: CommandContext,
  host: Host,
): Promise<CommandResult> {
  const at = args.findIndex((arg, i) => !arg.startsWith('-') && !(name === 'nice' && args[i - 1] === '-n'));
  const failed = (stderr: string, exitCode: number): CommandResult => ({ stdout: '', stderr, exitCode });
  if (at < 0) return failed(`${name}: missing operand\nTry '${name} --help' for more information.\n`, 125);
  const words = args.slice(at);
  const output = new CommandOutput(context);
  const process = host.spawn(context, output);
  if (process === undefined) return output.result(noFork);
  if (!(await process.has(words[0]!))) {
    return failed(`${name}: failed to run command '${words[0]}': No such file or directory\n`, notFound);
  }
  return output.result(await process.run(commandLine(words), givenInput(context), signalOf(context)));
}

/** `env -i X=1 command`; without a command, prints the exported variables. */
async function env(args: readonly string[], context: CommandContext, host: Host): Promise<CommandResult> {
  const variables = new Map(host.exported(context));
  let at = 0;
  for (; at < args.length && args[at]!.startsWith('-'); at++) {
    const arg = args[at]!;
    if (arg === '-i' || arg === '-' || arg === '--ignore-environment') variables.clear();
    else if (/^(-u|--unset=)./.test(arg)) variables.delete(arg.replace(/^(-u|--unset=)/, ''));
    else if (arg === '-u' || arg === '--unset') variables.delete(args[++at] ?? '');
    else if (arg === '--') {
      at++;
      break;
    } else {
      const stderr = `env: invalid option -- '${arg.replace(/^-+/, '')[0] ?? ''}'\nTry 'env --help' for more information.\n`;
      return { stdout: '', stderr, exitCode: 125 };
    }
  }
  for (; /^[^=]+=/.test(args[at] ?? ''); at++) {
    const [name = '', ...value] = args[at]!.split('=');
    variables.set(name, value.join('='));
  }
  const words = args.slice(at);
  if (words.length === 0) {
    const lines = [...variables].map(([name, value]) => `${name}=${value}\n`);
    return { stdout: lines.join(''), stderr: '', exitCode: 0 };
  }
  const output = new CommandOutput(context);
  const process = host.spawn(context, output, Object.fromEntries(variables));
  if (process === undefined) return output.result(noFork);
  if (!(await process.has(words[0]!))) {
    output.err(`env: '${words[0]}': No such file or directory\n`);
    return output.result(notFound);
  }
  return output.result(await process.run(commandLine(words), givenInput(context), signalOf(context)));
}

/** `bash -euo pipefail -c 'script' name value`, `sh file value`, or a script from standard input. */
async function shell(
  name: string,
  args: readonly string[],
  context: CommandContext,
  host: Host,
): Promise<CommandResult> {
  const options: string[] = [];
  let at = 0;
  let [isText, isInput] = [false, false];
  for (; at < args.length && /^[-+]./.test(args[at]!); at++) {
    const arg = args[at]!;
    if (arg === '--') {
      at++;
      break;
    }
    if (arg === '--version' && name === 'bash') {
      return { stdout: `GNU bash, version ${bashVersion}\n`, stderr: '', exitCode: 0 };
    }
    if (arg.startsWith('--')) continue;
    if (arg.includes('c')) isText = true;
    if (arg.includes('s')) isInput = true;
    const letters = arg.slice(1).replace(/[^abefhkmnptuvxBCEHPT]/g, '');
    if (letters !== '') options.push(`set ${arg[0]}${letters}`);
    if (arg.includes('o')) options.push(`set ${arg[0]}o ${commandLine([args[++at] ?? ''])}`);
  }
  const words = args.slice(at);
  const failed = (reason: string, exitCode: number): CommandResult => ({
    stdout: '',
    stderr: `${name}: ${reason}\n`,
    exitCode,
  });
  if (isText && words.length === 0) return failed('-c: option requires an argument', 2);
  const begin = (parameters: readonly string[], script: string): string =>
    [...options, ...(parameters.length > 0 ? [`set -- ${commandLine(parameters)}`] : []), script].join('\n');
  if (isText) return runScript(begin(words.slice(2), words[0]!), givenInput(context), context, host, words[1] ?? name);
  const [file, ...parameters] = words;
  if (isInput || file === undefined) return runScript(begin(words, givenInput(context)), '', context, host, name);
  const { fs, cwd } = context;
  const path = fs.resolvePath(cwd, file);
  if (!(await fs.exists(path))) return failed(`${file}: No such file or directory`, notFound);
  if ((await fs.stat(path)).isDirectory) return failed(`${file}: Is a directory`, 126);
  return runScript(
    begin(parameters, withoutShebang(await fs.readFile(path))),
    givenInput(context),
    context,
    host,
    file,
  );
}

/** Runs a file that is called by its path. */
export async function runFile(args: readonly string[], context: CommandContext, host: Host): Promise<CommandResult> {
  const [file = '', ...parameters] = args;
  const failed = (reason: string, exitCode: number): CommandResult => ({
    stdout: '',
    stderr: `bash: ${file}: ${reason}\n`,
    exitCode,
  });
  const { fs, cwd } = context;
  const path = fs.resolvePath(cwd, file);
  if (!(await fs.exists(path))) return failed('No such file or directory', notFound);
  const { isDirectory, mode } = await fs.stat(path);
  if (isDirectory) return failed('Is a directory', 126);
  if ((mode & 0o111) === 0) return failed('Permission denied', 126);
  const begin = parameters.length > 0 ? `set -- ${commandLine(parameters)}\n` : '';
  return runScript(begin + withoutShebang(await fs.readFile(path)), givenInput(context), context, host, file);
}

const withoutShebang = (script: string): string => script.replace(/^#!.*/, '');
