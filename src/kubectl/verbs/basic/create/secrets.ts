/** `kubectl create secret tls` and `docker-registry` */
// Models kubectl/pkg/cmd/create/create_secret_{tls,docker}.go
import type { KubectlEnvironment } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import { toBase64 } from '../../../text/text.ts';
import { readSources, secretWords } from './configuration.ts';
import { appendHashFlag, type Generator } from './generator.ts';

function read(path: string, { readFile }: KubectlEnvironment): string {
  const text = readFile(path);
  if (text === undefined) throw failure(`Cannot read file ${path}, open ${path}: no such file or directory`);
  return text;
}

const isPem = (text: string): boolean => /-----BEGIN [A-Z ]+-----/.test(text);

const failed = 'failed to create secret';

export const secretGenerators: readonly Generator[] = [
  {
    name: 'docker-registry',
    failed,
    short: 'Create a secret for use with a Docker registry',
    usage: 'NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string]',
    flags: [
      appendHashFlag,
      { name: 'from-file', type: 'strings', usage: 'Key files can be specified using their file path.' },
      { name: 'docker-email', type: 'string', usage: 'Email for Docker registry' },
      { name: 'docker-password', type: 'string', usage: 'Password for Docker registry authentication' },
      {
        name: 'docker-server',
        type: 'string',
        default: 'https://index.docker.io/v1/',
        usage: 'Server location for Docker registry',
      },
      { name: 'docker-username', type: 'string', usage: 'Username for Docker registry authentication' },
    ],
    build(name, { flags }, env) {
      if (flags.has('from-file')) {
        const data = readSources(flags, env, secretWords, '.dockerconfigjson');
        return {
          apiVersion: 'v1',
          data: Object.fromEntries([...data].map(([key, value]) => [key, toBase64(value)])),
          kind: 'Secret',
          metadata: { name },
          type: 'kubernetes.io/dockerconfigjson',
        };
      }
      const [server, username, password, email] = ['server', 'username', 'password', 'email'].map((part) =>
        flags.string(`docker-${part}`),
      ) as [string, string, string, string];
      if (server === '' || username === '' || password === '') {
        throw failure(
          'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
        );
      }
      const entry = { username, password, ...(email !== '' && { email }), auth: toBase64(`${username}:${password}`) };
      return {
        apiVersion: 'v1',
        data: { '.dockerconfigjson': toBase64(JSON.stringify({ auths: { [server]: entry } })) },
        kind: 'Secret',
        metadata: { name },
        type: 'kubernetes.io/dockerconfigjson',
      };
    },
  },
  {
    name: 'tls',
    failed,
    short: 'Create a TLS secret',
    usage: 'NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]',
    flags: [
      appendHashFlag,
      { name: 'cert', type: 'string', usage: 'Path to PEM encoded public key certificate.' },
      { name: 'key', type: 'string', usage: 'Path to private key associated with given certificate.' },
    ],
    build(name, { flags }, env) {
      const paths = [flags.string('cert'), flags.string('key')] as const;
      if (paths.includes('')) throw failure('key and cert must be specified');
      const [cert, key] = [read(paths[0], env), read(paths[1], env)];
      if (!isPem(cert)) throw failure('tls: failed to find any PEM data in certificate input');
      if (!isPem(key)) throw failure('tls: failed to find any PEM data in key input');
      return {
        apiVersion: 'v1',
        data: { 'tls.crt': toBase64(cert), 'tls.key': toBase64(key) },
        kind: 'Secret',
        metadata: { name },
        type: 'kubernetes.io/tls',
      };
    },
  },
];
