/** `kubectl completion` */
// Models kubectl/pkg/cmd/completion/completion.go
import { type Command, print } from '../../command.ts';
import { failure, usageFailure } from '../../errors/failure.ts';

const shells = ['bash', 'fish', 'powershell', 'zsh'];

/** The terminal completes by itself: the script only makes known what scripts and aliases refer to. */
const script = `# bash completion for kubectl
# The lab's terminal completes kubectl's commands by itself: press Tab.
__start_kubectl() { :; }
complete -o default -F __start_kubectl kubectl
`;

export const completion: Command = {
  name: 'completion',
  short: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
  usage: 'SHELL',
  examples: '# Load the kubectl completion code for bash into the current shell\nsource <(kubectl completion bash)\n',
  completes: 'none',
  *run({ args: [shell, ...more], path }) {
    if (shell === undefined) throw usageFailure(path, 'Shell not specified.');
    if (more.length > 0) throw usageFailure(path, 'Too many arguments. Expected only the shell type.');
    if (!shells.includes(shell)) throw usageFailure(path, `Unsupported shell type ${JSON.stringify(shell)}.`);
    if (shell !== 'bash') throw failure(`the lab's terminal is bash: source <(kubectl completion bash)`);
    yield print(script);
    return 0;
  },
};
