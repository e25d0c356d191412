/** The frame's end of the protocol: it is silent until the host page has sent a hello. */
import type { Translate } from '../../i18n/index.ts';
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import type { Reconcile } from '../../view/stage/reconciles.ts';
import { decisionSentence } from '../../view/words/decision-text.ts';
import { answerer, type FrameParts, RequestError } from './answer.ts';
import { Rate } from './bounds.ts';
import { readHello, readRequest } from './check.ts';
import {
  type Answer,
  type DecisionText,
  type LabEvent,
  protocolVersion,
  type Request,
  requestTypes,
  type Trouble,
  type Welcome,
  welcomeType,
} from './messages.ts';

export interface ListenParts extends FrameParts {
  /** Returns the translator of the language in use. */
  readonly translate: () => Translate;
}

/** The parts of a window that the protocol needs. */
export type FrameWindow = Pick<
  Window,
  'parent' | 'addEventListener' | 'removeEventListener' | 'setTimeout' | 'clearTimeout' | 'performance'
>;

export interface Listening {
  /** Reports the height of the content (px) to the page. */
  height(px: number): void;
  /** Sends an event to the page. */
  send(event: LabEvent): void;
  stop(): void;
}

/** Wall ms after which a request is answered with an error and the next one begins. */
const requestTimeout = 30_000;
/** Wall ms that a request waits for the cluster: a figure that was not started has none. */
const clusterTimeout = 5_000;
/** Largest number of waiting requests. */
const mostWaiting = 64;
/** Number of messages that are read at once, and per second after that. More are dropped. */
const messageRate = [200, 50] as const;
/** Largest number of decisions in one event. */
const mostDecisions = 20;
/** Largest number of `step` events for one change of the moment. */
const mostSteps = 20;
/** Shortest time between two `moment` events (wall ms). */
const momentPause = 200;

/** Listens to the host page from now on. Does nothing in the top window. */
export function listenToHost(window: FrameWindow, lab: Lab, parts: ListenParts): Listening {
  let connection: Connection | null = null;
  let height: number | null = null;
  const hellos = new Rate(20, 1, () => window.performance.now());

  function onMessage(event: MessageEvent): void {
    const { source, data, ports } = event;
    const [port] = ports;
    if (source === null || source !== window.parent || port === undefined) return;
    const hello = readHello(data);
    if (hello === null || !hellos.take()) return;
    connection?.end();
    connection = new Connection(window, lab, parts, port, () => height);
    // A page without an origin of its own, such as a `file:` page, can be addressed only by `*`. The message contains
    // nothing secret.
    const targetOrigin = event.origin === 'null' || event.origin === '' ? '*' : event.origin;
    const version = Math.min(hello.version, protocolVersion);
    window.parent.postMessage({ type: welcomeType, version, id: hello.id } satisfies Welcome, targetOrigin);
  }

  if (window.parent !== (window as unknown)) window.addEventListener('message', onMessage);
  const heights = new Rate(20, 2, () => window.performance.now());
  return {
    height(px) {
      const rounded = Math.ceil(px);
      if (!Number.isFinite(px) || (height !== null && Math.abs(rounded - height) <= 1) || !heights.take()) return;
      height = rounded;
      connection?.send({ type: 'height', height });
    },
    send: (event) => connection?.send(event),
    stop() {
      window.removeEventListener('message', onMessage);
      connection?.end();
    },
  };
}

/** One connection to the host page, until a newer hello ends it. */
class Connection {
  readonly #rate: Rate;
  readonly #complaints: Rate;
  readonly #answer: (request: Request) => Promise<object>;
  #ended = false;
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();
  readonly #stop: () => void;

  constructor(
    private readonly window: FrameWindow,
    lab: Lab,
    parts: ListenParts,
    private readonly port: MessagePort,
    height: () => number | null,
  ) {
    const now = (): number => window.performance.now();
    this.#rate = new Rate(...messageRate, now);
    this.#complaints = new Rate(5, 1, now);
    this.#answer = answerer(lab, parts, () => {
      const soon = new Promise<void>((resolve) => this.window.setTimeout(resolve, clusterTimeout));
      return Promise.race([lab.ready, soon]);
    });
    this.#stop = this.#follow(lab, parts);
    port.onmessage = ({ data }: MessageEvent) => this.#receive(data);
    lab.ready.catch(() => this.send({ type: 'error', message: 'the lab could not be loaded' }));
    this.send({ type: 'ready', version: protocolVersion, height: height(), accepts: requestTypes });
  }

  send(event: LabEvent): void {
    if (!this.#ended) this.port.postMessage(event);
  }

  end(): void {
    this.#ended = true;
    this.#stop();
    this.port.close();
  }

  #receive(data: unknown): void {
    if (!this.#rate.take()) return this.#complain({ message: 'too many messages: the rest is dropped' });
    const read = readRequest(data);
    if (read === null) return;
    if ('error' in read) return this.#fail(read.id, read.error);
    const { request } = read;
    if (this.#waiting >= mostWaiting) return this.#fail(request.id, { message: 'too many requests are waiting' });
    this.#waiting++;
    // In order: a page that loads a manifest and then scales the set means that set.
    this.#last = this.#last.then(() => this.#do(request));
  }

  async #do(request: Request): Promise<void> {
    const { id } = request;
    let timer: number | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = this.window.setTimeout(() => reject(new RequestError('the request took too long')), requestTimeout);
    });
    try {
      if (this.#ended) return;
      const value = await Promise.race([this.#answer(request), late]);
      if (id !== undefined && !this.#ended) this.port.postMessage({ type: 'answer', id, ok: true, value });
    } catch (error) {
      this.#fail(id, error instanceof RequestError ? error.trouble : { message: 'the lab could not do this' });
    } finally {
      this.window.clearTimeout(timer);
      this.#waiting--;
    }
  }

  #fail(id: number | undefined, error: Trouble): void {
    if (id === undefined) this.#complain(error);
    else if (!this.#ended) this.port.postMessage({ type: 'answer', id, ok: false, error } satisfies Answer);
  }

  #complain(trouble: Trouble): void {
    if (this.#complaints.take()) this.send({ type: 'error', ...trouble });
  }

  /** Reports decisions and moments. Returns a function that ends it. */
  #follow(lab: Lab, { translate }: ListenParts): () => void {
    let timer: number | undefined;
    const moment = (): void => {
      timer = undefined;
      const { now: at, head, past, playing } = lab.store.getState();
      this.send({ type: 'moment', at, head, past, playing });
    };
    const unsubscribe = lab.store.subscribe((state, before) => {
      for (const reconcile of newReconciles(state, before)) this.send(stepOf(reconcile, translate()));
      if (momentKey(state) !== momentKey(before)) timer ??= this.window.setTimeout(moment, momentPause);
    });
    return () => {
      unsubscribe();
      this.window.clearTimeout(timer);
    };
  }
}

/** Returns the new reconciles of the shown set. */
function newReconciles({ reconciles, stage, run }: LabState, before: LabState): readonly Reconcile[] {
  if (reconciles === before.reconciles || run !== before.run) return [];
  const last = before.reconciles.at(-1)?.seq ?? 0;
  const key = `${stage.namespace}/${stage.setName}`;
  return reconciles.filter((reconcile) => reconcile.seq > last && reconcile.key === key).slice(-mostSteps);
}

const stepOf = ({ at, decisions }: Reconcile, t: Translate): LabEvent => ({
  type: 'step',
  at,
  decisions: decisions.slice(0, mostDecisions).map((decision): DecisionText => {
    const { rule, verb, pod = null } = decision;
    return { rule, verb, pod, text: decisionSentence(t, decision) };
  }),
});

const momentKey = ({ now, head, past, playing }: LabState): string => `${now} ${head} ${past} ${playing}`;
