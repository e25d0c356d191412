/** `kubectl port-forward` */
// Models kubectl/pkg/cmd/portforward/portforward.go, kubectl/pkg/util/{service,pod}_port.go and
// client-go/tools/portforward/portforward.go
import type { Pod } from '../../../engine/index.ts';
import { ask, type Chunk, type Command, complain, print } from '../../command.ts';
import { podOf, targetOf } from '../../resources/containers.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { type ForwardedPort, listenAddresses, readPorts, remotePorts } from './forwarded-ports.ts';

export const portForward: Command = {
  name: 'port-forward',
  short: 'Forward one or more local ports to a pod',
  long:
    "Forward one or more local ports to a pod.\n\n Use resource type/name such as deployment/mydeployment to select a pod. Resource type defaults to 'pod' if omitted.\n\n" +
    ' If there are multiple pods matching the criteria, a pod will be selected automatically. The forwarding session ends\n' +
    'when the selected pod terminates, and a rerun of the command is needed to resume forwarding.',
  usage: 'TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  examples:
    '# Listen on port 8888 locally, forwarding to port 80 in the pod\nkubectl port-forward pod/web-0 8888:80\n\n' +
    '# Listen on a random port locally, forwarding to port 80 in a pod selected by the service\n' +
    'kubectl port-forward service/nginx :80\n',
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
    const { args, flags, path } = parsed;
    const [word, ...pairs] = args;
    if (word === undefined || pairs.length === 0) {
      throw usageFailure(path, 'TYPE/NAME and list of ports are required for port-forward');
    }
    const target = targetOf(word, parsed, env);
    const pod = podOf(word, parsed, env);
    const remote = remotePorts(pairs, target, pod);
    if (pod.status.phase !== 'Running') {
      throw failure(`unable to forward port because pod is not running. Current status=${pod.status.phase}`);
    }
    const addresses = listenAddresses(flags.has('address') ? flags.list('address') : ['localhost']);
    return yield* forward(pod, readPorts(remote), addresses);
  },
};

function* forward(pod: Pod, ports: readonly ForwardedPort[], addresses: readonly string[]): Generator<Chunk, never> {
  let listens = false;
  for (const port of ports) {
    if (yield* listen(pod, port, addresses)) listens = true;
  }
  if (!listens) {
    const list = ports.map(({ local, remote }) => `{${local} ${remote}}`).join(' ');
    throw failure(`unable to listen on any of the requested ports: [${list}]`);
  }
  const { name, namespace = '' } = pod.metadata;
  yield* ask({ type: 'forward', namespace, pod: name });
  throw failure('lost connection to pod');
}

/** Listens at one port, on each of the addresses. Returns false if that fails. */
function* listen(
  { metadata }: Pod,
  { local, remote }: ForwardedPort,
  addresses: readonly string[],
): Generator<Chunk, boolean> {
  let port = local;
  const problems: string[] = [];
  for (const address of addresses) {
    const { name: pod, namespace = '' } = metadata;
    const answer = yield* ask({ type: 'listen', namespace, pod, address, port, remote });
    if (answer === undefined) {
      throw failure(
        `the lab has no network outside the cluster; ask from inside it: kubectl exec ${pod} -- curl localhost`,
      );
    }
    const shown = address.includes(':') ? `[${address}]` : address;
    if (answer.port === undefined) {
      const protocol = address.includes(':') ? 'tcp6' : 'tcp4';
      problems.push(`unable to create listener: Error listen ${protocol} ${shown}:${port}: bind: ${answer.error}`);
      continue;
    }
    port = answer.port;
    yield print(`Forwarding from ${shown}:${port} -> ${remote}\n`);
  }
  // For `localhost`, one of its two addresses is enough.
  const enough = addresses.length === problems.length || (problems.length > 0 && !addresses.includes('::1'));
  if (!enough) return true;
  yield complain(
    `Unable to listen on port ${port}: Listeners failed to create with the following errors: [${problems.join(' ')}]\n`,
  );
  return false;
}
