/**
 * A server like `kubectl proxy --www`: the page below `/lab/` and the API of the recorded cluster, over HTTP/1.1 and
 * WebSocket. Its time is the recording's; the caller controls how it passes.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Random } from '../../src/engine/sim/random.ts';
import { type LiveResource, liveResources } from '../../src/live/kinds.ts';
import type { LiveInput } from '../../src/live/live-cluster.ts';
import { RecordedCluster } from '../../src/live/testing/recorded.ts';
import { UnsteadyServer } from '../../src/live/testing/unsteady-server.ts';
import { staticHandler } from '../static-server.mjs';
import { answerTo, type Written } from './writes.ts';
import { acceptWebSocket, type ServerSocket } from './web-socket.ts';

const recordedCluster = (): RecordedCluster =>
  new RecordedCluster(
    readFileSync(new URL('../../src/live/testing/recordings/streams.jsonl', import.meta.url), 'utf8'),
  );

export interface LiveServerOptions {
  /** The built page; without it, only the API is served. */
  readonly dist?: string;
  readonly seed?: number;
  /** Until this time of the recording (ms), all kinds of faults occur, chosen by the seed. */
  readonly faultsUntil?: number;
  readonly forbidden?: readonly LiveResource[];
  /** True: it accepts writes, as a proxy without `--reject-methods` does. */
  readonly writable?: boolean;
  /** False: it refuses WebSockets, as an older intermediate proxy does. */
  readonly sockets?: boolean;
  /** How many times faster than a real server it responds. */
  readonly pace?: number;
}

/** An open request. */
interface Open {
  answer(status: number, contentType: string, body: string): void;
  opened(): void;
  line(text: string): void;
  end(): void;
  drop(): void;
}

/** Characters of three and four bytes at the end of each event: chunks end within them. */
const wide = ',"note":"有状态应用 😀"}';

export class LiveServer {
  readonly cluster = recordedCluster();
  /** The time of the recording (ms). The first command comes after 3 s. */
  at = 3000;
  /** Opened watches, by kind. */
  readonly watched = new Map<LiveResource, { readonly means: 'socket' | 'stream' }>();
  /** Requests other than GET, in order. */
  readonly written: Written[] = [];
  /** Called after a write that was not a dry run: the recording contains only what followed in reality. */
  onWrite: (written: Written) => void = () => {};
  readonly #random: Random;
  readonly #unsteady: UnsteadyServer;
  readonly #open = new Map<string, Open>();
  readonly #connections = new Set<Duplex>();
  readonly #timer: NodeJS.Timeout;
  #server: Server | undefined;
  #requests = 0;
  #down = false;

  constructor(private readonly options: LiveServerOptions = {}) {
    const { seed = 1, faultsUntil = 0, forbidden = [], pace = 1 } = options;
    this.#random = new Random(seed);
    this.#unsteady = new UnsteadyServer(this.cluster, this.#random, faultsUntil, forbidden, () => this.at);
    this.#timer = setInterval(() => this.#speak(), Math.max(50 / pace, 5));
  }

  /** Listens. Returns the address of the server. */
  async start(): Promise<string> {
    const page = this.options.dist === undefined ? undefined : staticHandler(this.options.dist, { prefix: '/lab' });
    const server = createServer((request, response) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        this.#write(request, response);
      } else if (/^\/(api|apis|version)\b/.test(request.url ?? '')) this.#api(request, response);
      else if (page !== undefined) page(request, response);
      else response.writeHead(404).end();
    });
    server.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
    });
    server.on('upgrade', (request, socket) => this.#upgrade(request, socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Stops the API server behind the proxy and closes all its connections. */
  down(): void {
    this.#down = true;
    for (const [key, open] of this.#open) {
      this.#forget(key);
      open.drop();
    }
  }

  up(): void {
    this.#down = false;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#connections.forEach((connection) => connection.destroy());
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  #now(): number {
    return Date.now() * (this.options.pace ?? 1);
  }

  #forget(key: string): void {
    this.#open.delete(key);
    const [of, request] = key.split(' ') as [LiveResource, string];
    this.#unsteady.ask([{ of, effect: { do: 'abort', request: Number(request) } }], this.at);
  }

  #speak(): void {
    for (const { of, input } of this.#unsteady.speak(this.#now())) {
      if (of === 'server') continue;
      this.#tell(`${of} ${input.request}`, input);
    }
  }

  #tell(key: string, input: LiveInput['input']): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    switch (input.type) {
      case 'answered':
        this.#open.delete(key);
        return open.answer(input.status, 'contentType' in input ? input.contentType : 'application/json', input.body);
      case 'opened':
        return open.opened();
      case 'line':
        return open.line(input.text.endsWith('}}') ? input.text.slice(0, -1) + wide : input.text);
      case 'ended':
        this.#open.delete(key);
        return open.end();
      case 'failed':
      case 'tooLarge':
        this.#open.delete(key);
        return open.drop();
    }
  }

  #api(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url!;
    const json = { 'Content-Type': 'application/json' };
    if (this.#down) {
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('error trying to reach service: dial tcp 127.0.0.1:6443: connect: connection refused\n');
    } else if (url === '/version') response.writeHead(200, json).end(JSON.stringify({ gitVersion: 'v1.36.2' }));
    else {
      const end = (): void => {
        // Sends half a line: the connection breaks in the middle of an event.
        if (response.headersSent) response.end('{"type":"ADD');
        else response.destroy();
      };
      const key = this.#ask(url, 'stream', {
        answer: (status, type, body) => void response.writeHead(status, { 'Content-Type': type }).end(body),
        opened: () => void response.writeHead(200, json).flushHeaders(),
        line: (text) => this.#inPieces(Buffer.from(`${text}\n`), response),
        end,
        drop: () => void response.destroy(),
      });
      if (key === undefined) response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404 page not found\n');
      else response.on('close', () => this.#forget(key));
    }
  }

  #write(request: IncomingMessage, response: ServerResponse): void {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url!, 'http://127.0.0.1');
      const written: Written = {
        ...{ method: request.method!, path: pathname, body: Buffer.concat(pieces).toString() },
        ...{ dryRun: searchParams.get('dryRun') === 'All', contentType: request.headers['content-type'] ?? '' },
      };
      this.written.push(written);
      if (this.options.writable !== true) {
        response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Forbidden');
        return;
      }
      const version = this.cluster.versionAt(this.at);
      const { status, body } = answerTo(written, (resource, name) =>
        this.cluster.objects(resource as LiveResource, version).find(({ metadata }) => metadata.name === name),
      );
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
      if (!written.dryRun && status < 300) this.onWrite(written);
    });
  }

  /** Writes in chunks that can end anywhere, also within a character. */
  #inPieces(bytes: Buffer, response: ServerResponse): void {
    for (let from = 0; from < bytes.length;) {
      const to = from + 1 + (this.#random.bits(`piece ${++this.#requests}`) % 1000);
      response.write(bytes.subarray(from, to));
      from = to;
    }
  }

  #upgrade(request: IncomingMessage, stream: Duplex): void {
    const refuse = (status: number): void => void stream.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`);
    if (this.#down || this.options.sockets === false) return refuse(500);
    let socket: ServerSocket | undefined;
    stream.on('error', () => stream.destroy());
    const key = this.#ask(request.url!, 'socket', {
      answer: refuse,
      opened: () => (socket = acceptWebSocket(request, stream)),
      line: (text) => socket?.send(text),
      end: () => (socket === undefined ? refuse(500) : socket.close()),
      drop: () => void stream.destroy(),
    });
    if (key === undefined) refuse(404);
    else stream.on('close', () => this.#forget(key));
  }

  /** Passes a request to the cluster. Returns its key; undefined for an unknown path. */
  #ask(address: string, means: 'socket' | 'stream', open: Open): string | undefined {
    const path = address.replace(/\?.*/, '');
    const of = liveResources.find((resource) => path.endsWith(`/${resource}`));
    if (of === undefined) return undefined;
    const request = ++this.#requests;
    const key = `${of} ${request}`;
    this.#open.set(key, open);
    const isWatch = address.includes('watch=1');
    if (isWatch) this.watched.set(of, { means });
    const effect = isWatch ? { do: 'watch' as const, means } : { do: 'list' as const };
    this.#unsteady.ask([{ of, effect: { ...effect, request, address } }], this.#now());
    return key;
  }
}
