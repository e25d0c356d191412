/** Commands inside of a container: who it is, and what it reaches over the cluster's network. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandContext, CommandResult } from '../commands/terminal-output.ts';
import type { HttpAnswer, RunningContainer } from './container-host.ts';
import { hasOnlyBusybox } from '../../engine/index.ts';
import { contentsOf } from './images.ts';
import { dig, host, nslookup } from './name-tools.ts';

type Tool<Place = RunningContainer> = (
  args: readonly string[],
  container: Place,
  context: CommandContext,
) => Promise<CommandResult> | CommandResult;

/** Where a client of HTTP runs. */
export interface HttpClient extends Pick<RunningContainer, 'image' | 'hostname' | 'address' | 'lookup'> {
  /** As in a container; `empty`: the connection was closed without an answer. */
  request(address: string, port: number, path: string): ReturnType<RunningContainer['request']> | 'empty';
}

const ok = (stdout: string): CommandResult => ({ stdout, stderr: '', exitCode: 0 });
const failed = (exitCode: number, stderr: string): CommandResult => ({ stdout: '', stderr, exitCode });

interface Url {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** `http://web-0.nginx:8080/x`, with or without the beginning. */
function parseUrl(text: string): Url | undefined {
  const parts = /^(?:(https?):\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)(?::(\d+))?([/?#].*)?$/i.exec(text);
  if (parts === null) return undefined;
  const [, scheme, name, port, path = '/'] = parts;
  return { host: name!, port: Number(port ?? (scheme === 'https' ? 443 : 80)), path };
}

function fetchPage(
  container: HttpClient,
  { host: name, port, path }: Url,
): HttpAnswer | 'refused' | 'unreachable' | 'unknown' | 'empty' {
  const numeric = name === 'localhost' || name === container.hostname || /^\d+(\.\d+){3}$|^\[/.test(name);
  const address = !numeric
    ? container.lookup(name, 'A').records[0]?.data
    : name === container.hostname
      ? container.address
      : name;
  return address === undefined ? 'unknown' : container.request(address, port, path);
}

/** The file that an answer is to be written to; `undefined`: standard output. */
async function deliver(body: string, file: string | undefined, context: CommandContext): Promise<CommandResult> {
  if (file === undefined || file === '-') return ok(body);
  await context.fs.writeFile(context.fs.resolvePath(context.cwd, file), body);
  return ok('');
}

/** Letters and values of short options, joined (`-sSo x`), and the words that are none. */
function readOptions(args: readonly string[], withValue: string) {
  const given = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (!/^-[^-]/.test(arg)) {
      const [, name, value] = /^--([\w-]+)(?:=(.*))?$/.exec(arg) ?? [];
      if (name !== undefined) given.set(name, value ?? '');
      else words.push(arg);
      continue;
    }
    for (let i = 1; i < arg.length; i++) {
      const letter = arg[i]!;
      if (!withValue.includes(letter)) given.set(letter, '');
      else {
        given.set(letter, arg.slice(i + 1) || (args[++at] ?? ''));
        break;
      }
    }
  }
  return { given, words };
}

export const curl: Tool<HttpClient> = (args, container, context) => {
  const { given, words } = readOptions(args, 'oHXdwmTAeu');
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
  if (file === undefined) return ok(body + written);
  return deliver(file === '/dev/null' ? '' : body, file, context).then((result) => ({ ...result, stdout: written }));
};

const headOf = ({ status, statusText, headers }: HttpAnswer): string =>
  [
    `HTTP/1.1 ${status} ${statusText}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

export const wget: Tool<HttpClient> = (args, container, context) => {
  const { given, words } = readOptions(args, 'OTPtU');
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
  return deliver(answer.body, given.get('O') ?? (url.path.split('/').at(-1) || 'index.html'), context);
};

const hostname: Tool = (args, { hostname: name, address, namespace, query }) => {
  if (args.includes('-i') || args.includes('-I')) return ok(`${address}${args.includes('-I') ? ' ' : ''}\n`);
  if (args.includes('-f') || args.includes('--fqdn')) {
    const reversed = query(`${address.split('.').reverse().join('.')}.in-addr.arpa.`, 'PTR').records;
    const own = reversed.find(({ data }) => data.startsWith(`${name}.`) && data.includes(`.${namespace}.`));
    return ok(`${own?.data.replace(/\.$/, '') ?? name}\n`);
  }
  return ok(`${name}\n`);
};

const ps: Tool = (_, container) => {
  const main = contentsOf(container.image).main.join(' ');
  return ok(`PID   USER     TIME  COMMAND\n    1 root      0:00 ${main}\n`);
};

const everywhere: Readonly<Record<string, Tool>> = {
  hostname,
  ps,
  whoami: () => ok('root\n'),
  id: () => ok('uid=0(root) gid=0(root) groups=0(root)\n'),
  uname: (args, { hostname: name }) => ok(args.includes('-n') ? `${name}\n` : 'Linux\n'),
  sync: () => ok(''),
};

const network: Readonly<Record<string, Tool>> = {
  curl,
  wget,
  nslookup: (args, container) => nslookup(args, container),
  host: (args, container) => host(args, container),
  dig: (args, container) => dig(args, container),
};

/** The commands that a container has beside those of every shell. */
export function containerCommands(container: RunningContainer): Command[] {
  const inImage = contentsOf(container.image).tools;
  const tools = [...Object.entries(everywhere), ...Object.entries(network).filter(([name]) => inImage.includes(name))];
  return tools.map(([name, tool]) => defineCommand(name, async (args, context) => tool(args, container, context)));
}
