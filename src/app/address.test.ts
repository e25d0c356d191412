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

it.each(['?intro=off', '?lesson=order', '?autoplay', '?presenter=1', '?embed=1'])(
  'introduces nobody who comes with %s',
  (query) => {
    expect(readFlags(query).introduction).toBe(false);
  },
);

/** A fake of the parts of `window` that an address uses. */
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
      pushState(_: unknown, __: string, to?: string | URL | null) {
        location.href = String(to);
        done.push(`pushState ${String(to)}`);
      },
    },
    addEventListener: (_: 'hashchange' | 'popstate', listener: () => void) => (changed = listener),
  };
}

it('tells what an address asks to begin with', () => {
  expect(new Address(bar('http://lab/?lang=zh')).asked).toBe('');
  expect(new Address(bar('http://lab/?lang=zh&example=tutorial&seed=7#stage')).asked).toBe('example=tutorial&seed=7');
  expect(new Address(bar('http://lab/?seed=7#v1.abc')).asked).toBe('#v1.abc');
});

it.each([
  ['?live=1', 'default', ''],
  ['?live=1&namespace=shop&set=db', 'shop', 'db'],
  ['?live=1&namespace=../x&set=Db', 'default', ''],
  [`?live=1&namespace=-a&set=${'a'.repeat(254)}`, 'default', ''],
])('reads what a live page follows in %s', (query, namespace, set) => {
  expect(new Address(bar(`http://lab/${query}`)).followed).toEqual({ namespace, set });
});

it.each([
  ['?lesson=partition', { id: 'partition', page: 0 }],
  ['?lesson=partition&page=2', { id: 'partition', page: 1 }],
  ['?lesson=partition&page=x', { id: 'partition', page: 0 }],
  ['?lesson=partition&page=1e9', { id: 'partition', page: 0 }],
  ['?lesson=../etc', null],
  ['?lesson=', null],
  ['', null],
])('reads the page of a lesson in %s', (query, lesson) => {
  expect(new Address(bar(`http://lab/${query}`)).lesson).toEqual(lesson);
});

it('names the page of a lesson, once for each page, and keeps the other flags', () => {
  const there = bar('http://lab/?lang=zh');
  const address = new Address(there);
  for (const page of [0, 0, 1]) address.showLesson({ id: 'order', page });
  address.showLesson(null);
  address.showLesson(null);
  expect(there.done).toEqual([
    'pushState http://lab/?lang=zh&lesson=order&page=1',
    'pushState http://lab/?lang=zh&lesson=order&page=2',
    'pushState http://lab/?lang=zh',
  ]);
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
