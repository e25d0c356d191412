/** `kubectl set` */
import type { Command } from '../../command.ts';
import { setEnv } from './set/env.ts';
import { setImage } from './set/image.ts';
import { setResources } from './set/resources.ts';
import { setSelector, setServiceAccount, setSubject } from './set/selector.ts';

export const set: Command = {
  name: 'set',
  short: 'Set specific features on objects',
  long: 'Configure application resources.\n\n These commands help you make changes to existing application resources.',
  subcommands: [setEnv, setImage, setResources, setSelector, setServiceAccount, setSubject],
};
