/** The host page's end of the protocol: see docs/embedding.md. */
import type {
  Answers,
  FieldsOf,
  helloType,
  LabEvent,
  protocolVersion,
  RequestType,
  welcomeType,
} from '../embed/protocol/messages.ts';

const hello: typeof helloType = 'statefulset-lab/hello';
const welcome: typeof welcomeType = 'statefulset-lab/welcome';
const version: typeof protocolVersion = 1;

/** Wall ms until a request times out: longer than the frame's own time-out. */
const timeout = 40_000;

type Message = Readonly<Record<string, unknown>>;
/** Returns the fields of a message; none if it is not an object. Each field is checked where it is used. */
const fieldsOf = (data: unknown): Message => (typeof data === 'object' && data ? (data as Message) : {});

export class Connection {
  #port: MessagePort | undefined;
  /** The port that was sent with the last hello, and its id. */
  #asked: MessagePort | undefined;
  #hellos = 0;
  #id = 0;
  #wait = 0;
  #timer = 0;
  /** Callbacks for the answers to requests. */
  readonly #answers = new Map<unknown, (answer: Message) => void>();
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly onEvent: (event: LabEvent) => void,
  ) {
    addEventListener('message', this.#onMessage);
    frame.onload = () => {
      // Another document was loaded in the frame.
      this.#port = undefined;
      this.#wait = 200;
      this.hello();
    };
  }

  /** Repeats the hello until the frame answers, at growing intervals. */
  readonly hello = (): void => {
    const { contentWindow } = this.frame;
    clearTimeout(this.#timer);
    if (this.#port || !contentWindow) return;
    const { port1, port2 } = new MessageChannel();
    this.#asked = port1;
    // A sandboxed frame has no origin to name, so the target is `*`. It receives only the port.
    contentWindow.postMessage({ type: hello, version, id: `${++this.#hellos}` }, '*', [port2]);
    this.#timer = window.setTimeout(this.hello, (this.#wait = Math.min(this.#wait * 2, 8000)));
  };

  /** Sends a request once the frame has answered. The promise is rejected with the frame's error message. */
  request<T extends RequestType>(type: T, fields?: FieldsOf<T>): Promise<Answers[T]> {
    return new Promise((done, fail) => {
      const id = ++this.#id;
      const end = ({ ok, value, error }: Message): void => {
        clearTimeout(timer);
        this.#answers.delete(id);
        const { message = 'no answer', field } = fieldsOf(error);
        if (ok === true) done(value as Answers[T]);
        else fail(Object.assign(Error(`${message}`), { field }));
      };
      const timer = setTimeout(end, timeout, {});
      const send = (): void => this.#port!.postMessage({ ...fields, type, id });
      this.#answers.set(id, end);
      if (this.#port) send();
      else this.#waiting.push(send);
    });
  }

  end(): void {
    removeEventListener('message', this.#onMessage);
    clearTimeout(this.#timer);
    this.#port?.close();
    this.#answers.forEach((end) => end({}));
  }

  readonly #onMessage = ({ source, origin, data }: MessageEvent): void => {
    const { type, id } = fieldsOf(data);
    // The sandbox gives the frame an opaque origin: a message with another origin is not from the frame.
    if (source !== this.frame.contentWindow || origin !== 'null' || type !== welcome || id !== `${this.#hellos}`)
      return;
    clearTimeout(this.#timer);
    this.#port = this.#asked!;
    this.#port.onmessage = (event) => this.#receive(fieldsOf(event.data));
    this.#waiting.splice(0).forEach((send) => send());
  };

  #receive(message: Message): void {
    if (message.type === 'answer') this.#answers.get(message.id)?.(message);
    else if (typeof message.type === 'string') this.onEvent(message as unknown as LabEvent);
  }
}
