/** `kubectl cluster-info` */
// Models kubectl/pkg/cmd/clusterinfo
import { type Command, print } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { serverAddress } from '../../client/kube-config.ts';
import { outputFlags } from '../../printers/output.ts';

const dump: Command = {
  name: 'dump',
  short: 'Dump relevant information for debugging and diagnosis',
  flags: [
    ...outputFlags(false),
    { name: 'all-namespaces', short: 'A', type: 'bool', usage: 'If true, dump all namespaces.' },
    { name: 'namespaces', type: 'strings', usage: 'Namespaces to dump.' },
    { name: 'output-directory', type: 'string', usage: 'Where to output the files.' },
    { name: 'pod-running-timeout', type: 'duration', default: '20s', usage: 'How long to wait until a pod is running' },
  ],
  completes: 'none',
  *run() {
    throw failure('the lab dumps nothing; see kubectl get all -A -o yaml');
  },
};

export const clusterInfo: Command = {
  name: 'cluster-info',
  subcommands: [dump],
  short: 'Display cluster information',
  completes: 'none',
  *run() {
    yield print(
      `Kubernetes control plane is running at ${serverAddress}\n\n` +
        "To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n",
    );
    return 0;
  },
};
