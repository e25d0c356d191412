/** The result of a probe at a moment, in the words of Go's network packages and the kubelet's probers. */
// Models kubernetes/pkg/probe/{http,tcp,grpc,exec}
import type { Container } from '../../api/types.ts';
import { installedPrograms } from '../../programs/installed.ts';
import { isPlainHttp, pageStatus } from './listening.ts';
import type { Listener, ProbedPod } from './probed-pod.ts';
import { nextChange, type Silence, silence } from '../containers/process.ts';

export type ProbeSpec = NonNullable<Container['readinessProbe']>;

export interface ProbeAnswer {
  /** The reason of a failure; `undefined` for success. */
  readonly failure?: string;
  /** True if the answer does not come in time. */
  readonly hangs?: boolean;
  /** True if the probe could not run, which counts neither as success nor as failure. */
  readonly errored?: boolean;
  /** Virtual ms at which the result changes, unless files or containers change before. */
  readonly until: number;
}

export interface ProbeQuestion {
  readonly spec: ProbeSpec;
  readonly forReadiness: boolean;
  /** In seconds. */
  readonly timeout: number;
  /** With the variables expanded. */
  readonly command: readonly string[] | undefined;
}

/** @param at Virtual ms at which `own`, the probed container, is asked. */
export function probeAnswer(question: ProbeQuestion, own: Listener, pod: ProbedPod, at: number): ProbeAnswer {
  const { spec } = question;
  const given = (spec.httpGet ?? spec.tcpSocket ?? spec.grpc)?.port;
  if (given === undefined) return execAnswer(question, own, pod, at);
  const port = portNumber(given, own.container);
  if (Number.isNaN(port)) {
    return { failure: `strconv.Atoi: parsing "${given}": invalid syntax`, errored: true, until: Infinity };
  }
  const host = spec.httpGet?.host ?? spec.tcpSocket?.host;
  const listener = host === undefined || host === pod.address ? pod.listener(port, own) : own;
  const elapsed = at - (listener?.startedAt ?? 0);
  const silent = listener === undefined ? 'refused' : silence(listener.process, elapsed, question.forReadiness);
  const until = listener === undefined ? Infinity : listener.startedAt + nextChange(listener.process, elapsed);
  const address = `${host ?? pod.address}:${port}`;
  if (silent !== undefined) {
    const failure = networkFailure(spec, address, silent, question.timeout);
    return { failure, hangs: silent === 'hangs', until };
  }
  if (listener !== undefined && isPlainHttp(listener.container)) {
    if (spec.grpc) return { failure: networkFailure(spec, address, 'hangs', question.timeout), hangs: true, until };
    if (spec.httpGet?.scheme === 'HTTPS') {
      return {
        failure: `Get "${urlOf(spec.httpGet, address)}": http: server gave HTTP response to HTTPS client`,
        until,
      };
    }
  }
  const files = listener && pod.files(listener.container.name);
  const status = spec.httpGet && files && pageStatus(listener.container, files, spec.httpGet.path ?? '/');
  return status !== undefined && status >= 400 ? { failure: statusFailure(status), until } : { until };
}

const statusFailure = (status: number): string => `HTTP probe failed with statuscode: ${status}`;

function execAnswer(
  { spec, command, timeout, forReadiness }: ProbeQuestion,
  own: Listener,
  pod: ProbedPod,
  at: number,
) {
  const timedOut = `command timed out: "${spec.exec?.command?.join(' ')}" timed out after ${timeout}s`;
  const files = pod.files(own.container.name);
  const env = { HOSTNAME: pod.hostname, ...Object.fromEntries(own.environment) };
  const around = files && { image: own.container.image!, env, files: () => files };
  const result = command && around && installedPrograms()?.resultOf(command, around, timeout * 1000);
  if (result !== undefined) {
    if (result.takes > timeout * 1000) return { failure: timedOut, hangs: true, until: Infinity };
    return { ...(result.exitCode !== 0 && { failure: result.output }), until: Infinity };
  }
  // A command that the lab does not know depends on the container's process, and prints nothing.
  const elapsed = at - own.startedAt;
  const silent = silence(own.process, elapsed, forReadiness);
  const until = own.startedAt + nextChange(own.process, elapsed);
  if (silent === undefined) return { until };
  return { failure: silent === 'hangs' ? timedOut : '', hangs: silent === 'hangs', until };
}

const urlOf = ({ scheme = 'HTTP', path = '/' }: ProbeSpec['httpGet'] & {}, address: string): string =>
  `${scheme.toLowerCase()}://${address}${path.replace(/^\/?/, '/')}`;

function networkFailure({ httpGet, grpc }: ProbeSpec, address: string, silent: Silence, timeout: number): string {
  const dial = `dial tcp ${address}: ${silent === 'hangs' ? 'i/o timeout' : 'connect: connection refused'}`;
  if (httpGet !== undefined) {
    if (silent === 'unavailable') return statusFailure(503);
    const url = urlOf(httpGet, address);
    if (silent === 'refused') return `Get "${url}": ${dial}`;
    return `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  }
  if (grpc === undefined) return dial;
  if (silent === 'unavailable') return 'service unhealthy (responded with "NOT_SERVING")';
  return `timeout: failed to connect service "${address}" within ${timeout}s: context deadline exceeded`;
}

/** A named port is the container port with that name; NaN if there is none. */
function portNumber(port: string | number, { ports }: Container): number {
  const named = ports?.find((p) => p.name === port)?.containerPort;
  return named ?? (/^\d+$/.test(String(port)) ? Number(port) : NaN);
}
