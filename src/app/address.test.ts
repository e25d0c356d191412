import { expect, it } from 'vitest';
import { Address, type AddressBar, readFlags } from './address.ts';

const defaults = {
  language: null,
  theme: null,
  motion: true,
  speed: 1,
  seed: 1,
  paused: false,
  example: 'complete',
  autoplay: false,
  presenting: false,
  introduction: true,
  embedded: false,
  live: false,
};

it('has a default for everything', () => {
  expect(readFlags('')).toEqual(defaults);
});

it('reads what it is asked', () => {
  expect(readFlags('?lang=zh&theme=dark&motion=off&speed=0.25&seed=7&paused=1&example=tutorial&autoplay')).toEqual({
    language: 'zh',
    theme: 'dark',
    motion: false,
    speed: 0.25,
    seed: 7,
    paused: true,
    example: 'tutorial',
    autoplay: true,
    presenting: false,
    introduction: false,
    embedded: false,
    live: false,
  });
});

it('knows high contrast as a theme', () => {
  expect(readFlags('?theme=contrast').theme).toBe('contrast');
});

it('takes no nonsense', () => {
  expect(readFlags('?theme=pink&speed=1e9&seed=-3&example=../etc&paused=0')).toEqual(defaults);
});

it.each(['?intro=off', '?autoplay', '?presenter=1', '?embed=1'])('introduces nobody who comes with %s', (query) => {
  expect(readFlags(query).introduction).toBe(false);
});

/** The address bar of a page, as far as it is asked. */
function bar(href: string) {
  const location = new URL(href);
  const done: string[] = [];
  let changed = (): void => {};
  return {
    done,
    go(hash: string) {
      location.hash = hash;
      changed();
    },
    location: {
      get href() {
        return location.href;
      },
      get search() {
        return location.search;
      },
      get hash() {
        return location.hash;
      },
      reload: () => void done.push('reload'),
      replace: (to: string | URL) => void done.push(`replace ${String(to)}`),
    },
    history: {
      replaceState(_: unknown, __: string, to?: string | URL | null) {
        location.href = String(to);
        done.push(`replaceState ${String(to)}`);
      },
    },
    addEventListener: (_: 'hashchange', listener: () => void) => (changed = listener),
  };
}

it('tells what an address asks to begin with', () => {
  expect(new Address(bar('http://lab/?lang=zh')).asked).toBe('');
  expect(new Address(bar('http://lab/?lang=zh&example=tutorial&seed=7#stage')).asked).toBe('example=tutorial&seed=7');
  expect(new Address(bar('http://lab/?seed=7#v1.abc')).asked).toBe('#v1.abc');
});

it('makes a link of a session, without the flags of this address', () => {
  expect(new Address(bar('http://lab/sub/?speed=8#v1.old')).linkTo('v1.new')).toBe('http://lab/sub/#v1.new');
});

it('hears when the address becomes another link, and of no other fragment', () => {
  const there = bar('http://lab/');
  const heard: string[] = [];
  const address = new Address(there);
  address.onLink(() => heard.push(address.link ?? ''));
  there.go('#stage');
  there.go('#v2.abc');
  expect(heard).toEqual(['#v2.abc']);
});

it('starts fresh without what the address asked to begin with, and with its other flags', () => {
  const there = bar('http://lab/?lang=zh&example=tutorial&autoplay#v1.abc');
  new Address(there).startFresh();
  expect(there.done).toEqual(['replaceState http://lab/?lang=zh', 'reload']);
});

it('starts fresh by navigation where the address cannot be replaced', () => {
  const there = bar('http://lab/?lang=zh#v1.abc');
  there.history.replaceState = () => {
    throw new Error('SecurityError');
  };
  new Address(there).startFresh();
  expect(there.done).toEqual(['replace http://lab/?lang=zh', 'reload']);
});

it('asks for nothing where the browser does not tell the address', () => {
  const denied = (): never => {
    throw new Error('SecurityError');
  };
  const closed = { history: { replaceState: denied }, addEventListener: () => {} };
  const address = new Address(Object.defineProperty(closed, 'location', { get: denied }) as unknown as AddressBar);
  expect(address.flags).toEqual(defaults);
  expect(address.asked).toBe('');
  expect(() => address.reload()).not.toThrow();
  expect(() => address.startFresh()).not.toThrow();
});
