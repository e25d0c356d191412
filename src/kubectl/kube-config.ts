/** The kubeconfig file of the lab's machine: one cluster, one user, one context. */
import type { KubeConfig } from './command.ts';

export const contextName = 'lab';
export const serverAddress = 'https://127.0.0.1:6443';

/** As `kubectl config view` shows it. */
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
