/** Drives Firefox over WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Fields = Readonly<Record<string, unknown>>;
/** A message from the browser: the answer to a command, with the number of the command, or an event. */
interface Message {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: Fields;
  readonly error?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: Fields;
}

/** Settings of a new browser profile in which Firefox makes no network requests of its own. */
const preferences = [
  'app.update.disabledForTesting',
  'browser.aboutwelcome.enabled',
  'browser.shell.checkDefaultBrowser',
  'datareporting.policy.dataSubmissionEnabled',
  'network.captive-portal-service.enabled',
  'network.connectivity-service.enabled',
];

export class Firefox {
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #listeners = new Set<(method: string, params: Fields) => void>();
  #id = 0;

  private constructor(
    private readonly browser: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.id !== undefined) this.#answers.get(message.id)?.(message);
      else for (const listener of this.#listeners) listener(message.method!, message.params!);
    };
  }

  static async launch(program: string): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'lab-firefox-'));
    writeFileSync(
      join(profile, 'user.js'),
      preferences.map((name) => `user_pref(${JSON.stringify(name)}, ${name.endsWith('ForTesting')});\n`).join(''),
    );
    const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
    const browser = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await new Promise<string>((resolve, reject) => {
      browser.once('exit', (code) => reject(new Error(`Firefox ended with code ${code}.`)));
      browser.once('error', reject);
      createInterface(browser.stderr!).on('line', (line) => {
        const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('Firefox does not speak WebDriver BiDi.'));
    });
    const firefox = new Firefox(browser, profile, socket);
    await firefox.send('session.new', { capabilities: {} });
    return firefox;
  }

  async send(method: string, params: Fields): Promise<Fields> {
    const id = ++this.#id;
    const message = await new Promise<Message>((resolve) => {
      this.#answers.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
    this.#answers.delete(id);
    if (message.type === 'error') throw new Error(`${method}: ${message.error}: ${message.message}`);
    return message.result!;
  }

  /** Calls back with every event of this kind. Returns a function that stops this. */
  async on(method: string, listener: (params: Fields) => void): Promise<() => void> {
    const listen = (name: string, params: Fields) => name === method && listener(params);
    this.#listeners.add(listen);
    await this.send('session.subscribe', { events: [method] });
    return () => this.#listeners.delete(listen);
  }

  /** Runs a function in every page and frame, before their own scripts. */
  async beforeScripts(call: () => void): Promise<void> {
    await this.send('script.addPreloadScript', { functionDeclaration: String(call) });
  }

  async newTab(width: number, height: number): Promise<Tab> {
    const { context } = await this.send('browsingContext.create', { type: 'tab' });
    await this.send('browsingContext.setViewport', { context, viewport: { width, height } });
    return new Tab(this, context as string);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.browser.once('exit', resolve));
    this.browser.kill();
    await ended;
    this.socket.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/** A tab, or a frame in it. */
export class Tab {
  constructor(
    private readonly firefox: Firefox,
    readonly context: string,
  ) {}

  async goto(url: string): Promise<void> {
    await this.firefox.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  /**
   * Calls a function in the page and waits for its promise, if it returns one. Its argument and its result are JSON
   * values.
   */
  async run<Argument, Result>(
    call: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result> {
    const text = JSON.stringify(argument) ?? 'undefined';
    const result = await this.#evaluate(`(async () => JSON.stringify(await (${call})(${text})))()`);
    return (result.value === undefined ? undefined : JSON.parse(String(result.value))) as Result;
  }

  /**
   * Clicks an element with the mouse, after waiting for it.
   * @param name The element's label, or its text.
   */
  async click(selector: string, name = /(?:)/): Promise<void> {
    const origin = { type: 'element', element: { sharedId: await this.#find(selector, name) } };
    const actions = [
      { type: 'pointerMove', x: 0, y: 0, origin },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.#perform({ type: 'pointer', id: 'mouse', actions });
  }

  /** Types text with the keyboard at the focus; a line break is typed as Enter. */
  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((char) => {
      const value = char === '\n' ? '\uE007' : char;
      return [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
    });
    await this.#perform({ type: 'key', id: 'keyboard', actions });
  }

  /** Returns the frames of this page, in order. */
  async frames(): Promise<Tab[]> {
    const { contexts } = await this.firefox.send('browsingContext.getTree', { root: this.context });
    const [own] = contexts as { readonly children: readonly { readonly context: string }[] }[];
    return own!.children.map(({ context }) => new Tab(this.firefox, context));
  }

  async close(): Promise<void> {
    await this.firefox.send('browsingContext.close', { context: this.context });
  }

  async #perform(source: Fields): Promise<void> {
    await this.firefox.send('input.performActions', { context: this.context, actions: [source] });
  }

  /** Returns the first matching element that is visible and enabled. */
  async #find(selector: string, name: RegExp): Promise<string> {
    // The page may show or enable the element later, so look again with each animation frame.
    const found = await this.#evaluate(`new Promise((resolve) => {
      const look = () => {
        const all = [...document.querySelectorAll(${JSON.stringify(selector)})];
        const named = all.filter((one) => ${String(name)}.test(one.ariaLabel ?? one.textContent.trim()));
        const element = named.find((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
        if (element === undefined) return requestAnimationFrame(look);
        element.scrollIntoView({ block: 'nearest' });
        resolve(element);
      };
      look();
    })`);
    return found.sharedId as string;
  }

  async #evaluate(expression: string): Promise<Fields> {
    const target = { context: this.context };
    const answer = await this.firefox.send('script.evaluate', { expression, target, awaitPromise: true });
    if (answer.type === 'success') return answer.result as Fields;
    throw new Error((answer.exceptionDetails as { text: string }).text);
  }
}
