/** The ports of the user's machine on which programs listen. */
import type { HttpAnswer } from '../../engine/index.ts';

export interface Listener {
  /** Answers a request for a path; `refused` if it cannot, which closes the connection. */
  request(path: string): HttpAnswer | 'refused';
}

/** Only root may listen on ports below this one. */
const firstOpen = 1024;
/** First port that the system tries if any free port will do. */
const firstFree = 32768;
const last = 65535;
/** Largest number of open ports. */
const most = 1000;

const everyAddress = ['0.0.0.0', '::'];

export class Ports {
  /** By `port address`. */
  readonly #listeners = new Map<string, Listener>();
  #next = firstFree;

  /**
   * Listens until {@link close}.
   * @param port 0: any free port.
   * @returns the port, or the operating system's error.
   */
  listen(address: string, port: number, listener: Listener): number | string {
    if (this.#listeners.size >= most) return 'too many open files';
    if (port > 0 && port < firstOpen) return 'permission denied';
    if (!isOwn(address) && !everyAddress.includes(address)) return 'cannot assign requested address';
    const at = port === 0 ? this.#free() : port;
    if (this.#find(address, at) !== undefined) return 'address already in use';
    this.#listeners.set(`${at} ${address}`, listener);
    return at;
  }

  close(address: string, port: number): void {
    this.#listeners.delete(`${port} ${address}`);
  }

  /**
   * Sends a request to an address of this machine. Returns `refused` if no program listens there, `empty` if the
   * program sends no response.
   */
  request(host: string, port: number, path: string): HttpAnswer | 'refused' | 'empty' {
    const addresses = host === 'localhost' ? ['::1', '127.0.0.1'] : [host.replace(/^\[|\]$/g, '')];
    const listener = addresses.map((address) => this.#find(address, port)).find((found) => found !== undefined);
    if (listener === undefined) return 'refused';
    const answer = listener.request(path);
    return answer === 'refused' ? 'empty' : answer;
  }

  #find(address: string, port: number): Listener | undefined {
    const six = address.includes(':');
    const all = six ? '::' : '0.0.0.0';
    const at = everyAddress.includes(address)
      ? [...this.#listeners.keys()].find((key) => key.startsWith(`${port} `) && key.includes(':') === six)
      : [`${port} ${address}`, `${port} ${all}`].find((key) => this.#listeners.has(key));
    return at === undefined ? undefined : this.#listeners.get(at);
  }

  #free(): number {
    const taken = (port: number): boolean => [...this.#listeners.keys()].some((key) => key.startsWith(`${port} `));
    do this.#next = this.#next >= last ? firstFree : this.#next + 1;
    while (taken(this.#next));
    return this.#next;
  }
}

/** Reports if the address is one of the machine itself. */
export const isOwn = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/.test(host);
