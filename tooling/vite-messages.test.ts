import { setupI18n } from '@lingui/core';
import { expect, test, vi } from 'vitest';
import { compileCatalog } from './vite-messages.ts';

test('what comes out is what the runtime interprets', () => {
  const compiled = compileCatalog('{"a":"Apply","b":"{n, plural, one {# Pod} other {# Pods}} of {name}","c":"\'{\'"}');
  const i18n = setupI18n({ locale: 'en', messages: { en: compiled } });
  expect(i18n._('a')).toBe('Apply');
  expect(i18n._('b', { n: 1, name: 'web' })).toBe('1 Pod of web');
  expect(i18n._('b', { n: 3, name: 'web' })).toBe('3 Pods of web');
  expect(i18n._('c')).toBe('{');
});

test.each([
  ['{"a":"{n, plural, one {x}"}', 'message "a" is not valid MessageFormat'],
  ['{"a":{"b":"c"}}', 'message "a" is not a string'],
])('%s stops the build', (json, complaint) => {
  // The parser also prints what it found.
  const print = vi.spyOn(console, 'error').mockReturnValue();
  expect(() => compileCatalog(json)).toThrow(complaint);
  print.mockRestore();
});
