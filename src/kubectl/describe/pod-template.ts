/** Describes the common parts of Pods and Pod templates: containers, volumes and others. */
import type { Container, ContainerStatus, LabelSelector, Pod, PodSpec, PodTemplateSpec } from '../../engine/index.ts';
import { longTime } from '../text/age.ts';
import { sortedEntries, text, texts } from '../resources/fields.ts';
import { formatSelector, none } from '../printers/cells.ts';
import { goString } from '../printers/go-value.ts';
import { quantityValue } from '../text/quantities.ts';
import type { Description, Toleration } from './description.ts';
import { describeVolumes } from './volumes.ts';

export function describeTemplate(out: Description, template: PodTemplateSpec): void {
  const { metadata, spec } = template;
  out.line(0, 'Pod Template:').labels('  Labels', metadata?.labels);
  if (Object.keys(metadata?.annotations ?? {}).length > 0) out.annotations('  Annotations', metadata?.annotations);
  if (spec.serviceAccountName) out.line(1, `Service Account:\t${spec.serviceAccountName}`);
  if (spec.initContainers?.length) describeContainers(out, 'Init Containers', spec.initContainers, '  ');
  describeContainers(out, 'Containers', spec.containers, '  ');
  describeVolumes(out, spec.volumes ?? [], '  ');
  describeSpread(out, spec, '  ');
  if (spec.priorityClassName) out.line(1, `Priority Class Name:\t${spec.priorityClassName}`);
  out.labels('  Node-Selectors', spec.nodeSelector);
  out.tolerations('  Tolerations', (spec.tolerations ?? []) as readonly Toleration[]);
}

export function describeSpread(out: Description, spec: PodSpec, space: string): void {
  const constraints = spec.topologySpreadConstraints ?? [];
  if (constraints.length === 0) return;
  const sorted = [...constraints].sort((a, b) => (a.topologyKey < b.topologyKey ? -1 : 1));
  out.several(
    `${space}Topology Spread Constraints`,
    sorted.map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) => {
      const among =
        labelSelector === undefined ? '' : ` for selector ${formatSelector(labelSelector as LabelSelector)}`;
      return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${among}`;
    }),
  );
}

/** The seccomp profile, if set. */
export function describeSeccomp(out: Description, level: number, context: unknown): void {
  const type = text(context, 'seccompProfile.type');
  if (type === '') return;
  out.line(level, `SeccompProfile:\t${type}`);
  if (type === 'Localhost')
    out.line(level && 3, `LocalhostProfile:\t${text(context, 'seccompProfile.localhostProfile')}`);
}

/**
 * @param space Prefix of titles in a template.
 * @param pod The Pod of running containers.
 */
export function describeContainers(
  out: Description,
  title: string,
  containers: readonly Container[],
  space: string,
  pod?: Pod,
): void {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = pod?.status ?? {};
  const statuses = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses];
  out.line(0, `${space}${title}:${containers.length === 0 ? ' <none>' : ''}`);
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name);
    out.line(1, `${space === '' ? '' : ' '}${container.name}:`);
    basics(out, container, status);
    words(out, 'Command', container.command);
    words(out, 'Args', container.args);
    if (status !== undefined) state(out, status);
    describeResources(out, 2, container);
    probe(out, 'Liveness', container.livenessProbe);
    probe(out, 'Readiness', container.readinessProbe);
    probe(out, 'Startup', container.startupProbe);
    environment(out, container, pod);
    mounts(out, container);
  }
}

function basics(out: Description, container: Container, status: ContainerStatus | undefined): void {
  if (status !== undefined) out.line(2, `Container ID:\t${status.containerID ?? ''}`);
  out.line(2, `Image:\t${container.image ?? ''}`);
  if (status !== undefined) out.line(2, `Image ID:\t${status.imageID ?? ''}`);
  const ports = container.ports ?? [];
  const of = (number: (port: (typeof ports)[number]) => number): string =>
    ports.map((port) => `${number(port)}/${port.protocol ?? 'TCP'}${port.name ? ` (${port.name})` : ''}`).join(', ');
  const s = ports.length > 1 ? 's' : '';
  out.line(2, `Port${s}:\t${none(of((port) => port.containerPort))}`);
  out.line(2, `Host Port${s}:\t${none(of((port) => port.hostPort ?? 0))}`);
  describeSeccomp(out, 2, container.securityContext);
}

function words(out: Description, title: string, given: readonly string[] | undefined): void {
  if (given === undefined || given.length === 0) return;
  out.line(2, `${title}:`);
  for (const word of given) for (const line of word.split('\n')) out.line(3, line);
}

function state(out: Description, status: ContainerStatus): void {
  oneState(out, 'State', status.state);
  if (status.lastState?.terminated) oneState(out, 'Last State', status.lastState);
  out.line(2, `Ready:\t${status.ready ? 'True' : 'False'}`).line(2, `Restart Count:\t${status.restartCount}`);
}

function oneState(out: Description, title: string, given: ContainerStatus['state']): void {
  if (given?.running) {
    out.line(2, `${title}:\tRunning`).line(3, `Started:\t${longTime(given.running.startedAt)}`);
  } else if (given?.terminated) {
    const { reason, message, exitCode, signal, startedAt, finishedAt } = given.terminated;
    out.line(2, `${title}:\tTerminated`);
    if (reason) out.line(3, `Reason:\t${reason}`);
    if (message) out.line(3, `Message:\t${message}`);
    out.line(3, `Exit Code:\t${exitCode}`);
    if (signal) out.line(3, `Signal:\t${signal}`);
    out.line(3, `Started:\t${longTime(startedAt)}`).line(3, `Finished:\t${longTime(finishedAt)}`);
  } else {
    out.line(2, `${title}:\tWaiting`);
    if (given?.waiting?.reason) out.line(3, `Reason:\t${given.waiting.reason}`);
  }
}

export function describeResources(out: Description, level: number, owner: unknown): void {
  for (const title of ['Limits', 'Requests']) {
    const quantities = sortedEntries(texts(owner, `resources.${title.toLowerCase()}`));
    if (quantities.length > 0) out.line(level, `${title}:`);
    for (const [name, quantity] of quantities) out.line(level + 1, `${name}:\t${quantity}`);
  }
}

type Probe = NonNullable<Container['livenessProbe']>;

function probe(out: Description, title: string, given: Probe | undefined): void {
  if (given === undefined) return;
  const {
    initialDelaySeconds = 0,
    timeoutSeconds = 1,
    periodSeconds = 10,
    successThreshold = 1,
    failureThreshold = 3,
  } = given;
  const attributes = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`;
  out.line(2, `${title}:\t${probeAction(given)} ${attributes}`);
}

function probeAction({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec) return `exec ${goString(exec.command ?? [])}`;
  if (httpGet) {
    const path = (httpGet.path ?? '').replace(/^(?=[^/])/, '/');
    const host = httpGet.host?.includes(':') ? `[${httpGet.host}]` : (httpGet.host ?? '');
    return `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${host}:${httpGet.port}${escapedPath(path)}`;
  }
  if (tcpSocket) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`;
  return grpc ? `grpc <pod>:${grpc.port} ${grpc.service ?? ''}` : 'unknown';
}

/** The path of a URL as Go writes it. */
const escapedPath = (path: string): string =>
  encodeURI(path).replace(/[?#!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function environment(out: Description, container: Container, pod: Pod | undefined): void {
  const { env = [], envFrom = [] } = container;
  if (envFrom.length > 0) {
    out.line(2, 'Environment Variables from:');
    for (const { configMapRef, secretRef, prefix } of envFrom) {
      const [from, ref] = configMapRef ? ['ConfigMap', configMapRef] : ['Secret', secretRef];
      const by = prefix ? ` with prefix '${prefix}'` : '';
      out.line(3, `${ref?.name ?? ''}\t${from}${by}\tOptional: ${ref?.optional ?? false}`);
    }
  }
  out.line(2, `Environment:${env.length === 0 ? '\t<none>' : ''}`);
  for (const { name, value = '', valueFrom } of env) {
    if (valueFrom === undefined) {
      for (const [i, line] of value.split('\n').entries()) out.line(3, `${i === 0 ? `${name}:` : ''}\t${line}`);
    } else out.line(3, `${name}:\t${origin(valueFrom, container, pod)}`);
  }
}

type EnvSource = NonNullable<NonNullable<Container['env']>[number]['valueFrom']>;

function origin(
  { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef }: EnvSource,
  container: Container,
  pod: Pod | undefined,
): string {
  if (fieldRef) {
    // kubectl can convert no other labels of fields.
    const known = pod !== undefined && /^metadata\.(name|namespace)$/.test(fieldRef.fieldPath);
    return `${known ? text(pod, fieldRef.fieldPath) : ''} (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath})`;
  }
  if (resourceFieldRef) {
    const { resource, divisor } = resourceFieldRef;
    return `${resourceShare(container, resource, divisor)} (${resource})`;
  }
  const ref = secretKeyRef ?? configMapKeyRef;
  const where = secretKeyRef ? `in secret` : `of config map`;
  return `<set to the key '${ref?.key}' ${where} '${ref?.name}'>\tOptional: ${ref?.optional ?? false}`;
}

/** In whole divisors, rounded up; a missing limit is the allocatable amount of the node. */
function resourceShare(container: Container, resource: string, divisor: string | number | undefined): string {
  const [kind = '', name = ''] = resource.split('.', 2);
  const amount = quantityValue(text(container, `resources.${kind}.${name}`) || '0');
  const share = Math.ceil(amount / (quantityValue(String(divisor ?? '1')) || 1));
  return share === 0 && /^limits\.(cpu|memory)$/.test(resource) ? 'node allocatable' : String(share);
}

function mounts(out: Description, { volumeMounts = [], volumeDevices = [] }: Container): void {
  out.line(2, `Mounts:${volumeMounts.length === 0 ? '\t<none>' : ''}`);
  const sorted = [...volumeMounts].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
  for (const { mountPath, name, readOnly, subPath } of sorted) {
    const flags = [readOnly ? 'ro' : 'rw', ...(subPath ? [`path=${JSON.stringify(subPath)}`] : [])];
    out.line(3, `${mountPath} from ${name} (${flags.join(',')})`);
  }
  if (volumeDevices.length > 0) {
    // kubectl says `<none>` here, too, if there are no mounts.
    out.line(2, `Devices:${volumeMounts.length === 0 ? '\t<none>' : ''}`);
    const devices = [...volumeDevices].sort((a, b) => (a.devicePath < b.devicePath ? -1 : 1));
    for (const { devicePath, name } of devices) out.line(3, `${devicePath} from ${name}`);
  }
}
