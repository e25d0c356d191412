/** The environment variables for Services that existed when a container started. */
// Models kubernetes/pkg/kubelet/envvars/envvars.go and pkg/kubelet/kubelet_pods.go (getServiceEnvVarMap)
import type { Pod, Service } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';

type Variables = readonly (readonly [name: string, value: string])[];

/** Converts `my-db` to `MY_DB`. */
const variableName = (name: string): string =>
  name
    .replace(/[.-]/g, '_')
    .toUpperCase()
    .replace(/^(?=\d)/, '_');

/**
 * Returns the variables of the API server's Service and, unless the Pod disables them, of all Services of its
 * namespace.
 */
export function serviceVariables({ metadata, spec }: Pod, store: ObjectStore): Variables {
  const byName = new Map<string, Service>();
  for (const service of store.list('services')) {
    const { name, namespace } = service.metadata;
    const { clusterIP } = service.spec;
    if (!clusterIP || clusterIP === 'None') continue;
    if (namespace === 'default' && name === 'kubernetes') {
      if (!byName.has(name)) byName.set(name, service);
    } else if (namespace === metadata.namespace && spec.enableServiceLinks !== false) byName.set(name, service);
  }
  return [...byName.values()].flatMap(variablesOf);
}

function variablesOf({ metadata, spec: { clusterIP, ports = [] } }: Service): Variables {
  const prefix = variableName(metadata.name);
  const named = ports.filter(({ name }) => name);
  return [
    [`${prefix}_SERVICE_HOST`, clusterIP!],
    [`${prefix}_SERVICE_PORT`, String(ports[0]?.port ?? '')],
    ...named.map(({ name, port }) => [`${prefix}_SERVICE_PORT_${variableName(name!)}`, String(port)] as const),
    ...ports.flatMap(({ port, protocol = 'TCP' }, i): Variables => {
      const address = `${protocol.toLowerCase()}://${clusterIP}:${port}`;
      const one = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
      return [
        ...(i === 0 ? ([[`${prefix}_PORT`, address]] as const) : []),
        [one, address],
        [`${one}_PROTO`, protocol.toLowerCase()],
        [`${one}_PORT`, String(port)],
        [`${one}_ADDR`, clusterIP!],
      ];
    }),
  ];
}
