/** The page as a whole, with its kept session. See {@link Site}. */
import type { Session } from '../share/session.ts';
import type { Lab } from '../store/lab.ts';
import { download } from '../ui/kit/browser/download.ts';
import type { Site } from '../ui/kit/site.tsx';
import type { Address } from './address.ts';
import { isTyped, LabKeeper } from './kept/lab-keeper.ts';
import { hasSession } from './kept/session-store.ts';
import type { TabSession } from './kept/tab-session.ts';

/** Wall ms that a page must work after it opened a session. Then the session is trusted to open again. */
const trial = 3000;

/** Loads the reader and writer of links. */
const loadOpener = () => import('./open-session.ts');

function schedule(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

export class KeptSite implements Site {
  #tab: TabSession | null = null;
  #keeper: LabKeeper | undefined;
  /** True while an opened session may still stop the page. */
  #onTrial = false;

  constructor(
    private readonly lab: Lab,
    private readonly address: Address,
  ) {}

  /** Keeps the work from now on. */
  keep(tab: TabSession): void {
    this.#tab = tab;
    const loadEncoder = async () => (await loadOpener()).encodeKept;
    this.#keeper = new LabKeeper({ lab: this.lab, tab, loadEncoder, schedule });
    addEventListener('error', ({ error }) => {
      // The session may have stopped the cluster: do not open it again without asking.
      if (error instanceof Error) this.#onTrial = false;
    });
    addEventListener('pagehide', () => this.#hide());
    document.addEventListener('visibilitychange', () => this.#keeper?.flush());
  }

  /**
   * Opens the kept session of this tab, or the address's link; otherwise leaves the text as it is.
   * @returns true if the lab is still in its initial state.
   */
  async begin(): Promise<boolean> {
    const { lab, address } = this;
    const tab = this.#tab;
    const found = tab?.found ?? null;
    const typed = isTyped(lab.store.getState()) ? lab.store.getState().text : found?.draft;
    if (tab !== null && tab.aside !== null) lab.act('showBanner', { banner: 'SetAside' });
    let opened = false;
    if (hasSession(found) || address.link !== null) {
      try {
        opened = await (await loadOpener()).open(lab, address, tab);
      } catch {
        lab.act('showBanner', { banner: 'NotLoaded' });
        this.#beside();
        return false;
      }
    }
    // The user acted before the browser's storage answered.
    const other = opened && typed !== undefined && typed !== lab.store.getState().text;
    if (other) lab.act('keepReplacedText', { text: typed });
    else if (!opened && typed !== undefined) lab.act('edit', { text: typed });
    this.#keeper?.live();
    if (opened) this.#try();
    return !opened;
  }

  /** Called when the page cannot be shown. */
  crashed(): void {
    if (this.#onTrial) {
      this.#keeper?.stop();
      this.#tab?.setAside();
    } else this.#stop();
    this.#onTrial = false;
  }

  /** Tries to show the page again. */
  retry(): void {
    this.#keeper?.live();
    this.#try();
  }

  linkTo(fragment: string): string {
    return this.address.linkTo(fragment);
  }

  reload(): void {
    this.#hide();
    this.address.reload();
  }

  startFresh(): void {
    this.#stop();
    this.#tab?.setAside();
    this.address.startFresh();
  }

  openAgain(): void {
    this.#stop();
    this.#tab?.takeBack();
    this.address.reload();
  }

  async openApart(session: Session, beginning: Session | null = null): Promise<void> {
    this.#keeper?.flush();
    if ((await this.lab.act('openSession', { session, beginning })) === 'cancelled') return;
    this.#tab?.leave();
    this.#tab?.opening();
    this.#keeper?.live();
    this.#try();
  }

  download(): void {
    const kept = this.#tab?.readAside() ?? this.#tab?.read() ?? { session: this.#session() };
    const text = loadOpener().then(
      ({ fileOf }) => fileOf(kept),
      () => JSON.stringify(kept, null, 1),
    );
    void text.then((content) => download(new Blob([content], { type: 'application/json' }), 'statefulset-lab.json'));
  }

  #session(): unknown {
    try {
      return this.lab.read(({ session }) => session());
    } catch {
      return { text: this.lab.store.getState().text };
    }
  }

  /** Keeps a record that cannot be read, and stores the work of this visit as another session. */
  #beside(): void {
    const unsubscribe = this.lab.store.subscribe((state, before) => {
      if (state.commands === before.commands) return;
      unsubscribe();
      this.#tab?.leave();
      this.#keeper?.live();
    });
  }

  #stop(): void {
    this.#keeper?.flush();
    this.#keeper?.stop();
  }

  #try(): void {
    this.#onTrial = true;
    schedule(() => this.#passed(), trial);
  }

  #passed(): void {
    if (this.#onTrial) this.#tab?.opened();
    this.#onTrial = false;
  }

  #hide(): void {
    this.#keeper?.flush();
    this.#passed();
  }
}
