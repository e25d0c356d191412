/** `nc -z`: whether somebody listens at a port. */
import { addressOf } from './http-tools.ts';
import { options } from './options.ts';
import { outcome, type Tool } from './program-host.ts';
import { NotUnderstood } from './sh/lexer.ts';

export const nc: Tool = (args, place) => {
  const { given, words } = options(args, 'wpsiq');
  const [name = '', port = ''] = words;
  // Sending and listening are beyond the lab.
  if (!given.has('z') || given.has('l')) throw new NotUnderstood();
  const address = addressOf(place, name);
  if (address === undefined) return outcome('', 1, `nc: bad address '${name}'\n`);
  const open = place.listens(address, Number(port));
  if (!given.has('v')) return outcome('', open ? 0 : 1);
  return outcome(
    '',
    open ? 0 : 1,
    open ? `${name} (${address}:${port}) open\n` : `nc: ${name} (${address}:${port}): Connection refused\n`,
  );
};
