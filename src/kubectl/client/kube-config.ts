/** The kubeconfig file of the lab's machine: one cluster, one user, one context. */
import type { KubeConfig } from '../command.ts';

export const contextName = 'lab';
export const serverAddress = 'https://127.0.0.1:6443';

/** `127.0.0.1:6443` */
export const hostOf = (server: string): string => {
  const [, scheme = 'http', host = ''] = /^(?:(https?):\/\/)?([^/]*)/.exec(server)!;
  return /:\d+$/.test(host) ? host : `${host}:${scheme === 'https' ? 443 : 80}`;
};

/** The error for an address without a server. */
export function unreachable(server: string): string {
  const host = hostOf(server);
  const name = host.replace(/:\d+$/, '');
  return /^[\d.]+$/.test(name) || name === 'localhost'
    ? `The connection to the server ${host} was refused - did you specify the right host or port?`
    : `Unable to connect to the server: dial tcp: lookup ${name}: no such host`;
}

/** The output of `kubectl config view`. */
export const configView = ({ namespace }: KubeConfig) => ({
  apiVersion: 'v1',
  clusters: [{ cluster: { server: serverAddress }, name: contextName }],
  contexts: [
    {
      context: { cluster: contextName, ...(namespace !== undefined && { namespace }), user: contextName },
      name: contextName,
    },
  ],
  'current-context': contextName,
  kind: 'Config',
  users: [{ name: contextName, user: {} }],
});
