import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { helloType, welcomeType } from '../embed/protocol/messages.ts';
import { Connection } from './connection.ts';

interface Hello {
  readonly data: Record<string, unknown>;
  readonly port: MessagePort;
}

/** Makes a connection to a frame that the test plays. */
function connect() {
  const hellos: Hello[] = [];
  const contentWindow = {
    postMessage: (data: Record<string, unknown>, _: string, [port]: MessagePort[]) =>
      hellos.push({ data, port: port! }),
  };
  const frame = { contentWindow, onload: () => {} };
  const events: unknown[] = [];
  const connection = new Connection(frame as unknown as HTMLIFrameElement, (event) => events.push(event));
  made = connection;
  /** Answers a hello, the last one by default. Returns the frame's port. */
  const welcome = (own: object = {}, { data, port } = hellos.at(-1)!): MessagePort => {
    receive({ source: contentWindow, origin: 'null', data: { type: welcomeType, version: 1, id: data.id }, ...own });
    return port;
  };
  return { connection, frame, hellos, events, welcome };
}

let receive: (event: object) => void = () => {};
let made: Connection | undefined;

/** Returns the next message at a port. */
const nextAt = (port: MessagePort): Promise<Record<string, unknown>> =>
  new Promise((resolve) => (port.onmessage = ({ data }) => resolve(data as Record<string, unknown>)));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('window', { setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms) });
  vi.stubGlobal('addEventListener', (_: string, listener: typeof receive) => (receive = listener));
  vi.stubGlobal('removeEventListener', () => (receive = () => {}));
});
afterEach(() => {
  made?.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the hello', () => {
  it('is sent when the frame has loaded, and again at growing intervals until the frame answers', () => {
    const { frame, hellos, welcome } = connect();
    expect(hellos).toEqual([]);
    frame.onload();
    expect(hellos[0]!.data).toEqual({ type: helloType, version: 1, id: '1' });
    vi.advanceTimersByTime(60_000);
    const asked = hellos.length;
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(20);
    // There is no deadline: it goes on.
    vi.advanceTimersByTime(600_000);
    expect(hellos.length).toBeGreaterThan(asked);
    welcome();
    const answered = hellos.length;
    vi.advanceTimersByTime(600_000);
    expect(hellos.length).toBe(answered);
  });

  it('is sent again when the figure comes into sight, unless the frame has answered', () => {
    const { connection, frame, hellos, welcome } = connect();
    frame.onload();
    connection.hello();
    expect(hellos).toHaveLength(2);
    welcome();
    connection.hello();
    expect(hellos).toHaveLength(2);
  });

  it('is sent again when the frame has loaded again', () => {
    const { frame, hellos, welcome } = connect();
    frame.onload();
    welcome();
    frame.onload();
    expect(hellos).toHaveLength(2);
  });

  it.each([
    ['from another window', { source: {} }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['of another type', { data: { type: 'welcome', id: '1' } }],
    ['of another hello', { data: { type: welcomeType, id: '9' } }],
    ['that is no message', { data: null }],
  ])('is not answered by a message %s', (_, own) => {
    const { frame, hellos, welcome } = connect();
    frame.onload();
    welcome(own);
    vi.advanceTimersByTime(1000);
    expect(hellos.length).toBeGreaterThan(1);
  });
});

describe('a request', () => {
  it('waits until the frame has answered, and has its value', async () => {
    const { connection, frame, welcome, hellos } = connect();
    const answer = connection.request('scale', { replicas: 5 });
    frame.onload();
    const asked = nextAt(hellos[0]!.port);
    const port = welcome();
    const { id, ...rest } = await asked;
    expect(rest).toEqual({ type: 'scale', replicas: 5 });
    port.postMessage({ type: 'answer', id, ok: true, value: { exit: 0 } });
    expect(await answer).toEqual({ exit: 0 });
  });

  it.each([false, true])('that is not answered is rejected after 40 s (the frame is there: %j)', async (there) => {
    const { connection, frame, welcome } = connect();
    frame.onload();
    if (there) welcome();
    let said = '';
    const answer = connection.request('play').catch(({ message }: Error) => (said = message));
    await vi.advanceTimersByTimeAsync(39_999);
    expect(said).toBe('');
    vi.advanceTimersByTime(1);
    await answer;
    expect(said).toBe('no answer');
  });

  it('that is refused is rejected with the message and the field', async () => {
    const { connection, frame, welcome, hellos } = connect();
    frame.onload();
    const asked = nextAt(hellos[0]!.port);
    const port = welcome();
    const answer = connection.request('scale', { replicas: -1 });
    const { id } = await asked;
    port.postMessage({ type: 'answer', id, ok: false, error: { message: 'too few', field: 'replicas' } });
    await expect(answer).rejects.toMatchObject({ message: 'too few', field: 'replicas' });
  });

  it('is rejected when the figure is removed', async () => {
    const { connection } = connect();
    const answer = connection.request('play');
    connection.end();
    await expect(answer).rejects.toThrow('no answer');
  });
});
