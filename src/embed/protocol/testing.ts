/** A frame for tests: the page around it, the messages between the two, and a clock that the test moves. */
import type { Lab } from '../../store/lab.ts';
import { applied, newLab } from '../../store/testing.ts';
import type { FrameParts } from './answer.ts';
import { type FrameWindow, listenToHost } from './listen.ts';
import { pausedOutOfSight } from './sight.ts';
import { helloType } from './messages.ts';

/** An end of a channel whose other end is the test: what is posted is delivered at once. */
class TestPort {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly posted: Record<string, unknown>[] = [];
  closed = false;

  postMessage(data: unknown): void {
    this.posted.push(structuredClone(data) as Record<string, unknown>);
  }
  close(): void {
    this.closed = true;
  }
}

const defaults: Omit<FrameParts, 'setVisible'> = {
  encode: () => 'v2.session',
  decode: () => {
    throw new Error('Unreadable');
  },
  linkTo: (fragment) => `https://lab.example/#${fragment}`,
  picture: (format) => Promise.resolve(`a picture as ${format}`),
};

/** Makes a frame with a lab, and listens. */
export function newFrame(lab: Lab = newLab().lab, own: Partial<FrameParts> = {}) {
  let now = 0;
  let listener: ((event: MessageEvent) => void) | undefined;
  const timers = new Map<number, () => void>();
  let handles = 0;
  const welcomes: { data: unknown; origin: string }[] = [];
  const parent = { postMessage: (data: unknown, origin: string) => welcomes.push({ data, origin }) };
  const window = {
    parent,
    performance: { now: () => now },
    addEventListener: (_: 'message', listen: typeof listener) => (listener = listen),
    removeEventListener: () => (listener = undefined),
    setTimeout: (callback: () => void) => {
      timers.set(++handles, callback);
      return handles;
    },
    clearTimeout: (handle: number) => timers.delete(handle),
  } as unknown as FrameWindow;
  const listening = listenToHost(window, lab, {
    ...defaults,
    setVisible: pausedOutOfSight(lab),
    ...own,
    translate: () => (id) => id,
  });
  const receive = (event: Partial<MessageEvent> | Record<string, unknown>): void =>
    listener?.({ source: parent, origin: 'https://docs.example', ports: [], data: null, ...event } as MessageEvent);

  function hello(
    data: unknown = { type: helloType, version: 1, id: 'a' },
    event: Partial<MessageEvent> = {},
  ): TestPort {
    const port = new TestPort();
    receive({ data, ports: [port as unknown as MessagePort], ...event });
    return port;
  }

  return {
    lab,
    listening,
    welcomes,
    receive,
    hello,
    pass: (ms: number) => (now += ms),
    /** Lets all timers end. */
    ring: () => [...timers.values()].forEach((callback) => callback()),
    /** Sends a message, and returns what comes back once all promises have settled. */
    async ask(port: TestPort, data: unknown): Promise<readonly Record<string, unknown>[]> {
      const before = port.posted.length;
      port.onmessage?.({ data });
      await idle();
      return port.posted.slice(before);
    },
  };
}

/** A frame that has been welcomed, with the complete example applied. */
export async function ready() {
  const made = applied();
  const frame = newFrame(made.lab);
  const port = frame.hello();
  await idle();
  port.posted.length = 0;
  const answer = async (data: object) =>
    (await frame.ask(port, { id: 7, ...data })).find(({ type }) => type === 'answer');
  return { ...made, ...frame, port, answer };
}

/** Resolves when what waits for nothing but promises has been done. */
export const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
