import { describe, expect, it } from 'vitest';
import { createCluster } from '../../../cluster.ts';
import { StatusError } from '../../../base/status-error.ts';
import type { Manifest } from '../../types.ts';

const actor = { name: 'you', reason: 'Test' };
const main = { name: 'main', image: 'nginx:1' };

/** Returns the errors of a Pod template, without their common path. */
function refusals(spec: object, template: object = {}, more: object = {}): readonly string[] {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      ...more,
      template: { metadata: { labels: { app: 'web' } }, ...template, spec: { containers: [main], ...spec } },
    },
  } as Manifest;
  try {
    createCluster().api.create(set, actor);
    return [];
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return error.causes.map(({ field, message }) => `${field.replace('spec.template.spec.', '')}: ${message}`);
  }
}
const inContainer = (fields: object): readonly string[] =>
  refusals({ containers: [{ ...main, ...fields }] }).map((text) => text.replace('containers[0].', ''));

type Row = readonly [name: string, given: object, ...refusals: string[]];
const named = (rows: readonly Row[]) => rows.map(([name, given, ...expected]) => ({ name, given, expected }));

const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const labelValue =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

describe('a container', () => {
  const mount = { name: 'data', mountPath: '/data' };
  const rows: readonly Row[] = [
    ['an image with spaces around it is a Pod’s problem', { image: ' nginx' }],
    ['message policy', { terminationMessagePolicy: 'Log' }, 'terminationMessagePolicy: Unsupported value: "Log": supported values: "File", "FallbackToLogsOnError"'],
    ['pull policy', { imagePullPolicy: 'Sometimes' }, 'imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"'],
    ['variable names may be nearly anything', { env: [{ name: '1 a.b-c', value: 'x' }] }],
    ['variable without a name', { env: [{ value: 'x' }] }, 'env[0].name: Required value'],
    ['variable with =', { env: [{ name: 'a=b' }] }, "env[0].name: Invalid value: \"a=b\": a valid environment variable name must consist only of printable ASCII characters other than '='"],
    ['value and source', { env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }, 'env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty'],
    ['no source', { env: [{ name: 'A', valueFrom: {} }] }, 'env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'],
    ['label as a variable', { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }] }],
    ['all labels as a variable', { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.labels' } } }] }, 'env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"'],
    ['a field that is none', { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.nope' } } }] }, 'env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.nope": error converting fieldPath: field label not supported: spec.nope'],
    ['key of a ConfigMap', { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'a/b' } } }] }, "env[0].valueFrom.configMapKeyRef.key: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"],
    ['environment from nothing', { envFrom: [{ prefix: 'A_' }] }, 'envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`'],
    ['mounts', { volumeMounts: [mount, { ...mount, name: 'nope' }] }, 'volumeMounts[0].name: Not found: "data"', 'volumeMounts[1].name: Not found: "nope"', 'volumeMounts[1].mountPath: Invalid value: "/data": must be unique'],
    ['handlers of a probe', { readinessProbe: { exec: { command: ['a'] }, tcpSocket: { port: 1 } } }, 'readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type'],
    ['port of a probe', { livenessProbe: { httpGet: { port: 0 } } }, 'livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive'],
    ['scheme of a probe', { livenessProbe: { httpGet: { port: 'web', scheme: 'http' } } }, 'livenessProbe.httpGet.scheme: Unsupported value: "http": supported values: "HTTP", "HTTPS"'],
    ['successes of a liveness probe', { livenessProbe: { exec: { command: ['a'] }, successThreshold: 2 } }, 'livenessProbe.successThreshold: Invalid value: 2: must be 1'],
    ['grace of a readiness probe', { readinessProbe: { exec: { command: ['a'] }, terminationGracePeriodSeconds: 5 } }, 'readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes'],
    ['empty command of a hook', { lifecycle: { preStop: { exec: {} } } }, 'lifecycle.preStop.exec.command: Required value'],
    ['a sleep longer than the grace', { lifecycle: { preStop: { sleep: { seconds: 31 } } } }, 'lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)'],
    ['unknown resource', { resources: { limits: { cpus: 1 } } }, 'resources.limits[cpus]: Invalid value: "cpus": must be a standard resource type or fully qualified', 'resources.limits[cpus]: Invalid value: "cpus": must be a standard resource for containers'],
    ['resource of a claim', { resources: { requests: { storage: '1Gi' } } }, 'resources.requests[storage]: Invalid value: "storage": must be a standard resource for containers'],
    ['more than the limit', { resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } }, 'resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
    ['half a device', { resources: { limits: { 'example.com/gpu': 0.5 } } }, 'resources.limits[example.com/gpu]: Invalid value: "500m": must be an integer'],
    ['devices without a limit', { resources: { requests: { 'example.com/gpu': 1 } } }, 'resources.limits: Required value: Limit must be set for non overcommitable resources'],
    ['user', { securityContext: { runAsUser: -1 } }, 'securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive'],
    ['seccomp', { securityContext: { seccompProfile: { type: 'Localhost' } } }, 'securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost'],
  ]; // prettier-ignore
  it.each(named(rows))('$name', ({ given, expected }) => {
    expect(inContainer(given)).toEqual(expected);
  });
});

describe('containers beside each other', () => {
  const rows: readonly Row[] = [
    ['none', { containers: [] }, 'containers: Required value'],
    ['the same name', { containers: [main, main] }, 'containers[1].name: Duplicate value: "main"'],
    ['the same name before', { initContainers: [main] }, 'initContainers[0].name: Duplicate value: "main"'],
    ['the same port of the node', { containers: [main, { ...main, name: 'b' }].map((c) => ({ ...c, ports: [{ containerPort: 1, hostPort: 80 }] })) }, 'containers[1].ports[0].hostPort: Duplicate value: "TCP//80"'],
    ['probe of what ends', { initContainers: [{ ...main, name: 'a', readinessProbe: { exec: { command: ['a'] } } }] }, 'initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always'],
    ['a sidecar has probes', { initContainers: [{ ...main, name: 'a', restartPolicy: 'Always', readinessProbe: { exec: { command: ['a'] } } }] }],
    ['another port than the node’s', { hostNetwork: true, containers: [{ ...main, ports: [{ containerPort: 80, hostPort: 81 }] }] }, 'containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true'],
  ]; // prettier-ignore
  it.each(named(rows))('$name', ({ given, expected }) => {
    expect(refusals(given)).toEqual(expected);
  });
});

describe('volumes', () => {
  const rows: readonly Row[] = [
    ['two sources', { name: 'a', emptyDir: {}, hostPath: { path: '/a' } }, 'volumes[0].hostPath: Forbidden: may not specify more than 1 volume type'],
    ['no name', { emptyDir: {} }, 'volumes[0].name: Required value'],
    ['bad name', { name: 'a_b' }, `volumes[0].name: Invalid value: "a_b": ${label}`],
    ['a Secret’s is secretName', { name: 'a', secret: {} }, 'volumes[0].secret.secretName: Required value'],
    ['a ConfigMap’s is name', { name: 'a', configMap: {} }, 'volumes[0].configMap.name: Required value'],
    ['mode', { name: 'a', configMap: { name: 'c', defaultMode: 644 } }, 'volumes[0].configMap.defaultMode: Invalid value: 644: must be a number between 0 and 0777 (octal), both inclusive'],
    ['items', { name: 'a', secret: { secretName: 's', items: [{ key: 'k', path: '../k' }, { key: 'k' }] } }, "volumes[0].secret.items[0].path: Invalid value: \"../k\": must not contain '..'", 'volumes[0].secret.items[1].path: Required value'],
    ['path on the node', { name: 'a', hostPath: { path: '/a/../b', type: 'Dir' } }, "volumes[0].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'", 'volumes[0].hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"'],
    ['NFS', { name: 'a', nfs: { server: 's', path: 'a' } }, 'volumes[0].nfs.path: Invalid value: "a": must be an absolute path'],
    ['files of fields', { name: 'a', downwardAPI: { items: [{ path: 'p' }] } }, 'volumes[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required'],
    ['a short token', { name: 'a', projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 60 } }] } }, 'volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes'],
    ['no name of a disk', { name: 'a', gcePersistentDisk: {} }, 'volumes[0].persistentDisk.pdName: Required value'],
  ]; // prettier-ignore
  it.each(named(rows))('$name', ({ given, expected }) => {
    expect(refusals({ volumes: [given] })).toEqual(expected);
  });
});

describe('the rest of a Pod', () => {
  const nodeTerms = (...terms: object[]): object => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
  });
  const podTerm = (term: object): object => ({
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
  });
  const terms = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  const antiAffinity = 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
  const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
  const rows: readonly Row[] = [
    ['restart policy that is none', { restartPolicy: 'No' }, 'restartPolicy: Unsupported value: "No": supported values: "Always", "OnFailure", "Never"', 'restartPolicy: Unsupported value: "No": supported values: "Always"'],
    ['DNS policy', { dnsPolicy: 'Off' }, 'dnsPolicy: Unsupported value: "Off": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"'],
    ['no name server', { dnsPolicy: 'None' }, 'dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None'],
    ['node labels', { nodeSelector: { disk: 'not ok' } }, `nodeSelector: Invalid value: "not ok": ${labelValue}`],
    ['service account', { serviceAccountName: 'A' }, `serviceAccountName: Invalid value: "A": ${subdomain}`],
    ['a negative grace period is only warned of', { terminationGracePeriodSeconds: -1 }],
    ['no node', nodeTerms(), `${terms}: Required value: must have at least one node selector term`],
    ['operator', nodeTerms({ matchExpressions: [{ key: 'a', operator: 'Is' }] }), `${terms}[0].matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator`],
    ['values', nodeTerms({ matchExpressions: [{ key: 'a', operator: 'In' }] }), `${terms}[0].matchExpressions[0].values: Required value: must be specified when \`operator\` is 'In' or 'NotIn'`],
    ['topology', podTerm({ topologyKey: 'zone', labelSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] } }), `${antiAffinity}.labelSelector.matchExpressions[0].values: Forbidden: may not be specified when \`operator\` is 'Exists' or 'DoesNotExist'`],
    ['weight', { affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: { topologyKey: 'zone' } }] } } }, 'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100'],
    ['a toleration of all', { tolerations: [{ effect: 'NoSchedule' }] }, 'tolerations[0].operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"'],
    ['a toleration for a while', { tolerations: [{ key: 'a', tolerationSeconds: 5 }] }, "tolerations[0].effect: Invalid value: \"\": effect must be 'NoExecute' when `tolerationSeconds` is set"],
    ['effect', { tolerations: [{ key: 'a', effect: 'No' }] }, 'tolerations[0].effect: Unsupported value: "No": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"'],
    ['spread', { topologySpreadConstraints: [{ ...spread, maxSkew: 0 }] }, 'topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero'],
    ['spread twice', { topologySpreadConstraints: [spread, spread] }, 'topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}"'],
    ['alias', { hostAliases: [{ ip: '1.2.3', hostnames: ['a'] }] }, 'hostAliases[0].ip: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
    ['IPv6', { hostAliases: [{ ip: 'fd00::1', hostnames: ['a'] }] }],
    ['groups', { securityContext: { supplementalGroups: [-1], fsGroupChangePolicy: 'Never' } }, 'securityContext.supplementalGroups[0]: Invalid value: -1: must be between 0 and 2147483647, inclusive', 'securityContext.fsGroupChangePolicy: Unsupported value: "Never": supported values: "Always", "OnRootMismatch"'],
    ['sysctls', { securityContext: { sysctls: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] } }, 'securityContext.sysctls[1].name: Duplicate value: "a"'],
  ]; // prettier-ignore
  it.each(named(rows))('$name', ({ given, expected }) => {
    expect(refusals(given)).toEqual(expected);
  });

  it('names labels of the template without metadata', () => {
    const texts = refusals({}, { metadata: { labels: { app: 'web', x: 'not ok' } } });
    expect(texts).toEqual([`spec.template.labels: Invalid value: "not ok": ${labelValue}`]);
  });

  it('the Service has to be one that can be', () => {
    expect(refusals({}, {}, { serviceName: 'a.b' })).toEqual([
      'spec.serviceName: Invalid value: "a.b": must not contain dots',
    ]);
  });

  it('claim templates can be mounted, as files or as devices', () => {
    const volumeClaimTemplates = ['a', 'b'].map((name) => ({
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    }));
    const container = {
      ...main,
      volumeMounts: [{ name: 'a', mountPath: '/a' }],
      volumeDevices: [{ name: 'b', devicePath: '/dev/b' }],
    };
    expect(refusals({ containers: [container] }, {}, { volumeClaimTemplates })).toEqual([]);
  });
});
