/** `kubectl proxy`: parses its flags; the lab has no network outside the cluster. */
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';

export const proxy: Command = {
  name: 'proxy',
  short: 'Run a proxy to the Kubernetes API server',
  usage: '[--port=PORT]',
  flags: [
    { name: 'accept-hosts', type: 'string', usage: 'Hosts that the proxy should accept.' },
    { name: 'accept-paths', type: 'string', usage: 'Paths that the proxy should accept.' },
    { name: 'address', type: 'string', default: '127.0.0.1', usage: 'The IP address on which to serve on.' },
    { name: 'api-prefix', type: 'string', default: '/', usage: 'Prefix to serve the proxied API under.' },
    { name: 'append-server-path', type: 'bool', usage: "Appends the path of the server's address." },
    { name: 'disable-filter', type: 'bool', usage: 'If true, disable request filtering in the proxy.' },
    { name: 'keepalive', type: 'duration', default: '0s', usage: 'The keep-alive period of a connection.' },
    { name: 'port', short: 'p', type: 'int', default: '8001', usage: 'The port on which to run the proxy.' },
    { name: 'reject-methods', type: 'string', usage: 'Methods that the proxy should reject.' },
    { name: 'reject-paths', type: 'string', usage: 'Paths that the proxy should reject.' },
    { name: 'unix-socket', short: 'u', type: 'string', usage: 'Unix socket on which to run the proxy.' },
    { name: 'www', short: 'w', type: 'string', usage: 'Serve static files from this directory.' },
    { name: 'www-prefix', short: 'P', type: 'string', default: '/static/', usage: 'Prefix to serve files under.' },
  ],
  completes: 'none',
  *run() {
    throw failure('the lab has no network outside the cluster; ask the API server with kubectl get --raw');
  },
};
