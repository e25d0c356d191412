import { expect, it } from 'vitest';
import { safeStorage } from './storage.ts';

const denied = (): never => {
  throw new Error('SecurityError');
};

it('reads nothing and writes nothing where the browser gives no storage', () => {
  const storage = safeStorage(denied);
  expect(storage.get('a')).toBeNull();
  expect(storage.set('a', '1')).toBe(false);
  expect(storage.keys()).toEqual([]);
  expect(() => storage.remove('a')).not.toThrow();
});

it('says when there is no room, and still reads', () => {
  const full = { getItem: () => 'kept', setItem: denied, removeItem: () => {}, length: 1 } as unknown as Storage;
  const storage = safeStorage(() => full);
  expect(storage.set('a', '1')).toBe(false);
  expect(storage.get('a')).toBe('kept');
});
