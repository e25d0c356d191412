import { expect, it } from 'vitest';
import { hasSession, SessionStore } from './session-store.ts';
import { fakeStorage } from './testing.ts';

const kept = (savedAt: number, link = `v1.${savedAt}`) => ({ savedAt, link });

it('lists sessions, the one that was changed last first', () => {
  const store = new SessionStore(fakeStorage());
  store.write('a', kept(1), []);
  store.write('b', kept(3), []);
  store.write('c', kept(2), []);
  expect(store.ids()).toEqual(['b', 'c', 'a']);
  expect(store.read('b')).toEqual(kept(3));
});

it.each(['', 'null', '7', '[]', '{"savedAt":"x","link":5}', '{'])('takes whatever stands there: %s', (text) => {
  const store = new SessionStore(fakeStorage({ 'statefulset-lab.session.a': text }));
  expect(store.ids()).toEqual(['a']);
  expect(hasSession(store.read('a'))).toBe(false);
});

it('makes room with the oldest sessions that may go, and says when that is not enough', () => {
  const storage = fakeStorage();
  const store = new SessionStore(storage);
  for (const [at, id] of ['old', 'older', 'own'].entries()) store.write(id, kept(10 - at, 'x'.repeat(100)), []);
  storage.room = 400;
  const mayGo = ['old', 'older'];
  expect(store.write('own', kept(11, 'x'.repeat(150)), mayGo)).not.toBeNull();
  expect(store.ids()).toEqual(['own', 'old']);
  expect(mayGo).toEqual(['old']);
  expect(store.write('own', kept(12, 'x'.repeat(500)), mayGo)).toBeNull();
  expect(store.read('own')?.savedAt).toBe(11);
});

it('keeps five sessions that no tab has open, and all that are open', () => {
  const store = new SessionStore(fakeStorage());
  for (let at = 1; at <= 9; at++) store.write(`s${at}`, kept(at), []);
  expect(store.prune(new Set(['s1', 's9']))).toEqual(['s8', 's7', 's6', 's5', 's4']);
  expect(store.ids()).toEqual(['s9', 's8', 's7', 's6', 's5', 's4', 's1']);
});

it('sets a session aside without losing it, and takes it back', () => {
  const store = new SessionStore(fakeStorage());
  store.write('a', kept(1), []);
  store.opening('a');
  expect(store.stoppedPage('a')).toBe(true);
  store.setAside('a');
  expect(store.ids()).toEqual([]);
  expect(store.stoppedPage('a')).toBe(false);
  expect(store.readAside('a')).toEqual(kept(1));
  store.takeBack('a');
  expect(store.read('a')).toEqual(kept(1));
  expect(store.readAside('a')).toBeNull();
});

it('keeps three sessions that were set aside', () => {
  const store = new SessionStore(fakeStorage());
  for (let at = 1; at <= 4; at++) {
    store.write(`s${at}`, kept(at), []);
    store.setAside(`s${at}`);
  }
  expect([1, 2, 3, 4].map((at) => store.readAside(`s${at}`)?.savedAt)).toEqual([undefined, 2, 3, 4]);
});
