/**
 * The element `<statefulset-lab>`. Its children are the poster; the lab is loaded in a sandboxed frame when it may run.
 */
import type { Answers, FieldsOf, LabEvent, RequestType } from '../embed/protocol/messages.ts';
import { Connection } from './connection.ts';
import { enter, leave, type Member } from './crowd.ts';
import { type Shade, shadeAt } from './theme.ts';

export const tag = 'statefulset-lab';

/** Attributes that are passed to the frame. */
// prettier-ignore
const options = ['view', 'example', 'manifest', 'controls', 'autoplay', 'speed', 'run', 'lesson', 'page', 'motion', 'title'];

/**
 * Methods that send a request of the same name, with the field of their argument if its name differs. `run` runs
 * kubectl commands.
 */
export const methods: Readonly<Record<string, string>> = {
  run: 'command',
  scale: 'replicas',
  image: '',
  partition: '',
  deletePod: 'name',
  play: '',
  pause: '',
  step: '',
  seek: 'at',
  speed: '',
  state: 'resource',
  link: '',
  picture: 'format',
};

/**
 * Heights (px) of a wide figure and of a narrow one, until the frame reports its own. Figures of the examples need no
 * more, with any controls.
 */
const heights: Readonly<Record<string, readonly [wide: number, narrow: number]>> = {
  nodes: [520, 640],
  table: [500, 580],
};
/** A figure narrower than this (px) is a narrow one. */
const narrow = 600;

const css =
  // A page may declare a larger height: the box fills it.
  ':host{display:grid;grid:auto/100%}div{position:relative}iframe{border:0;width:100%;height:100%;position:absolute;inset:0}' +
  '@media screen{iframe,.live>slot{visibility:hidden}.live>iframe{visibility:visible}}' +
  '@media print{:host,div{min-height:0!important}iframe{display:none}}';

/** Returns the lab's language for a language tag. */
const languageOf = (lang = ''): string | undefined => lang.match(/^(en|zh)/)?.[0];

/** @param script Address of this script; the lab is in the same folder. */
export function defineFigure(script: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);

  class StatefulSetLab extends HTMLElement implements Member {
    static observedAttributes = ['theme', 'lang', 'example', 'manifest'];
    readonly #box = document.createElement('div');
    #frame: HTMLIFrameElement | undefined;
    #connection: Connection | undefined;
    #theme = '';
    #running = false;
    /** Number of height corrections that are still applied; a height that never settles is left alone. */
    #corrections = 50;
    /** The moment of a removed frame, to continue from. */
    #moment: string | null = null;

    connectedCallback(): void {
      if (!this.shadowRoot) {
        const root = this.attachShadow({ mode: 'open' });
        const [slot, link] = [document.createElement('slot'), document.createElement('a')];
        root.adoptedStyleSheets = [sheet];
        root.append(this.#box);
        this.#box.append(slot);
        slot.append(link);
        link.href = this.#address();
        link.textContent = this.#title;
      }
      const [wide, small] = heights[this.getAttribute('view')!] ?? [480, 500];
      this.#setHeight(Number(this.getAttribute('height')) || (this.clientWidth < narrow ? small : wide));
      enter(this);
    }

    disconnectedCallback(): void {
      leave(this);
      this.#unmount();
    }

    attributeChangedCallback(name: string, _: string | null, value: string): void {
      if (!this.#frame) return;
      if (name === 'theme') this.followTheme();
      else if (name === 'lang') this.#tell('language', { language: languageOf(value) ?? value });
      else this.#tell('load', { [name]: value });
    }

    get mounted(): boolean {
      return !!this.#frame;
    }

    setRunning(running: boolean): void {
      const before = this.#running;
      this.#running = running;
      if (running && !this.#frame) this.#mount();
      else if (running !== before) this.#tell('visible', { visible: running });
      if (running) this.#connection!.hello();
    }

    putAway(): void {
      const end = ({ link }: { readonly link?: string }): void => {
        if (this.#running) return;
        this.#moment = link?.match(/#(v\d.*)/)?.[1] ?? null;
        this.#unmount();
      };
      this.request('link').then(end, end);
    }

    followTheme(): void {
      if (!this.#frame || this.#theme === (this.#theme = this.#shade)) return;
      this.#frame.style.colorScheme = this.#theme;
      // Send the theme by message: changing `src` would reload the frame.
      this.#tell('theme', { theme: this.#theme as Shade });
    }

    /** Sends a request; makes the frame first if there is none. */
    request<T extends RequestType>(type: T, fields?: FieldsOf<T>): Promise<Answers[T]> {
      if (!this.#frame) this.#mount();
      return this.#connection!.request(type, fields);
    }

    get #shade(): string {
      const wanted = this.getAttribute('theme') ?? 'auto';
      return wanted === 'auto' ? shadeAt(this) : wanted;
    }

    get #title(): string {
      return this.title || 'StatefulSet Lab';
    }

    #address(): string {
      const lab = this.getAttribute('lab');
      const address = new URL(lab ?? new URL('embed.html', script), document.baseURI);
      const query = address.searchParams;
      query.set('theme', this.#shade);
      const language = languageOf(this.closest<HTMLElement>('[lang]')?.lang);
      if (language) query.set('lang', language);
      for (const name of options) if (this.hasAttribute(name)) query.set(name, this.getAttribute(name)!);
      const moment = this.#moment ?? this.getAttribute('state');
      if (moment) address.hash = moment;
      else if (!lab) {
        // Options go into the fragment, which is not sent to servers: a manifest may be long, and is private.
        address.hash = `${query}`;
        address.search = '';
      }
      return address.href;
    }

    #setHeight(px: number): void {
      this.#box.style.minHeight = `${px}px`;
    }

    #mount(): void {
      const frame = (this.#frame = document.createElement('iframe'));
      // With an opaque origin, the frame cannot access this page's site.
      frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
      frame.allow = 'fullscreen; clipboard-write';
      frame.title = this.#title;
      frame.src = this.#address();
      frame.style.colorScheme = this.#theme = this.#shade;
      this.#connection = new Connection(frame, (event) => this.#onEvent(event));
      this.#box.append(frame);
    }

    #unmount(): void {
      this.#connection?.end();
      this.#frame?.remove();
      this.#frame = this.#connection = undefined;
      this.#box.className = '';
    }

    #tell<T extends RequestType>(type: T, fields: FieldsOf<T>): void {
      this.#connection?.request(type, fields).catch(() => {});
    }

    #onEvent(event: LabEvent): void {
      if (event.type === 'ready') {
        this.#box.className = 'live';
        if (!this.#running) this.#tell('visible', { visible: false });
      }
      const { height } = event as { readonly height?: number };
      if (height! > 50 && height! < 5000 && !this.hasAttribute('height') && this.#corrections-- > 0) {
        this.#setHeight(height!);
      }
      this.dispatchEvent(new CustomEvent(`lab-${event.type}`, { detail: event, bubbles: true }));
    }
  }

  for (const [name, field] of Object.entries(methods)) {
    Object.defineProperty(StatefulSetLab.prototype, name, {
      value(this: StatefulSetLab, value: unknown) {
        return this.request((name === 'run' ? 'kubectl' : name) as RequestType, { [field || name]: value } as never);
      },
    });
  }
  customElements.define(tag, StatefulSetLab);
}
