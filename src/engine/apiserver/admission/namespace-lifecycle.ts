/** The plugin NamespaceLifecycle: nothing is created in a namespace that does not exist or is being deleted. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go
import type { KubernetesObject } from '../../api/types.ts';
import { forbidden, namespaceTerminating, notFound } from '../../base/status-error.ts';
import type { AdmissionPlugin } from './plugin.ts';

export const namespaceLifecycle: AdmissionPlugin = {
  admit(object, { info, name, namespace, old }, { store }) {
    if (old !== undefined || !info.namespaced) return object;
    const found = store.get('namespaces', namespace);
    if (found === undefined) throw notFound('namespaces', '', namespace);
    if (found.metadata.deletionTimestamp !== undefined) {
      throw namespaceTerminating(info.resource, info.group, name, namespace);
    }
    return object;
  },
};

const immortalNamespaces = ['default', 'kube-public', 'kube-system'];

/**
 * Some namespaces are never deleted.
 * @throws StatusError Forbidden
 */
export function admitDelete({ kind, metadata: { name } }: KubernetesObject): void {
  if (kind === 'Namespace' && immortalNamespaces.includes(name)) {
    throw forbidden('namespaces', '', name, 'this namespace may not be deleted');
  }
}
