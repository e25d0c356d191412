/** `kubectl port-forward`: checked as kubectl does, and refused, as there is no network beside the cluster's. */
// Models kubectl/pkg/cmd/portforward/portforward.go
import type { Command } from '../command.ts';
import { podOf } from '../containers.ts';
import { failure, usageFailure } from '../failure.ts';

export const portForward: Command = {
  name: 'port-forward',
  short: 'Forward one or more local ports to a pod',
  usage: 'TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  flags: [
    { name: 'address', type: 'strings', default: 'localhost', usage: 'Addresses to listen on (comma separated).' },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '1m0s',
      usage: 'How long to wait until a pod is running',
    },
  ],
  completes: 'pods',
  *run(parsed, env) {
    const { args, path } = parsed;
    if (args.length < 2) throw usageFailure(path, 'TYPE/NAME and list of ports are required for port-forward');
    const { metadata, status } = podOf(args[0]!, parsed, env);
    for (const pair of args.slice(1)) {
      if (!/^(\d*:)?[\w-]+$/.test(pair)) throw failure(`invalid port format '${pair}'`);
    }
    if (status.phase !== 'Running') {
      throw failure(`unable to forward port because pod is not running. Current status=${status.phase}`);
    }
    throw failure(
      `the lab has no network outside the cluster; ask from inside it: kubectl exec ${metadata.name} -- curl localhost`,
    );
  },
};
