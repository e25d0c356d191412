/** `kubectl completion` */
// Models kubectl/pkg/cmd/completion/completion.go
// Differs: outside the lab's terminal, the scripts complete only the names of commands.
import { type Command, print } from '../../command.ts';
import { usageFailure } from '../../errors/failure.ts';

/** The beginning of cobra's scripts. */
const title = (shell: string): string => `# ${shell} for ${'kubectl'.padEnd(36)} -*- shell-script -*-\n`;

/** Scripts with the names of the commands. */
const scripts: Readonly<Record<string, (names: readonly string[]) => string>> = {
  // The terminal has its own completion: the script only defines the names that scripts and aliases use.
  bash: () =>
    title('bash completion V2') +
    "# The lab's terminal completes kubectl's commands by itself: press Tab.\n" +
    '__start_kubectl() { :; }\ncomplete -o default -F __start_kubectl kubectl\n',
  fish: (names) =>
    title('fish completion') + `complete -c kubectl -n __fish_use_subcommand -f -a '${names.join(' ')}'\n`,
  powershell: (names) =>
    title('powershell completion') +
    "Register-ArgumentCompleter -CommandName 'kubectl' -ScriptBlock {\n" +
    '    param($WordToComplete)\n' +
    `    ${names.map((name) => `'${name}'`).join(', ')} | Where-Object { $_ -like "$WordToComplete*" }\n}\n`,
  zsh: (names) =>
    '#compdef kubectl\ncompdef _kubectl kubectl\n\n' +
    title('zsh completion') +
    `_kubectl() { _arguments '1: :(${names.join(' ')})' '*: :_files' }\n`,
};

const shells = Object.keys(scripts);

/** @param names Names of all commands of kubectl. */
export const completionOf = (names: () => readonly string[]): Command => ({
  name: 'completion',
  local: true,
  short: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
  usage: 'SHELL',
  examples: '# Load the kubectl completion code for bash into the current shell\nsource <(kubectl completion bash)\n',
  completes: 'none',
  *run({ args: [shell, ...more], path }) {
    if (shell === undefined) throw usageFailure(path, 'Shell not specified.');
    if (more.length > 0) throw usageFailure(path, 'Too many arguments. Expected only the shell type.');
    if (!shells.includes(shell)) throw usageFailure(path, `Unsupported shell type ${JSON.stringify(shell)}.`);
    yield print(scripts[shell]!(names()));
    return 0;
  },
});
