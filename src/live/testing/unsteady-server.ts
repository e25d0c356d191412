/**
 * A server of the recorded cluster that fails in every observed way, chosen by its seed. It answers a `LiveCluster`.
 */
import type { Random } from '../../engine/index.ts';
import type { LiveResource } from '../kinds.ts';
import type { LiveEffect, LiveInput } from '../live-cluster.ts';
import type { RecordedCluster, RecordedEvent } from './recorded.ts';

export type Fault =
  | 'hang'
  | 'unreachable'
  | 'serverDown'
  | 'serverError'
  | 'expiredToken'
  | 'expiredStatus'
  | 'expiredEvent'
  | 'close'
  | 'silence'
  | 'duplicate'
  | 'stale'
  | 'nonsense'
  | 'notOpened';

interface OpenWatch {
  readonly of: LiveResource;
  readonly request: number;
  version: number;
  silent: boolean;
}

const status = (code: number, reason: string, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  code,
});

/** One of this many effects fails: faults that end a watch are rarer than those that a watch survives. */
const rarity: Readonly<Record<Fault, number>> = {
  hang: 8,
  unreachable: 8,
  serverDown: 8,
  serverError: 8,
  expiredToken: 8,
  expiredStatus: 8,
  notOpened: 8,
  expiredEvent: 30,
  close: 30,
  silence: 30,
  nonsense: 30,
  duplicate: 3,
  stale: 3,
};

export const faults = Object.keys(rarity) as readonly Fault[];

export class UnsteadyServer {
  readonly #watches = new Map<string, OpenWatch>();
  readonly #lists: { readonly due: number; readonly input: (at: number) => LiveInput }[] = [];
  readonly #sent = new Set<string>();
  #acts = 0;
  /** The faults so far. */
  readonly seen = new Set<Fault>();

  /**
   * @param until From this time on (ms), nothing fails.
   * @param forbidden Resources that may not be listed.
   * @param recordingTime Maps the client's time to the recording's (ms); the same, if absent.
   */
  constructor(
    private readonly cluster: RecordedCluster,
    private readonly random: Random,
    private readonly until: number,
    private readonly forbidden: readonly LiveResource[] = [],
    private readonly recordingTime: (at: number) => number = (at) => at,
  ) {}

  /** Performs an effect of the client. */
  ask(effects: readonly LiveEffect[], at: number): void {
    for (const { of, effect } of effects) {
      if (of === 'server') continue;
      const { request } = effect;
      if (effect.do === 'abort') this.#watches.delete(`${of} ${request}`);
      else if (effect.do === 'list') this.#list(of, request, effect.address, at);
      else this.#watch(of, request, effect.address, at);
    }
  }

  /** Returns the inputs of the client up to a time, in order. */
  speak(at: number): readonly LiveInput[] {
    const due = this.#lists.filter((one) => one.due <= at);
    for (const one of due) this.#lists.splice(this.#lists.indexOf(one), 1);
    return [...due.map(({ input }) => input(at)), ...[...this.#watches.values()].flatMap((open) => this.#go(open, at))];
  }

  /** Returns true if something fails now. */
  #fails(fault: Fault, at: number): boolean {
    if (this.recordingTime(at) >= this.until || this.random.bits(`${fault} ${++this.#acts}`) % rarity[fault] !== 0)
      return false;
    this.seen.add(fault);
    return true;
  }

  #later(at: number, input: (at: number) => LiveInput): void {
    this.#lists.push({ due: at + this.random.between(5, 400, `latency ${++this.#acts}`), input });
  }

  #answer(of: LiveResource, request: number, code: number, body: string, contentType = 'application/json') {
    return (): LiveInput => ({ of, input: { type: 'answered', request, status: code, contentType, body } });
  }

  #list(of: LiveResource, request: number, address: string, at: number): void {
    if (this.forbidden.includes(of)) {
      const message = `${of} is forbidden: User "jane" cannot list resource "${of}"`;
      return this.#later(at, this.#answer(of, request, 403, JSON.stringify(status(403, 'Forbidden', message))));
    }
    if (this.#fails('hang', at)) return;
    if (this.#fails('unreachable', at)) return this.#later(at, () => ({ of, input: { type: 'failed', request } }));
    if (this.#fails('serverDown', at)) {
      return this.#later(at, this.#answer(of, request, 500, 'dial tcp: connection refused\n', 'text/plain'));
    }
    if (this.#fails('serverError', at)) {
      return this.#later(at, this.#answer(of, request, 500, JSON.stringify(status(500, '', 'etcd is slow'))));
    }
    // Two objects to a page, so that lists have several pages.
    const token = /[?&]continue=([^&]*)/.exec(address)?.[1];
    if (token !== undefined && this.#fails('expiredToken', at)) {
      const message = 'The provided continue parameter is too old to display a consistent list result.';
      return this.#later(at, this.#answer(of, request, 410, JSON.stringify(status(410, 'Expired', message))));
    }
    const [version, from] = (token ?? '').split('_').map(Number) as [number, number?];
    this.#later(at, (now) => {
      const read = token === undefined ? this.cluster.versionAt(this.recordingTime(now)) : version;
      const begin = from ?? 0;
      const limit = address.includes('limit=') ? 2 : Infinity;
      const body = this.cluster.list(of, read, begin, limit, limit === 2 ? `${read}_${begin + 2}` : undefined);
      return this.#answer(of, request, 200, body)();
    });
  }

  #watch(of: LiveResource, request: number, address: string, at: number): void {
    const version = Number(/resourceVersion=(\d+)/.exec(address)![1]);
    if (this.#fails('expiredStatus', at)) {
      const message = `too old resource version: ${version}`;
      return this.#later(at, this.#answer(of, request, 410, JSON.stringify(status(410, 'Expired', message))));
    }
    if (this.#fails('notOpened', at)) return this.#later(at, () => ({ of, input: { type: 'ended', request } }));
    const open: OpenWatch = { of, request, version, silent: false };
    this.#later(at, () => {
      this.#watches.set(`${of} ${request}`, open);
      return { of, input: { type: 'opened', request } };
    });
  }

  /** Sends the events of a watch up to now. */
  #go(open: OpenWatch, at: number): readonly LiveInput[] {
    const { of, request } = open;
    const line = (text: string): LiveInput => ({ of, input: { type: 'line', request, text } });
    const end = (): LiveInput => {
      this.#watches.delete(`${of} ${request}`);
      return { of, input: { type: 'ended', request } };
    };
    if (open.silent) return [];
    const now = this.cluster.versionAt(this.recordingTime(at));
    const events = this.cluster.events(of, open.version, now);
    const said: LiveInput[] = [];
    for (const event of events) {
      if (this.#fails('expiredEvent', at)) {
        const error = { type: 'ERROR', object: status(410, 'Expired', `too old resource version: ${open.version}`) };
        return [...said, line(JSON.stringify(error)), end()];
      }
      if (this.#fails('close', at)) return [...said, end()];
      if (this.#fails('silence', at)) {
        open.silent = true;
        return said;
      }
      if (this.#fails('nonsense', at)) return [...said, line(event.text.slice(0, 40))];
      said.push(line(event.text));
      this.#sent.add(event.text);
      if (this.#fails('duplicate', at)) said.push(line(event.text));
      open.version = event.version;
      const older = this.#older(of, event);
      if (older !== undefined && this.#fails('stale', at)) said.push(line(older.text));
    }
    if (this.random.bits(`bookmark ${++this.#acts}`) % 5 === 0) {
      open.version = now;
      said.push(line(this.cluster.bookmark(of, now)));
    }
    return said;
  }

  /** Returns an earlier event of the same object that was sent before. */
  #older(of: LiveResource, { object, version }: RecordedEvent): RecordedEvent | undefined {
    const { uid } = object.metadata;
    const before = this.cluster
      .events(of, 0, version - 1)
      .filter((one) => one.object.metadata.uid === uid && this.#sent.has(one.text));
    return before[this.random.bits(`older ${++this.#acts}`) % Math.max(before.length, 1)];
  }
}
