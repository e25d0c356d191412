/** The flags of every command. Flags that select a server have no effect where there is only one. */
// Models cli-runtime/pkg/genericclioptions/config_flags.go and kubectl/pkg/cmd/{cmd,profiling}.go
import type { FlagSpec } from './flags.ts';

export const globalFlags: readonly FlagSpec[] = [
  { name: 'as', type: 'string', usage: 'Username to impersonate for the operation.' },
  { name: 'as-group', type: 'strings', usage: 'Group to impersonate for the operation; may be repeated.' },
  { name: 'as-uid', type: 'string', usage: 'UID to impersonate for the operation.' },
  { name: 'as-user-extra', type: 'strings', usage: 'User extras to impersonate for the operation; may be repeated.' },
  { name: 'cache-dir', type: 'string', default: '/home/lab/.kube/cache', usage: 'Default cache directory' },
  { name: 'certificate-authority', type: 'string', usage: 'Path to a cert file for the certificate authority' },
  { name: 'client-certificate', type: 'string', usage: 'Path to a client certificate file for TLS' },
  { name: 'client-key', type: 'string', usage: 'Path to a client key file for TLS' },
  { name: 'cluster', type: 'string', usage: 'The name of the kubeconfig cluster to use' },
  { name: 'context', type: 'string', usage: 'The name of the kubeconfig context to use' },
  { name: 'disable-compression', type: 'bool', usage: 'If true, responses are not compressed.' },
  { name: 'insecure-skip-tls-verify', type: 'bool', usage: "If true, the server's certificate is not checked." },
  { name: 'kubeconfig', type: 'string', usage: 'Path to the kubeconfig file to use for CLI requests.' },
  { name: 'log-flush-frequency', type: 'duration', default: '5s', usage: 'Most seconds between log flushes' },
  { name: 'match-server-version', type: 'bool', usage: 'Require server version to match client version' },
  { name: 'namespace', short: 'n', type: 'string', usage: 'If present, the namespace scope for this CLI request' },
  { name: 'password', type: 'string', usage: 'Password for basic authentication to the API server' },
  { name: 'profile', type: 'string', default: 'none', usage: 'Name of profile to capture.' },
  { name: 'profile-output', type: 'string', default: 'profile.pprof', usage: 'File to write the profile to' },
  {
    name: 'request-timeout',
    type: 'string',
    default: '0',
    usage: 'How long to wait for a single server request, e.g. 1s, 2m, 3h; zero means without end.',
  },
  { name: 'server', short: 's', type: 'string', usage: 'The address and port of the Kubernetes API server' },
  { name: 'tls-server-name', type: 'string', usage: 'Server name to use for server certificate validation.' },
  { name: 'token', type: 'string', usage: 'Bearer token for authentication to the API server' },
  { name: 'user', type: 'string', usage: 'The name of the kubeconfig user to use' },
  { name: 'username', type: 'string', usage: 'Username for basic authentication to the API server' },
  { name: 'v', short: 'v', type: 'int', default: '0', usage: 'number for the log level verbosity' },
  { name: 'vmodule', type: 'string', usage: 'comma-separated list of pattern=N settings for file-filtered logging' },
  { name: 'warnings-as-errors', type: 'bool', usage: 'Treat warnings received from the server as errors' },
];

export const helpFlag: FlagSpec = { name: 'help', short: 'h', type: 'bool', usage: '', hidden: true };
