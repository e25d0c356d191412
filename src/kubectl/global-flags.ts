/** The flags that every command takes. Those that choose another cluster or user are read and change nothing. */
import type { FlagSpec } from './flags.ts';

export const globalFlags: readonly FlagSpec[] = [
  { name: 'namespace', short: 'n', type: 'string', usage: 'If present, the namespace scope for this CLI request' },
  { name: 'context', type: 'string', usage: 'The name of the kubeconfig context to use' },
  { name: 'cluster', type: 'string', usage: 'The name of the kubeconfig cluster to use' },
  { name: 'user', type: 'string', usage: 'The name of the kubeconfig user to use' },
  { name: 'kubeconfig', type: 'string', usage: 'Path to the kubeconfig file to use for CLI requests.' },
  { name: 'server', short: 's', type: 'string', usage: 'The address and port of the Kubernetes API server' },
  { name: 'as', type: 'string', usage: 'Username to impersonate for the operation.' },
  { name: 'as-group', type: 'strings', usage: 'Group to impersonate for the operation.' },
  { name: 'request-timeout', type: 'string', default: '0', usage: 'How long to wait for a single server request.' },
  { name: 'v', short: 'v', type: 'int', default: '0', usage: 'number for the log level verbosity' },
  { name: 'warnings-as-errors', type: 'bool', default: 'false', usage: 'Treat warnings as errors.' },
];

export const helpFlag: FlagSpec = { name: 'help', short: 'h', type: 'bool', usage: '', hidden: true };
