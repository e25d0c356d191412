/** `kubectl plugin`: finds none. */
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';

const pluginList: Command = {
  name: 'list',
  local: true,
  short: "List all visible plugin executables on a user's PATH",
  flags: [{ name: 'name-only', type: 'bool', usage: 'If true, display only the binary name of each plugin.' }],
  completes: 'none',
  *run() {
    throw failure('unable to find any kubectl plugins in your PATH');
  },
};

export const plugin: Command = {
  name: 'plugin',
  short: 'Provides utilities for interacting with plugins',
  subcommands: [pluginList],
};
