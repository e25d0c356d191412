/** `curl` and `wget`, over the cluster's network. */
import { hasOnlyBusybox } from '../kubelet/containers/images.ts';
import { options } from './options.ts';
import { type HttpAnswer, type ProgramOutcome, outcome, type ProgramHost, type Tool } from './program-host.ts';

/** The network of an HTTP client. */
export interface HttpClient extends Pick<ProgramHost, 'image' | 'hostname' | 'address' | 'lookup'> {
  /** As in a container; `empty` means that the connection was closed without an answer. */
  request(address: string, port: number, path: string): ReturnType<ProgramHost['request']> | 'empty';
}

const failed = (exitCode: number, stderr: string): ProgramOutcome => outcome('', exitCode, stderr);

interface Url {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** Parses `http://web-0.nginx:8080/x`, with or without the scheme. */
function parseUrl(text: string): Url | undefined {
  const parts = /^(?:(https?):\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)(?::(\d+))?([/?#].*)?$/i.exec(text);
  if (parts === null) return undefined;
  const [, scheme, name, port, path = '/'] = parts;
  return { host: name!, port: Number(port ?? (scheme === 'https' ? 443 : 80)), path };
}

/** Resolves a name; `undefined` if it does not exist. */
export function addressOf(
  place: Pick<HttpClient, 'hostname' | 'address' | 'lookup'>,
  name: string,
): string | undefined {
  if (name === place.hostname) return place.address;
  if (name === 'localhost' || /^\d+(\.\d+){3}$|^\[/.test(name)) return name;
  return place.lookup(name, 'A').records[0]?.data;
}

function fetchPage(
  container: HttpClient,
  { host: name, port, path }: Url,
): HttpAnswer | 'refused' | 'unreachable' | 'unknown' | 'empty' {
  const address = addressOf(container, name);
  return address === undefined ? 'unknown' : container.request(address, port, path);
}

/** Returns the output file; `undefined` for standard output. */
function deliver(body: string, file: string | undefined): ProgramOutcome {
  return file === undefined || file === '-' ? outcome(body) : { ...outcome(''), file: { path: file, content: body } };
}

export const curl: Tool<HttpClient> = (args, container) => {
  const { given, words } = options(args, 'oHXdwmTAeu');
  const has = (...names: string[]): boolean => names.some((name) => given.has(name));
  const url = parseUrl(words[0] ?? '');
  if (url === undefined) return failed(2, "curl: (2) no URL specified\ncurl: try 'curl --help' for more information\n");
  const quiet = has('s', 'silent') && !has('S', 'show-error');
  const answer = fetchPage(container, url);
  const complain = (code: number, text: string) => failed(code, quiet ? '' : `curl: (${code}) ${text}\n`);
  if (answer === 'unknown') return complain(6, `Could not resolve host: ${url.host}`);
  if (answer === 'empty') return complain(52, 'Empty reply from server');
  if (typeof answer === 'string') {
    const reason = answer === 'refused' ? 'Connection refused' : 'No route to host';
    return complain(7, `Failed to connect to ${url.host} port ${url.port}: ${reason}`);
  }
  if (has('f', 'fail') && answer.status >= 400) {
    return complain(22, `The requested URL returned error: ${answer.status}`);
  }
  const head = has('I', 'head', 'i', 'include') ? headOf(answer) : '';
  const written = given.get('w')?.replaceAll('%{http_code}', String(answer.status)).replaceAll('\\n', '\n') ?? '';
  const file = given.get('o') ?? (has('O') ? url.path.split('/').at(-1) : undefined);
  const body = head + (has('I', 'head') ? '' : answer.body);
  if (file === undefined) return outcome(body + written);
  return { ...(file === '/dev/null' ? outcome('') : deliver(body, file)), stdout: written };
};

const headOf = ({ status, statusText, headers }: HttpAnswer): string =>
  [
    `HTTP/1.1 ${status} ${statusText}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

export const wget: Tool<HttpClient> = (args, container) => {
  const { given, words } = options(args, 'OTPtU');
  const url = parseUrl(words[0] ?? '');
  if (url === undefined) return failed(1, 'wget: missing URL\n');
  const answer = fetchPage(container, url);
  const quiet = given.has('q');
  const busybox = hasOnlyBusybox(container.image);
  if (answer === 'unknown') {
    const text = busybox ? `wget: bad address '${url.host}'\n` : `wget: unable to resolve host address ‘${url.host}’\n`;
    return failed(busybox ? 1 : 4, busybox || !quiet ? text : '');
  }
  if (answer === 'empty') return failed(4, 'wget: No data received.\n');
  if (typeof answer === 'string') {
    const reason = answer === 'refused' ? 'Connection refused' : 'No route to host';
    return failed(busybox ? 1 : 4, `wget: can't connect to remote host (${url.host}): ${reason}\n`);
  }
  if (answer.status >= 400) {
    return failed(busybox ? 1 : 8, `wget: server returned error: HTTP/1.1 ${answer.status} ${answer.statusText}\n`);
  }
  return deliver(answer.body, given.get('O') ?? (url.path.split('/').at(-1) || 'index.html'));
};
