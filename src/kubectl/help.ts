/** Output of `--help`. */
// Models kubernetes/staging/src/k8s.io/kubectl/pkg/util/templates
import type { Command } from './command.ts';
import type { FlagSpec } from './flags/flags.ts';
import { globalFlags } from './flags/global-flags.ts';
import { commandGroups } from './verbs/index.ts';

const more = (path: string): string =>
  `Use "${path} <command> --help" for more information about a given command.\n` + optionsHint;
const optionsHint = 'Use "kubectl options" for a list of global command-line options (applies to all commands).\n';

export function rootHelp(): string {
  const rootPadding = paddingOf(commandGroups.flatMap(({ commands }) => commands));
  const groups = commandGroups.map(({ title, commands }) => `${title}:\n${commandList(commands, rootPadding)}`);
  return (
    'kubectl controls the Kubernetes cluster manager.\n\n' +
    ' Find more information at: https://kubernetes.io/docs/reference/kubectl/\n\n' +
    `${groups.join('\n')}\nUsage:\n  kubectl [flags] [options]\n\n${more('kubectl')}`
  );
}

export function commandHelp(command: Command, path: string): string {
  const { long, short, examples, flags = [], subcommands, usage } = command;
  const tail = ` ${usage ?? (subcommands ? 'SUBCOMMAND' : '')}`.trimEnd();
  const options = flags.filter(
    ({ hidden, deprecated, absent }) => hidden === undefined && deprecated === undefined && absent === undefined,
  );
  return [
    `${long ?? `${short}.`}\n`,
    ...(examples === undefined ? [] : [`Examples:\n${examples.trimEnd().replace(/^(?=.)/gm, '  ')}\n`]),
    ...(subcommands === undefined ? [] : [`Available Commands:\n${commandList(subcommands, paddingOf(subcommands))}`]),
    ...(options.length === 0 ? [] : [`Options:\n${optionList(options)}`]),
    `Usage:\n  ${path}${tail} [options]\n`,
    subcommands === undefined ? optionsHint : more(path),
  ].join('\n');
}

export const globalOptions = (): string =>
  `The following options can be passed to any command:\n\n${optionList(globalFlags)}`;

/** Names are padded to the longest one, and to a minimum width. */
const paddingOf = (commands: readonly Command[]): number =>
  Math.max(11, ...commands.map(({ name }) => name.length)) + 2;

const commandList = (commands: readonly Command[], width: number): string =>
  commands.map(({ name, short }) => `  ${name.padEnd(width)} ${short}\n`).join('');

function optionList(flags: readonly FlagSpec[]): string {
  const sorted = [...flags].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map((flag) => `    ${optionHead(flag)}:\n\t${flag.usage}\n`).join('\n');
}

function optionHead({ name, short, type, default: value }: FlagSpec): string {
  const shown =
    type === 'strings' || type === 'pairs' ? '[]' : type === 'string' ? `'${value ?? ''}'` : (value ?? zero[type]);
  return `${short === undefined ? '' : `-${short}, `}--${name}=${shown}`;
}

const zero = { bool: 'false', int: '0', duration: '0s' } as const;
