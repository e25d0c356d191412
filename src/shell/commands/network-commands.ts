/**
 * Network tools of the user's machine, which is outside of the cluster: its resolver does not know the cluster's names
 * and no route leads to Pods. The tools fail as they do in reality, and a hint says from where they work. Ports of
 * `kubectl port-forward` on this machine answer.
 */
import { type Command, defineCommand } from 'just-bash/browser';
import type { Hint } from '../environment.ts';
import { curl, type HttpClient, wget } from '../../engine/programs/index.ts';
import { delivered } from '../containers/container-commands.ts';
import { isOwn, type Ports } from '../machine/ports.ts';
import { publishedFiles } from '../machine/tutorial-files.ts';
import type { CommandContext, CommandResult } from './terminal-output.ts';

/** The machine's resolver: a local stub such as systemd-resolved. */
const resolver = '127.0.0.53';

interface Tool {
  readonly usage: string;
  run(target: string, args: readonly string[], context: CommandContext): Promise<CommandResult> | CommandResult;
}

const failed = (exitCode: number, stderr: string, stdout = ''): CommandResult => ({ stdout, stderr, exitCode });
const isAddress = (host: string): boolean => /^\d+(\.\d+){3}$/.test(host) || host.includes(':');
const hostOf = (url: string): string =>
  url
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '');
const portOf = (url: string): string =>
  /^[a-z]*:?\/{0,2}[^/:]+:(\d+)/i.exec(url)?.[1] ?? (url.startsWith('https:') ? '443' : '80');

const digHeader = (name: string): string => `
; <<>> DiG 9.18.28 <<>> ${name}
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 0
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 1

;; QUESTION SECTION:
;${name}.\t\t\tIN\tA

;; SERVER: ${resolver}#53(${resolver}) (UDP)

`;

const tools: Readonly<Record<string, Tool>> = {
  nslookup: {
    usage: "Usage:\n   nslookup [-opt ...] host         # just look up 'host' using default server\n",
    run: (name) => {
      const server = `Server:\t\t${resolver}\nAddress:\t${resolver}#53\n\n`;
      return failed(1, '', `${server}** server can't find ${name}: NXDOMAIN\n\n`);
    },
  },
  host: { usage: 'Usage: host name [server]\n', run: (name) => failed(1, '', `Host ${name} not found: 3(NXDOMAIN)\n`) },
  dig: {
    usage: '',
    run: (name, args) => failed(0, '', args.includes('+short') ? '' : digHeader(name)),
  },
  curl: {
    usage: "curl: try 'curl --help' for more information\n",
    run: async (url, args, context) => {
      const text = publishedFiles.get(url);
      if (text !== undefined) return download(url, text, savedAs(args, url, '-o'), context);
      const silent =
        args.some((arg) => /^-[a-zA-Z]*s/.test(arg) && !/^-[a-zA-Z]*S/.test(arg)) || args.includes('--silent');
      const host = hostOf(url);
      return isAddress(host)
        ? failed(7, silent ? '' : `curl: (7) Failed to connect to ${host} port ${portOf(url)}: No route to host\n`)
        : failed(6, silent ? '' : `curl: (6) Could not resolve host: ${host}\n`);
    },
  },
  wget: {
    usage: "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n",
    run: async (url, args, context) => {
      const quiet = args.some((arg) => /^-[a-zA-Z]*q/.test(arg)) || args.includes('--quiet');
      const text = publishedFiles.get(url);
      if (text !== undefined) return download(url, text, savedAs(args, url, '-O') ?? url.split('/').at(-1), context);
      const host = hostOf(url);
      const reason = isAddress(host)
        ? `Connecting to ${host}:${portOf(url)}... failed: No route to host.\n`
        : `Resolving ${host} (${host})... failed: Name or service not known.\nwget: unable to resolve host address ‘${host}’\n`;
      return failed(4, quiet ? '' : reason);
    },
  },
};

/** The file to which the response is written; `undefined`: standard output. */
function savedAs(args: readonly string[], url: string, option: '-o' | '-O'): string | undefined {
  const at = args.findIndex((arg) => arg.startsWith('-') && !arg.startsWith('--') && arg.includes(option[1]!));
  if (at >= 0) return args[at]!.split(option[1]!)[1] || args[at + 1];
  const remoteName = option === '-o' && args.some((arg) => /^-[a-zA-Z]*O/.test(arg));
  return remoteName ? url.split('/').at(-1) : undefined;
}

async function download(
  _url: string,
  text: string,
  file: string | undefined,
  context: CommandContext,
): Promise<CommandResult> {
  if (file === undefined || file === '-') return { stdout: text, stderr: '', exitCode: 0 };
  await context.fs.writeFile(context.fs.resolvePath(context.cwd, file), text);
  return { stdout: '', stderr: '', exitCode: 0 };
}

/** Options of these tools that take the next word as their value. */
const takesValue =
  /^(-[oOHXdTPpwtAeu]|--output|--output-document|--header|--request|--data|--timeout|--max-time|-type)$/;

function targetOf(args: readonly string[]): string | undefined {
  return args.find(
    (arg, i) => !/^[-+@]/.test(arg) && !takesValue.test(args[i - 1] ?? '') && !/^(A|AAAA|SRV|ANY|PTR|IN)$/i.test(arg),
  );
}

/** Clients that can connect to the machine's own ports. */
const clients = new Map([
  ['curl', curl],
  ['wget', wget],
]);

/** @param hint Explains the failure in the lab's own words. */
export function networkCommands(
  ports: Ports,
  hint: (hint: Hint, values: Readonly<Record<string, string>>) => void,
): Command[] {
  const here: HttpClient = {
    image: '',
    hostname: 'localhost',
    address: '127.0.0.1',
    lookup: () => ({ status: 'NXDOMAIN', records: [] }),
    request: (address, port, path) => ports.request(address, port, path),
  };
  return Object.entries(tools).map(([name, tool]) =>
    defineCommand(name, async (args, context) => {
      const target = targetOf(args);
      const client = clients.get(name);
      if (target !== undefined && client !== undefined && isOwn(hostOf(target))) {
        return delivered(client(args, here, { cwd: context.cwd, now: () => 0 }), context);
      }
      if (target === undefined) return failed(name === 'dig' ? 0 : 2, tool.usage);
      const result = await tool.run(target, args, context);
      const known = publishedFiles.has(target);
      if (!known) {
        const host = hostOf(target);
        hint(isAddress(host) ? 'PodNetwork' : 'ClusterDns', { name: host });
      }
      return result;
    }),
  );
}
