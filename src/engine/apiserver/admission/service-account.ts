/**
 * The plugin ServiceAccount: each Pod has a ServiceAccount, which must exist, and its token is mounted in the
 * containers.
 */
// Models kubernetes/plugin/pkg/admission/serviceaccount/admission.go
// Differs: the deprecated annotation kubernetes.io/enforce-mountable-secrets is ignored.
import type { Container, Pod, Volume } from '../../api/types.ts';
import { nameSuffix } from '../generated-name.ts';
import { type AdmissionPlugin, refuse } from './plugin.ts';

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Set on mirror Pods, which a kubelet runs on its own. */
const mirrorAnnotation = 'kubernetes.io/config.mirror';

const tokenVolume = (name: string): Volume => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
      {
        downwardAPI: {
          items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
        },
      },
    ],
  },
});

export const serviceAccount: AdmissionPlugin<Pod> = {
  resources: ['pods'],
  admit(pod, request, { store, random, plugins }) {
    if (!plugins.ServiceAccount || request.old !== undefined) return pod;
    if (pod.metadata.annotations?.[mirrorAnnotation] !== undefined) return pod;
    const name = pod.spec.serviceAccountName || 'default';
    const account = store.get('serviceaccounts', name, request.namespace);
    // A real API server waits a second for the default one, which its controller creates.
    if (account === undefined && name !== 'default') {
      const why = `error looking up service account ${request.namespace}/${name}: serviceaccount "${name}" not found`;
      throw refuse(request, why);
    }
    const { imagePullSecrets = [], automountServiceAccountToken: automount } = pod.spec;
    const pullSecrets = imagePullSecrets.length > 0 ? imagePullSecrets : (account?.imagePullSecrets ?? []);
    const spec = {
      ...pod.spec,
      serviceAccountName: name,
      serviceAccount: name,
      ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets }),
    } as Pod['spec'];
    const mounts = automount ?? account?.automountServiceAccountToken ?? true;
    const volume = tokenVolumeOf(spec) ?? `${tokenPrefix}${nameSuffix(random, `token volume ${pod.metadata.uid}`)}`;
    return { ...pod, spec: mounts ? withToken(spec, volume) : spec };
  },
};

const tokenPrefix = 'kube-api-access-';

/** The copy of a Pod already has the volume. */
const tokenVolumeOf = ({ volumes = [] }: Pod['spec']): string | undefined =>
  volumes.find(({ name }) => name.startsWith(tokenPrefix))?.name;

function withToken(spec: Pod['spec'], name: string): Pod['spec'] {
  let needed = false;
  const mounted = (container: Container): Container => {
    const volumeMounts = container.volumeMounts ?? [];
    if (volumeMounts.some(({ mountPath }) => mountPath === tokenPath)) return container;
    needed = true;
    return { ...container, volumeMounts: [...volumeMounts, { mountPath: tokenPath, name, readOnly: true }] };
  };
  const containers = spec.containers.map(mounted);
  const initContainers = spec.initContainers?.map(mounted);
  if (!needed) return spec;
  return {
    ...spec,
    containers,
    ...(initContainers && { initContainers }),
    ...(tokenVolumeOf(spec) === undefined && { volumes: [...(spec.volumes ?? []), tokenVolume(name)] }),
  };
}

/** Returns the Pod's spec without the account and the token that this plugin adds. */
export function withoutToken(spec: Pod['spec']): Pod['spec'] {
  const { serviceAccountName, serviceAccount: _, volumes = [], ...rest } = spec;
  const token = tokenVolumeOf(spec);
  const left = volumes.filter(({ name }) => name !== token);
  const unmounted = (container: Container): Container => {
    const { volumeMounts = [], ...others } = container;
    const kept = volumeMounts.filter(({ name }) => name !== token);
    return kept.length > 0 ? { ...others, volumeMounts: kept } : others;
  };
  return {
    ...rest,
    ...(serviceAccountName !== undefined &&
      serviceAccountName !== 'default' && { serviceAccountName, serviceAccount: serviceAccountName }),
    containers: rest.containers.map(unmounted),
    ...(rest.initContainers && { initContainers: rest.initContainers.map(unmounted) }),
    ...(left.length > 0 && { volumes: left }),
  };
}
