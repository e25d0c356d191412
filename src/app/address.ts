/**
 * The page's address: the only reader and writer of the URL. The query holds flags
 * (`?lang=zh&theme=dark&motion=off&speed=4&seed=7&paused=1&example=tutorial&autoplay`, `?presenter=1`, `?intro=off`,
 * `?embed=1`, `?live&namespace=shop&set=db`, `?lesson=partition&page=2`, `?lessonUrl=my-lesson.yaml`), the fragment a
 * session.
 */
import type { LessonPlace, Theme } from '../store/state/lab-state.ts';
import { type ExampleId, exampleIds } from '../store/state/examples.ts';
import { speeds } from '../store/moment/playback.ts';
import { attempt } from '../ui/kit/browser/storage.ts';

export interface Flags {
  readonly language: string | null;
  readonly theme: Theme | null;
  /** If false, nothing animates. */
  readonly motion: boolean;
  readonly speed: number;
  readonly seed: number;
  readonly paused: boolean;
  readonly example: ExampleId;
  /** True to apply the example at once. */
  readonly autoplay: boolean;
  /** True for presenter mode. */
  readonly presenting: boolean;
  /** True to show the introduction on a first visit. An address that asks for something else turns it off. */
  readonly introduction: boolean;
  /** True if the page runs in a frame of another page: nothing is kept from visit to visit. */
  readonly embedded: boolean;
  /** True to follow a real cluster: nothing is kept, and no service worker is registered. */
  readonly live: boolean;
}

/** Flags that begin a session of their own. */
const beginnings = ['example', 'seed', 'autoplay', 'lessonUrl'];

/** Returns the value if it is one of the known ones. */
function oneOf<T>(known: readonly T[], value: unknown): T | null {
  return known.includes(value as T) ? (value as T) : null;
}

/** Returns the theme of that name, if there is one. */
export const themeOf = (name: string | null): Theme | null => oneOf<Theme>(['auto', 'light', 'dark', 'contrast'], name);

/** Reads the query of an address. Unknown values get their defaults. */
export function readFlags(query: string): Flags {
  const asked = new URLSearchParams(query);
  const on = (flag: string): boolean => asked.has(flag) && asked.get(flag) !== '0';
  const seed = Number(asked.get('seed') ?? 1);
  return {
    language: asked.get('lang'),
    theme: themeOf(asked.get('theme')),
    motion: asked.get('motion') !== 'off',
    speed: oneOf<number>(speeds, Number(asked.get('speed'))) ?? 1,
    seed: Number.isSafeInteger(seed) && seed >= 0 ? seed : 1,
    paused: on('paused'),
    example: oneOf(exampleIds, asked.get('example')) ?? 'complete',
    autoplay: on('autoplay'),
    presenting: on('presenter'),
    introduction: asked.get('intro') !== 'off' && !['autoplay', 'presenter', 'embed', 'lesson', 'lessonUrl'].some(on),
    embedded: on('embed'),
    live: on('live'),
  };
}

/** The parts of `window` that hold the address. In a frame, each of them may throw. */
export interface AddressBar {
  readonly location: Pick<Location, 'href' | 'search' | 'hash' | 'reload' | 'replace'>;
  readonly history: Pick<History, 'replaceState' | 'pushState'>;
  addEventListener(type: 'hashchange' | 'popstate', listener: () => void): void;
}

/** Returns true if an address asks for the session in a link. */
export const isLink = (asked: string): boolean => /^#v\d+\./.test(asked);

export class Address {
  /** Flags of the query when the page was opened. */
  readonly flags: Flags;

  constructor(private readonly bar: AddressBar) {
    this.flags = readFlags(this.#search());
  }

  /** The fragment that holds a session, with its `#`; null if the address is not a link. */
  get link(): string | null {
    const hash = this.#hash();
    return isLink(hash) ? hash : null;
  }

  /** The page of a lesson that the address names, from 0; null if it names none. */
  get lesson(): LessonPlace | null {
    const asked = new URLSearchParams(this.#search());
    const id = asked.get('lesson') ?? '';
    const page = Number(asked.get('page') ?? 1);
    const known = /^[a-z][a-z0-9-]{0,40}$/.test(id);
    return known ? { id, page: Number.isInteger(page) && page >= 1 && page <= 100 ? page - 1 : 0 } : null;
  }

  /** The lesson file that the address asks for, as written there; null if it asks for none. */
  get lessonUrl(): string | null {
    return new URLSearchParams(this.#search()).get('lessonUrl');
  }

  /** The namespace that a live page follows, and the set that it shows; the set is empty if the address names none. */
  get followed(): { readonly namespace: string; readonly set: string } {
    const asked = new URLSearchParams(this.#search());
    const nameIn = (flag: string): string => {
      const name = asked.get(flag) ?? '';
      return /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(name) ? name : '';
    };
    return { namespace: nameIn('namespace') || 'default', set: nameIn('set') };
  }

  /** Writes a page of a lesson into the address, or removes it. The browser's Back button returns to the one before. */
  showLesson(place: LessonPlace | null): void {
    const before = this.lesson;
    if (before?.id === place?.id && before?.page === place?.page) return;
    const address = new URL(this.#href());
    address.searchParams.delete('lesson');
    address.searchParams.delete('page');
    if (place !== null) {
      address.searchParams.set('lesson', place.id);
      address.searchParams.set('page', String(place.page + 1));
    }
    attempt(() => this.bar.history.pushState(null, '', address.href), undefined);
  }

  /** Calls back when the browser's Back or Forward button has changed the address. */
  onTravel(changed: () => void): void {
    this.bar.addEventListener('popstate', changed);
  }

  /** True if the fragment is empty. */
  get plain(): boolean {
    return this.#hash() === '';
  }

  /** Returns the request of the address: the session in its fragment, or flags; empty if it asks for nothing. */
  get asked(): string {
    if (this.link !== null) return this.link;
    const flags = new URLSearchParams(this.#search());
    const asked = beginnings.filter((flag) => flags.has(flag));
    return asked.map((flag) => `${flag}=${flags.get(flag) ?? ''}`).join('&');
  }

  /** Returns an address that opens a session. */
  linkTo(fragment: string): string {
    return `${this.#href().replace(/[?#].*$/s, '')}#${fragment}`;
  }

  /** Calls back when the address changes to another link. */
  onLink(changed: () => void): void {
    this.bar.addEventListener('hashchange', () => {
      if (this.link !== null) changed();
    });
  }

  reload(): void {
    attempt(() => this.bar.location.reload(), undefined);
  }

  /** Reloads the page without the request of the address. */
  startFresh(): void {
    const address = new URL(this.#href());
    address.hash = '';
    for (const flag of beginnings) address.searchParams.delete(flag);
    attempt(() => this.bar.history.replaceState(null, '', address.href), undefined);
    // If the address cannot be replaced, navigate to it. If it does not differ, reload instead.
    if (this.link !== null) attempt(() => this.bar.location.replace(address.href), undefined);
    this.reload();
  }

  #href = (): string => attempt(() => this.bar.location.href, 'about:blank');
  #search = (): string => attempt(() => this.bar.location.search, '');
  #hash = (): string => attempt(() => this.bar.location.hash, '');
}
