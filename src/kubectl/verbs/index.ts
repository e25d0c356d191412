/** All commands, in the groups and in the order in which kubectl lists them. */
import type { Command } from '../command.ts';
import { absentCommands } from './absent.ts';
import { readingCommands } from './reading.ts';
import { writingCommands } from './writing.ts';

interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

const order: readonly (readonly [title: string, names: string])[] = [
  ['Basic Commands (Beginner)', 'create expose run set'],
  ['Basic Commands (Intermediate)', 'explain get edit delete'],
  ['Deploy Commands', 'rollout scale autoscale'],
  ['Cluster Management Commands', 'certificate cluster-info top cordon uncordon drain taint'],
  ['Troubleshooting and Debugging Commands', 'describe logs attach exec port-forward proxy cp auth debug events'],
  ['Advanced Commands', 'diff apply patch replace wait kustomize'],
  ['Settings Commands', 'label annotate completion'],
  ['Subcommands provided by plugins', ''],
  ['Other Commands', 'api-resources api-versions config kuberc plugin version'],
];

const byName = new Map(
  [...readingCommands, ...writingCommands, ...absentCommands].map((command) => [command.name, command]),
);

export const commandGroups: readonly CommandGroup[] = order.map(([title, names]) => ({
  title,
  commands: names.split(' ').flatMap((name) => byName.get(name) ?? []),
}));

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands);
