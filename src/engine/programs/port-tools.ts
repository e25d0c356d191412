/** `nc`: its usage, and `nc -z`, which checks if a port is open. */
import { addressOf } from './http-tools.ts';
import { options } from './options.ts';
import { outcome, type Tool } from './program-host.ts';
import { NotUnderstood } from './sh/lexer.ts';

/** The usage text of BusyBox in the image busybox:1.28, printed if host or port is missing. */
const usage = `BusyBox v1.28.4 (2018-05-22 17:00:17 UTC) multi-call binary.

Usage: nc [OPTIONS] HOST PORT  - connect
nc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen

\t-e PROG\tRun PROG after connect (must be last)
\t-l\tListen mode, for inbound connects
\t-lk\tWith -e, provides persistent server
\t-p PORT\tLocal port
\t-s ADDR\tLocal address
\t-w SEC\tTimeout for connects and final net reads
\t-i SEC\tDelay interval for lines sent
\t-n\tDon't do DNS resolution
\t-u\tUDP mode
\t-v\tVerbose
\t-o FILE\tHex dump traffic
\t-z\tZero-I/O mode (scanning)
`;

export const nc: Tool = (args, place) => {
  const { given, words } = options(args, 'wpsiqeo');
  const [name = '', port = ''] = words;
  // Listening is not simulated: the container runs until it is stopped.
  if (given.has('l')) throw new NotUnderstood();
  if (name === '' || port === '') return outcome('', 1, usage);
  const address = addressOf(place, name);
  if (address === undefined) return outcome('', 1, `nc: bad address '${name}'\n`);
  const open = place.listens(address, Number(port));
  // Data over a connection is not simulated either; the connection lasts until the other side closes it.
  if (open && !given.has('z')) throw new NotUnderstood();
  if (!given.has('v')) return outcome('', open ? 0 : 1);
  return outcome(
    '',
    open ? 0 : 1,
    open ? `${name} (${address}:${port}) open\n` : `nc: ${name} (${address}:${port}): Connection refused\n`,
  );
};
