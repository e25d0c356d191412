/** `-v=6` and more: the requests that a command makes, as client-go logs them. */
// Models client-go/transport/round_trippers.go, client-go/rest/request.go and k8s.io/klog
// Differs: a request takes no time; watches, discovery and the lines about feature gates are not logged; few headers.
import {
  apiVersionOf,
  type ApiServer,
  type KubernetesObject,
  type Manifest,
  type PatchOptions,
  type ResourceInfo,
  resourceInfo,
  resourceOfKind,
  StatusError,
  timestamp,
  type WriteOptions,
} from '../../engine/index.ts';
import type { KubectlEnvironment } from '../command.ts';
import type { Flags } from '../flags/flags.ts';
import { pluralName } from '../resources/rest-mapper.ts';
import { serverAddress } from './kube-config.ts';

/** The process id of kubectl in the log. */
const processId = 4242;
const userAgent = 'kubectl/v1.36.2 (linux/amd64) kubernetes/0000000';
const table =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';

/** Number of characters of a body that are logged. */
const bodyLimits: readonly [level: number, limit: number][] = [
  [10, Infinity],
  [9, 10_240],
  [8, 1024],
];

const codes: Readonly<Record<string, string>> = {
  BadRequest: '400 Bad Request',
  Forbidden: '403 Forbidden',
  NotFound: '404 Not Found',
  AlreadyExists: '409 Conflict',
  Conflict: '409 Conflict',
  Invalid: '422 Unprocessable Entity',
  TooManyRequests: '429 Too Many Requests',
};

interface HttpRequest {
  readonly verb: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** Returns the environment of a command whose requests are logged, if its verbosity asks for that. */
export function verbose(env: KubectlEnvironment, flags: Flags): KubectlEnvironment {
  const level = flags.int('v');
  if (level < 6) return env;
  const log = (place: string, text: string): void => {
    // 2026-01-01T08:00:00Z
    const [date, time] = timestamp(env.cluster.now()).split('T') as [string, string];
    const micros = String(Math.floor((env.cluster.now() % 1000) * 1000)).padStart(6, '0');
    const head = `I${date.slice(5).replace('-', '')} ${time.slice(0, -1)}.${micros} ${String(processId).padStart(7)}`;
    env.warn?.(`${head} ${place}] ${text}\n`);
  };
  log('loader.go:407', 'Config loaded from file:  /home/lab/.kube/config');
  return { ...env, api: logged(env.api, new RequestLog(level, log), flags) };
}

class RequestLog {
  /** Reads since the last write: repeated reads of an object stand for a watch and are not logged. */
  #reads = new Set<string>();

  constructor(
    private readonly level: number,
    private readonly log: (place: string, text: string) => void,
  ) {}

  /** Logs a request and its response. */
  send<T>(request: HttpRequest, answer: () => T, ok = '200 OK'): T {
    const { verb, body } = request;
    const url = serverAddress + urlOf(request);
    const again = verb === 'GET' && this.#reads.has(url);
    if (verb === 'GET') this.#reads.add(url);
    else this.#reads.clear();
    if (again) return answer();
    const place = `verb=${JSON.stringify(verb)} url=${JSON.stringify(url)}`;
    if (this.level >= 7) {
      if (this.level >= 8) this.#body('Request', body);
      const headers = `\tAccept: ${verb === 'GET' ? table : 'application/json'}\n\tUser-Agent: ${userAgent}\n`;
      this.log('round_trippers.go:527', `"Request" ${place} headers=<\n${headers} >`);
    }
    const done = (status: string, result: unknown): void => {
      const about = this.level >= 7 ? '' : `${place} `;
      this.log('round_trippers.go:632', `"Response" ${about}status=${JSON.stringify(status)} milliseconds=0`);
      if (this.level >= 8) this.#body('Response', result);
    };
    try {
      const result = answer();
      done(result === undefined && verb === 'GET' ? codes['NotFound']! : ok, result);
      return result;
    } catch (error) {
      if (error instanceof StatusError) done(codes[error.reason] ?? '500 Internal Server Error', error.message);
      throw error;
    }
  }

  #body(which: 'Request' | 'Response', body: unknown): void {
    const text = body === undefined ? '' : JSON.stringify(body);
    const limit = bodyLimits.find(([level]) => this.level >= level)![1];
    const shown = text.length <= limit ? text : `${text.slice(0, limit)} [truncated ${text.length - limit} chars]`;
    this.log('type.go:165', `"${which} Body" body=${JSON.stringify(shown)}`);
  }
}

const urlOf = ({ path, query = {} }: HttpRequest): string => {
  const pairs = Object.entries(query).filter(([, value]) => value);
  const words = pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${encodeURIComponent(value!)}`);
  return words.length === 0 ? path : `${path}?${words.join('&')}`;
};

function pathOf(info: ResourceInfo, namespace: string | undefined, ...more: readonly (string | undefined)[]): string {
  const group = info.group === '' ? `/api/${info.version}` : `/apis/${apiVersionOf(info)}`;
  const within = info.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
  return [`${group}${within}/${pluralName(info)}`, ...more.filter((part) => part)].join('/');
}

function logged(api: ApiServer, log: RequestLog, flags: Flags): ApiServer {
  const written = (options: PatchOptions & WriteOptions = {}) => ({
    dryRun: options.dryRun ? 'All' : undefined,
    fieldManager: options.fieldManager,
    fieldValidation: options.fieldValidation,
    force: options.force === undefined ? undefined : String(options.force),
  });
  const place = (object: Manifest | KubernetesObject) => {
    const info = resourceOfKind(object.apiVersion, object.kind, api);
    return info && { info, namespace: info.namespaced ? (object.metadata?.namespace ?? 'default') : undefined };
  };
  return {
    get(resource, name, namespace) {
      const path = pathOf(resourceInfo(resource, api), namespace, name);
      return log.send({ verb: 'GET', path }, () => api.get(resource, name, namespace));
    },
    list(resource, options) {
      // Discovery, which is cached, reads only definitions.
      if (options === undefined) return api.list(resource);
      const query = {
        fieldSelector: flags.string('field-selector'),
        labelSelector: flags.string('selector'),
        limit: '500',
      };
      const path = pathOf(resourceInfo(resource, api), options.namespace);
      return log.send({ verb: 'GET', path, query }, () => api.list(resource, options));
    },
    managedFields: (object) => api.managedFields(object),
    create(object, actor, options) {
      const at = place(object);
      const answer = () => api.create(object, actor, options);
      if (at === undefined) return answer();
      const request = { path: pathOf(at.info, at.namespace), query: written(options), body: object };
      return log.send({ verb: 'POST', ...request }, answer, '201 Created');
    },
    update(object, actor, options) {
      const at = place(object);
      const answer = () => api.update(object, actor, options);
      if (at === undefined) return answer();
      const path = pathOf(at.info, at.namespace, object.metadata?.name);
      return log.send({ verb: 'PUT', path, query: written(options), body: object }, answer);
    },
    updateStatus(object, actor) {
      const at = place(object);
      const answer = () => api.updateStatus(object, actor);
      if (at === undefined) return answer();
      return log.send({ verb: 'PUT', path: pathOf(at.info, at.namespace, object.metadata.name, 'status') }, answer);
    },
    patch(resource, name, namespace, type, patch, actor, options) {
      const path = pathOf(resourceInfo(resource, api), namespace, name, options?.subresource);
      return log.send({ verb: 'PATCH', path, query: written(options), body: patch }, () =>
        api.patch(resource, name, namespace, type, patch, actor, options),
      );
    },
    delete(resource, name, namespace, actor, options) {
      const path = pathOf(resourceInfo(resource, api), namespace, name);
      log.send({ verb: 'DELETE', path }, () => api.delete(resource, name, namespace, actor, options));
    },
    evictPod(name, namespace, actor, options) {
      const path = pathOf(resourceInfo('pods'), namespace, name, 'eviction');
      log.send({ verb: 'POST', path }, () => api.evictPod(name, namespace, actor, options), '201 Created');
    },
  };
}
